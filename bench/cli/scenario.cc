// SPDX-License-Identifier: EUPL-1.2
// `banc scenario list|show|check`: the library, and what a trainer got wrong.
#include "bench/scenario/scenario.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "bench/cli/commands.h"
#include "bench/cli/library.h"
#include "bench/cli/scenario_page.h"

namespace banc {
namespace {

// "IDI-B1": the competences of every title a scenario touches.
std::vector<std::string> competences_of(const Scenario& scenario, const Titles& titles) {
    std::vector<std::string> out;
    for (const auto& [code, title] : titles)
        for (const auto& id : scenario.competences(code)) out.push_back(code + "-" + id);
    return out;
}

Json summary(const Scenario& scenario, const Titles& titles) {
    Json modes = Json::array();
    for (const auto mode : scenario.modes) modes.push_back(word(mode));
    return {{"id", scenario.id},
            {"title", scenario.title},
            {"version", scenario.version},
            {"level", scenario.level},
            {"duration_ms", scenario.duration.count() / 1'000'000},
            {"modes", std::move(modes)},
            {"competences", competences_of(scenario, titles)},
            {"proof", scenario.proof}};
}

Json details(const Scenario& scenario, const Titles& titles) {
    Json out = summary(scenario, titles);
    out["brief"] = scenario.brief;
    out["needs"] = scenario.needs;
    out["safety"] = scenario.safety;
    out["criteria"] = Json::array();
    for (const auto& criterion : scenario.criteria)
        out["criteria"].push_back({{"id", criterion.id},
                                   {"kind", word(criterion.kind)},
                                   {"label", criterion.label},
                                   {"scores", criterion.scores},
                                   {"critical", criterion.critical},
                                   {"routes", criterion.routes},
                                   {"descriptors", criterion.descriptors}});
    out["hints"] = Json::array();
    for (const auto& hint : scenario.hints)
        out["hints"].push_back({{"after_ms", hint.after.count() / 1'000'000}, {"text", hint.text}});
    return out;
}

// What is wrong with one scenario, named by its id or its file.
Errors mistakes_of(const std::string& named, const Surround& around) {
    const auto file = file_named(named);
    if (!file) return {file.error()};
    auto scenario = read_scenario(*file, around);
    return scenario ? Errors{} : std::move(scenario.error());
}

}  // namespace

int command_scenario_list(const Call& call) {
    const auto library = open_library();
    if (!library) return complain(call, library.error());
    Json out = Json::array();
    for (const auto& scenario : library->scenarios) {
        if (!call.json)
            fmt::print("{:<32} {:<10} {}\n", scenario.id, scenario.proof, scenario.title);
        out.push_back(summary(scenario, library->titles));
    }
    if (call.json)
        fmt::print("{}\n", out.dump());
    else
        fmt::print("\n{}\n", proof_line(*library));
    return kDone;
}

int command_scenario_show(const Call& call) {
    const auto library = open_library();
    if (!library) return complain(call, library.error());
    const auto scenario = library->named(call.arguments[0]);
    if (!scenario) return complain(call, scenario.error());
    if (call.json)
        fmt::print("{}\n", details(*scenario, library->titles).dump());
    else
        print_page(*scenario, call.lang);
    return kDone;
}

int command_scenario_check(const Call& call) {
    auto surroundings = open_surroundings(call.get("bench"));
    if (!surroundings) return complain(call, surroundings.error());
    Errors errors;
    const auto given = call.arguments.empty() ? library_files() : call.arguments;
    for (const auto& one : given)
        for (auto& mistake : mistakes_of(one, *surroundings)) errors.push_back(std::move(mistake));
    if (call.json) {
        Json found = Json::array();
        for (const auto& error : errors)
            found.push_back({{"file", error.place.file},
                             {"line", error.place.line},
                             {"column", error.place.column},
                             {"message", error.what.in(call.lang)},
                             {"remedy", error.remedy.in(call.lang)}});
        fmt::print("{}\n", Json{{"errors", std::move(found)}}.dump());
        return errors.empty() ? kDone : exit_code(errors.front().code);
    }
    if (!errors.empty()) return complain(call, errors);
    fmt::print("{}\n", call.lang == Lang::fr ? "aucune faute" : "no mistake");
    return kDone;
}

}  // namespace banc
