// SPDX-License-Identifier: EUPL-1.2
// Where a scenario touches the référentiels: `scores` names rows of titles, `rome` know-hows of a
// job sheet. Without any référentiel at hand both are taken at their word.
#include <algorithm>

#include "bench/scenario/pieces.h"

namespace banc {
namespace {

std::vector<std::string> codes_of(const Titles& titles, Nature nature) {
    std::vector<std::string> codes;
    for (const auto& [code, title] : titles)
        if (title.nature == nature) codes.push_back(code);
    return codes;
}

void check_row(const Node& row, const Referential& title, Errors& errors) {
    const auto& id = row.text;
    const auto rows = title.row_ids();
    if (id.empty() || std::find(rows.begin(), rows.end(), id) != rows.end()) return;
    const auto* competence = title.competence(id);
    if (competence != nullptr)
        return blame(errors, row.place,
                     text("les critères de {} sont publiés", "the criteria of {} are published",
                          id),
                     text("nommez une ligne, de {} à {}", "name a row, from {} to {}",
                          competence->criteria.front().id, competence->criteria.back().id));
    blame(errors, row.place,
          text("le titre {} n'a pas de ligne « {} »", "title {} has no row \"{}\"", title.code, id),
          suggest(id, rows));
}

void check_score(const Entry& score, const Titles& titles, Errors& errors) {
    const auto known = titles.find(score.key);
    if (known == titles.end())
        return blame(errors, score.place,
                     text("titre inconnu « {} »", "unknown title \"{}\"", score.key),
                     suggest(score.key, codes_of(titles, Nature::title)));
    if (known->second.nature == Nature::job_sheet)
        return blame(errors, score.place,
                     text("{} est une fiche métier, elle n'a pas de grille",
                          "{} is a job sheet, it has no grid", score.key),
                     text("ses savoir-faire se nomment sous « rome »",
                          "its know-hows are named under \"rome\""));
    check_row(score.value, known->second, errors);
}

}  // namespace

std::map<std::string, std::string> as_scores(const Node& node, const Titles& titles,
                                             Errors& errors) {
    std::map<std::string, std::string> scores;
    for (const auto& score : as_map(node, errors)) {
        scores[score.key] = as_text(score.value, errors);
        if (!titles.empty()) check_score(score, titles, errors);
    }
    if (node.kind == Node::Kind::map && node.entries.empty())
        blame(errors, node.place, text("aucune ligne de titre", "no row of any title"),
              text("nommez un titre et une de ses lignes, par exemple « IDI: B1.3 »",
                   "name a title and one of its rows, for instance \"IDI: B1.3\""));
    return scores;
}

std::vector<std::string> as_know_hows(const Node& node, const Titles& titles, Errors& errors) {
    auto tags = as_texts(node, errors);
    if (titles.empty()) return tags;
    std::vector<std::string> known;
    for (const auto& code : codes_of(titles, Nature::job_sheet))
        for (auto& id : titles.find(code)->second.row_ids()) known.push_back(std::move(id));
    for (const auto& item : node.items)
        if (!item.text.empty() && std::find(known.begin(), known.end(), item.text) == known.end())
            blame(errors, item.place,
                  text("savoir-faire inconnu « {} »", "unknown know-how \"{}\"", item.text),
                  suggest(item.text, known));
    return tags;
}

}  // namespace banc
