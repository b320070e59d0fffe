// SPDX-License-Identifier: EUPL-1.2
#include "bench/cli/proving_words.h"

#include <fmt/format.h>

#include <map>
#include <set>

namespace banc {
namespace {

struct Trials {
    std::set<std::uint64_t> seeds;
    std::map<std::string, std::set<std::string>> values;  // by parameter
};

// "poste = atelier-a, faux_dns = 10.0.0.53"
std::string drawn_of(const Play& play) {
    std::string out;
    for (const auto& [name, value] : play.drawn.values)
        out += fmt::format("{}{} = {}", out.empty() ? "" : ", ", name, value);
    return out;
}

}  // namespace

Json as_json(const Play& play) {
    Json broken = Json::array();
    for (const auto& what : play.broken) broken.push_back({{"fr", what.fr}, {"en", what.en}});
    return {{"scenario", play.scenario->id},
            {"candidate", play.who},
            {"seed", play.drawn.seed},
            {"parameters", play.drawn.values},
            {"exam", play.exam},
            {"took_ms", play.took.count() / 1'000'000},
            {"broken", std::move(broken)}};
}

void tell(const Call& call, const Play& play, std::size_t done, std::size_t of) {
    FILE* const where = call.json ? stderr : stdout;
    fmt::print(where, "[{:>3}/{}] {:<32} {:<10} {:>4} s  {}\n", done, of, play.scenario->id,
               play.who, play.took / std::chrono::seconds(1), play.broken.empty() ? "✓" : "✗");
    if (!play.drawn.values.empty())
        fmt::print(where, "          {}\n",
                   text("tiré (graine {}) : {}", "drawn (seed {}): {}", play.drawn.seed,
                        drawn_of(play))
                       .in(call.lang));
    for (const auto& what : play.broken)
        fmt::print(where, "          {}{}{}\n", plain(what.in(call.lang)),
                   play.exam.empty() ? "" : " — ", play.exam);
    std::fflush(where);
}

void tell_tried(const Call& call, const std::vector<Play>& plays) {
    std::map<const Scenario*, Trials> trials;
    for (const auto& play : plays) {
        if (!play.played) continue;
        auto& mine = trials[play.scenario];
        mine.seeds.insert(play.drawn.seed);
        for (const auto& [name, value] : play.drawn.values) mine.values[name].insert(value);
    }
    for (const auto& [scenario, mine] : trials) {
        if (mine.seeds.size() < 2) continue;
        for (const auto& [name, values] : mine.values)
            fmt::print(call.json ? stderr : stdout, "{}\n",
                       text("{} : {} essayé avec {} ({} sur {})", "{}: {} tried with {} ({} of {})",
                            scenario->id, name, fmt::join(values, ", "), values.size(),
                            scenario->parameters.at(name).size())
                           .in(call.lang));
    }
}

std::vector<std::string> newly_proven(const std::vector<Play>& plays) {
    std::map<std::string, bool> good;
    for (const auto& play : plays) {
        if (play.scenario->proof != "human") continue;
        auto& all = good.try_emplace(play.scenario->id, true).first->second;
        all = all && play.played && play.broken.empty();
    }
    std::erase_if(good, [](const auto& one) { return !one.second; });
    std::vector<std::string> ids;
    for (const auto& [id, proven] : good) ids.push_back(id);
    return ids;
}

}  // namespace banc
