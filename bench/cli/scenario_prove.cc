// SPDX-License-Identifier: EUPL-1.2
// `banc scenario prove`: every scripted candidate of a scenario is played on the virtual bench, and
// the invariants of design.md §2.1 are judged by program.
#include <fmt/format.h>

#include <QTemporaryDir>
#include <algorithm>
#include <charconv>
#include <filesystem>
#include <limits>

#include "bench/cli/commands.h"
#include "bench/cli/interrupt.h"
#include "bench/cli/library.h"
#include "bench/cli/places.h"
#include "bench/cli/proving_words.h"
#include "bench/scoring/invariants.h"

namespace banc {
namespace {

constexpr std::uint64_t kJobsMax = 16;
constexpr std::uint64_t kDrawsMax = 8;  // two plays each: minutes a scenario

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

// By --all: what says that it is proven by its plays.
bool played(const Scenario& scenario) {
    return scenario.proof == "virtual" || scenario.proof == "synthetic";
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
constexpr Count kDraws{"draws", "1", 1, kDrawsMax};

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

// Every candidate with the first draw; with the others those who show that a draw can be held: the
// fault is in without a repair, and the repair mends it.
void add_plays(ProvingPlan& plan, const Scenario& scenario, std::size_t most) {
    for (auto& drawn : different_draws(scenario, plan.seed, most))
        for (const auto& who : scripted(scenario))
            if (drawn.seed == plan.seed || who == "untouched" || who == "reference")
                plan.plays.push_back({&scenario, who, drawn});
}

Checked<ProvingPlan> plan_of(const Call& call, const Chosen& chosen) {
    ProvingPlan plan;
    const auto jobs = number(call, kJobs);
    if (!jobs) return tl::unexpected<Errors>(Errors{jobs.error()});
    const auto seed = number(call, kSeed);
    if (!seed) return tl::unexpected<Errors>(Errors{seed.error()});
    const auto draws = number(call, kDraws);
    if (!draws) return tl::unexpected<Errors>(Errors{draws.error()});
    auto out = out_of(call);
    if (!out) return tl::unexpected<Errors>(Errors{out.error()});
    plan.jobs = *jobs;
    plan.out = std::move(*out);
    plan.keep = call.get("keep");
    plan.seed = *seed;
    plan.lang = call.lang;
    plan.tidy = !call.has("out");
    for (const auto& scenario : chosen)
        if (!call.has("all") || played(scenario)) add_plays(plan, scenario, *draws);
    if (plan.plays.empty()) return tl::unexpected<Errors>(Errors{nothing_played()});
    return plan;
}

void list_unplayed(const Call& call, const Chosen& chosen) {
    for (const auto& scenario : chosen) {
        if (!call.has("all") || played(scenario)) continue;
        fmt::print(call.json ? stderr : stdout, "{:<42} {}\n", scenario.id,
                   call.lang == Lang::fr ? "non joué, preuve : " + scenario.proof
                                         : "not played, proof: " + scenario.proof);
    }
}

// What a scenario may then say.
std::string_view earned(const std::vector<Play>& plays, const std::string& id) {
    const auto play =
        std::ranges::find_if(plays, [&](const Play& one) { return one.scenario->id == id; });
    return play->scenario->recorded ? "synthetic" : "virtual";
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
                                {"proven", newly_proven(proving.plays())},
                                {"seconds", seconds}}
                               .dump());
    else
        fmt::print("{}\n", text("{} passages, {} en défaut, {} s", "{} plays, {} at fault, {} s",
                                proving.plays().size(), bad, seconds)
                               .in(call.lang));
    tell_tried(call, proving.plays());
    for (const auto& id : newly_proven(proving.plays()))
        fmt::print(call.json ? stderr : stdout, "{}\n",
                   text("{} : tous ses passages sont bons, « proof: {} » peut s'y écrire",
                        "{}: all its plays are good, \"proof: {}\" may be written in it", id,
                        earned(proving.plays(), id))
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
