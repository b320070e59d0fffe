// SPDX-License-Identifier: EUPL-1.2
#include "bench/scenario/admission.h"

#include <algorithm>

namespace banc {
namespace {

Error refused(Text what, Text remedy) {
    return {Errc::refused, std::move(what), std::move(remedy), {}};
}

Text other_modes(const Scenario& scenario) {
    std::vector<std::string_view> words;
    for (const auto mode : scenario.modes) words.push_back(word(mode));
    return text("modes : {}", "modes: {}", fmt::format("{}", fmt::join(words, ", ")));
}

Text other_titles(const Scenario& scenario) {
    std::vector<std::string> codes;
    for (const auto& criterion : scenario.criteria)
        for (const auto& [code, row] : criterion.scores)
            if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
    return text("titres qu'il sert : {}", "titles it serves: {}",
                fmt::format("{}", fmt::join(codes, ", ")));
}

Error out_of_force(const Sitting& sitting) {
    const auto& title = sitting.title;
    auto remedy = title.replaced_by.empty()
                      ? text("aucun titre connu ne le remplace ; il sert à l'entraînement",
                             "no known title replaces it; it is for training")
                      : text("il est remplacé par {} ; il sert encore à l'entraînement",
                             "{} replaced it; it is still good for training", title.replaced_by);
    return refused(text("le titre {} est valable du {} au {} : pas de session officielle le {}",
                        "title {} is valid from {} to {}: no official session on {}", title.code,
                        title.valid_from, title.valid_until, sitting.day),
                   std::move(remedy));
}

}  // namespace

Errors objections(const Sitting& sitting) {
    const auto& [scenario, title, mode, day] = sitting;
    const auto& allowed = scenario.modes;
    Errors errors;
    if (std::find(allowed.begin(), allowed.end(), mode) == allowed.end())
        errors.push_back(refused(
            text("le scénario {} n'est pas fait pour le mode {}",
                 "scenario {} is not made for mode {}", scenario.id, word(mode)),
            mode == Mode::official
                ? text("une session officielle prend le DTE du ministère, jamais un scénario livré",
                       "an official session takes the ministry's DTE, never a shipped scenario")
                : other_modes(scenario)));
    if (title.nature == Nature::job_sheet)
        errors.push_back(refused(text("{} est une fiche métier : elle ne certifie personne",
                                      "{} is a job sheet: it certifies nobody", title.code),
                                 other_titles(scenario)));
    else if (scenario.competences(title.code).empty())
        errors.push_back(refused(text("le scénario {} n'éclaire aucune ligne du titre {}",
                                      "scenario {} says nothing of any row of title {}",
                                      scenario.id, title.code),
                                 other_titles(scenario)));
    if (mode == Mode::official && title.nature == Nature::title && !title.in_force(day))
        errors.push_back(out_of_force(sitting));
    return errors;
}

bool by_people_alone(const Scenario& scenario) {
    return scenario.proof == "human" && scenario.facts.empty();
}

}  // namespace banc
