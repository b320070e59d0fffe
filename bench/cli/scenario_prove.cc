// SPDX-License-Identifier: EUPL-1.2
// `banc scenario prove`: every scripted candidate of a scenario is played on the virtual bench, and
// the invariants of design.md §2.1 are judged by program.
#include <fmt/format.h>

#include <QTemporaryDir>
#include <algorithm>
#include <charconv>
#include <filesystem>
#include <limits>
#include <map>

#include "bench/cli/commands.h"
#include "bench/cli/interrupt.h"
#include "bench/cli/library.h"
#include "bench/cli/places.h"
#include "bench/cli/proving.h"
#include "bench/scoring/invariants.h"

namespace banc {
namespace {

constexpr std::uint64_t kJobsMax = 16;

using Chosen = std::vector<Scenario>;

Error nothing_chosen() {
    return {Errc::invalid,
            {"quels scénarios ?", "which scenarios?"},
            {"nommez-les, ou --all", "name them, or --all"},
            {}};
}

Error nothing_played() {
    return {Errc::refused,
            {"aucun de ces scénarios ne se joue : rien n'est prouvé",
             "none of these scenarios can be played: nothing is proven"},
            {"voyez leur preuve : banc scenario list", "see their proof: banc scenario list"},
            {}};
}

// --virtual leaves out what only recorded pieces or people can prove.
Checked<Chosen> choose(const Call& call, const Library& library) {
    Chosen chosen;
    Errors errors;
    if (call.has("all") == !call.arguments.empty())
        return tl::unexpected<Errors>({nothing_chosen()});
    for (const auto& id : call.arguments) {
        auto found = library.named(id);
        if (found)
            chosen.push_back(std::move(*found));
        else
            errors.insert(errors.end(), found.error().begin(), found.error().end());
    }
    if (!errors.empty()) return tl::unexpected<Errors>(std::move(errors));
    for (const auto& scenario : library.scenarios)
        if (call.has("all") && (scenario.proof == "virtual" || !call.has("virtual")))
            chosen.push_back(scenario);
    return chosen;
}

struct Count {
    std::string_view option;
    std::string_view otherwise;
    std::uint64_t least;
    std::uint64_t most;
};
constexpr Count kJobs{"jobs", "2", 1, kJobsMax};
constexpr Count kSeed{"seed", "1", 0, std::numeric_limits<std::int64_t>::max()};  // as in journals

Result<std::uint64_t> number(const Call& call, const Count& count) {
    const auto given = call.get(count.option, count.otherwise);
    std::uint64_t value = 0;
    const auto [end, wrong] = std::from_chars(given.data(), given.data() + given.size(), value);
    const bool whole = wrong == std::errc{} && end == given.data() + given.size();
    if (whole && value >= count.least && value <= count.most) return value;
    return fail(Errc::invalid, text("--{} {} : un entier de {} à {} est attendu",
                                    "--{} {}: a whole number from {} to {} is expected",
                                    count.option, given, count.least, count.most));
}

Result<std::string> out_of(const Call& call) {
    if (call.has("out")) return call.get("out");
    QTemporaryDir made;
    made.setAutoRemove(false);  // kept where a play broke something
    if (made.isValid()) return made.path().toStdString();
    return fail(Errc::environment, text("pas de dossier temporaire", "no temporary folder"),
                {"donnez-en un avec --out", "name one with --out"});
}

// Played where the virtual PC can; the others are proven by their kept plays, or by people.
Checked<ProvingPlan> plan_of(const Call& call, const Chosen& chosen) {
    ProvingPlan plan;
    const auto jobs = number(call, kJobs);
    if (!jobs) return tl::unexpected<Errors>(Errors{jobs.error()});
    const auto seed = number(call, kSeed);
    if (!seed) return tl::unexpected<Errors>(Errors{seed.error()});
    auto out = out_of(call);
    if (!out) return tl::unexpected<Errors>(Errors{out.error()});
    plan.jobs = *jobs;
    plan.out = std::move(*out);
    plan.keep = call.get("keep");
    plan.seed = *seed;
    plan.lang = call.lang;
    plan.tidy = !call.has("out");
    for (const auto& scenario : chosen) {
        if (call.has("all") && scenario.proof != "virtual") continue;
        for (const auto& who : scripted(scenario))
            plan.plays.push_back({&scenario, who, draw(scenario, *seed)});
    }
    if (plan.plays.empty()) return tl::unexpected<Errors>(Errors{nothing_played()});
    return plan;
}

Json as_json(const Play& play) {
    Json broken = Json::array();
    for (const auto& what : play.broken) broken.push_back({{"fr", what.fr}, {"en", what.en}});
    return {{"scenario", play.scenario->id},
            {"candidate", play.who},
            {"parameters", play.drawn},
            {"exam", play.exam},
            {"took_ms", play.took.count() / 1'000'000},
            {"broken", std::move(broken)}};
}

// "poste = atelier-a, faux_dns = 10.0.0.53"
std::string drawn_of(const Play& play) {
    std::string out;
    for (const auto& [name, value] : play.drawn)
        out += fmt::format("{}{} = {}", out.empty() ? "" : ", ", name, value);
    return out;
}

// Progress, what was drawn for the play, and one line for each invariant that it broke.
void tell(const Call& call, const Play& play, std::size_t done, std::size_t of) {
    FILE* const where = call.json ? stderr : stdout;
    fmt::print(where, "[{:>3}/{}] {:<32} {:<10} {:>4} s  {}\n", done, of, play.scenario->id,
               play.who, play.took / std::chrono::seconds(1), play.broken.empty() ? "✓" : "✗");
    if (!play.drawn.empty())
        fmt::print(where, "          {} {}\n",
                   call.lang == Lang::fr ? "tiré :" : "drawn:", drawn_of(play));
    for (const auto& what : play.broken)
        fmt::print(where, "          {}{}{}\n", plain(what.in(call.lang)),
                   play.exam.empty() ? "" : " — ", play.exam);
    std::fflush(where);
}

void list_unplayed(const Call& call, const Chosen& chosen) {
    for (const auto& scenario : chosen) {
        if (!call.has("all") || scenario.proof == "virtual") continue;
        fmt::print(call.json ? stderr : stdout, "{:<42} {}\n", scenario.id,
                   call.lang == Lang::fr ? "non joué, preuve : " + scenario.proof
                                         : "not played, proof: " + scenario.proof);
    }
}

// Those that are said to be proven by people, and whose every play is good.
std::vector<std::string> newly_proven(const Proving& proving) {
    std::map<std::string, bool> good;
    for (const auto& play : proving.plays()) {
        if (play.scenario->proof != "human") continue;
        auto& all = good.try_emplace(play.scenario->id, true).first->second;
        all = all && play.played && play.broken.empty();
    }
    std::erase_if(good, [](const auto& one) { return !one.second; });
    std::vector<std::string> ids;
    for (const auto& [id, proven] : good) ids.push_back(id);
    return ids;
}

int conclude(const Call& call, const Proving& proving, Nanos took) {
    Json plays = Json::array();
    std::size_t bad = 0;
    for (const auto& play : proving.plays()) {
        if (!play.broken.empty()) ++bad;
        plays.push_back(as_json(play));
    }
    const auto seconds = took / std::chrono::seconds(1);
    if (call.json)
        fmt::print("{}\n", Json{{"plays", plays},
                                {"broken", bad},
                                {"proven", newly_proven(proving)},
                                {"seconds", seconds}}
                               .dump());
    else
        fmt::print("{}\n", text("{} passages, {} en défaut, {} s", "{} plays, {} at fault, {} s",
                                proving.plays().size(), bad, seconds)
                               .in(call.lang));
    for (const auto& id : newly_proven(proving))
        fmt::print(call.json ? stderr : stdout, "{}\n",
                   text("{} : tous ses passages sont bons, « proof: virtual » peut s'y écrire",
                        "{}: all its plays are good, \"proof: virtual\" may be written in it", id)
                       .in(call.lang));
    return bad == 0 && !proving.stopped() ? kDone : kNo;
}

}  // namespace

int command_scenario_prove(const Call& call) {
    const auto library = open_library();
    if (!library) return complain(call, library.error());
    const auto chosen = choose(call, *library);
    if (!chosen) return complain(call, chosen.error());
    auto plan = plan_of(call, *chosen);
    if (!plan) return complain(call, plan.error());
    const auto all = plan->plays.size();
    const auto out = plan->out;
    const bool tidy = plan->tidy;
    const auto began = system_now().since_boot;
    list_unplayed(call, *chosen);
    Proving proving(std::move(*plan),
                    [&](const Play& play, std::size_t done) { tell(call, play, done, all); });
    const Interrupt interrupt([&] { proving.stop(); });
    if (const auto ran = proving.run(); !ran) return complain(call, ran.error());
    std::error_code kept;
    if (tidy) std::filesystem::remove(out, kept);  // stays when something broken is in it
    return conclude(call, proving, system_now().since_boot - began);
}

}  // namespace banc
