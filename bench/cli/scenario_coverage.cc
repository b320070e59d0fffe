// SPDX-License-Identifier: EUPL-1.2
// `banc scenario coverage`: what of each title the library reaches, for who writes the next one.
#include <fmt/format.h>

#include <algorithm>

#include "bench/cli/commands.h"
#include "bench/cli/library.h"
#include "bench/cli/referential_lines.h"
#include "bench/scenario/reach.h"
#include "bench/yaml/node.h"

namespace banc {
namespace {

using Rows = std::vector<RowReach>;

// One sign per row of a competence: the bench sees it, a person is helped to, alone, nobody.
std::string_view sign(const RowReach& row) {
    if (!row.observed.empty()) return "●";
    if (!row.supported.empty()) return "◐";
    return row.judged.empty() ? "·" : "○";
}

Rows rows_of(const Rows& all, const std::string& competence) {
    Rows some;
    std::copy_if(all.begin(), all.end(), std::back_inserter(some),
                 [&](const RowReach& row) { return row.competence == competence; });
    return some;
}

std::size_t scenarios_of(const Rows& rows) {
    std::vector<std::string> ids;
    for (const auto& row : rows)
        for (const auto& id : row.scenarios())
            if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    return ids.size();
}

// A competence, or a know-how: its signs, how many scenarios, its name.
void print_competence(const Competence& competence, const Rows& rows) {
    std::string signs;
    for (const auto& row : rows) signs += sign(row);
    constexpr std::size_t kSigns = 19;
    constexpr std::size_t kName = 31;
    auto lead = "  " + competence.id;
    lead += std::string(characters(lead) < kSigns ? kSigns - characters(lead) : 1, ' ') + signs;
    const auto count = scenarios_of(rows);
    const auto used = characters(lead);
    lead += std::string(used < kName - 5 ? kName - 5 - used : 1, ' ') + fmt::format("{:>3}", count);
    line(lead, kName, competence.title);
}

void print_rows(const Rows& all, const Text& title, bool (RowReach::*chosen)() const, Lang lang) {
    std::string ids;
    for (const auto& row : all)
        if ((row.*chosen)()) ids += (ids.empty() ? "" : ", ") + row.id;
    if (!ids.empty()) fmt::print("  {} {}\n", title.in(lang), folded(ids, 14));
}

void print_title(const Referential& title, const Rows& rows, Lang lang) {
    fmt::print("{}\n", folded(title.code + " · " + title.title, 0));
    for (const auto& unit : title.units)
        for (const auto& competence : unit.competences)
            print_competence(competence, rows_of(rows, competence.id));
    print_rows(rows, {"sans rien :", "nothing:   "}, &RowReach::bare, lang);
    print_rows(rows, {"mince :    ", "thin:      "}, &RowReach::thin, lang);
    fmt::print("\n");
}

Json title_json(const Referential& title, const Rows& rows) {
    Json competences = Json::array();
    for (const auto& unit : title.units)
        for (const auto& competence : unit.competences) {
            Json own = Json::array();
            const auto some = rows_of(rows, competence.id);
            for (const auto& row : some)
                own.push_back({{"id", row.id},
                               {"text", row.text},
                               {"class", row.criterion_class ? Json(word(*row.criterion_class))
                                                             : Json(nullptr)},
                               {"observed", row.observed},
                               {"supported", row.supported},
                               {"judged", row.judged},
                               {"thin", row.thin()}});
            competences.push_back({{"id", competence.id},
                                   {"title", competence.title},
                                   {"scenarios", scenarios_of(some)},
                                   {"rows", std::move(own)}});
        }
    return {{"code", title.code}, {"title", title.title}, {"competences", competences}};
}

}  // namespace

int command_scenario_coverage(const Call& call) {
    const auto library = open_library();
    if (!library) return complain(call, library.error());
    if (call.has("title"))
        if (const auto known = find_referential(referentials_folder(), call.get("title")); !known)
            return complain(call, known.error());
    Json out = Json::array();
    for (const auto& [code, title] : library->titles) {
        if (call.get("title", code) != code) continue;
        const auto rows = reach(title, library->scenarios);
        if (!call.json) print_title(title, rows, call.lang);
        out.push_back(title_json(title, rows));
    }
    if (call.json)
        fmt::print("{}\n",
                   Json{{"titles", std::move(out)}, {"proofs", proof_counts(*library)}}.dump());
    else
        fmt::print("{}\n",
                   call.lang == Lang::fr
                       ? "● constaté par le banc  ◐ éclairé  ○ jugé ou étiqueté  · rien"
                       : "● observed by the bench  ◐ supported  ○ judged or tagged  · none");
    if (!call.json) fmt::print("{}\n", proof_line(*library));
    return kDone;
}

}  // namespace banc
