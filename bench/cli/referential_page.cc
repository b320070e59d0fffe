// SPDX-License-Identifier: EUPL-1.2
#include "bench/cli/referential_page.h"

#include <algorithm>
#include <map>

#include "bench/cli/referential_lines.h"
#include "bench/yaml/node.h"

namespace banc {
namespace {

constexpr std::size_t kRowMargin = 22;

Text who(CriterionClass c) {
    switch (c) {
        case CriterionClass::observed: return {"constaté", "observed"};
        case CriterionClass::supported: return {"éclairé", "supported"};
        case CriterionClass::judged: return {"jury", "judged"};
    }
    return {};
}

// European level, and the one of the nomenclature of 1969 that older texts still give.
std::string level(const Json& from, Lang lang) {
    auto words =
        fmt::format("{} {}", lang == Lang::fr ? "niveau" : "level", from["european"].get<int>());
    if (from.contains("nomenclature_1969"))
        words += fmt::format(" ({} {})", one_of(from, "nomenclature_1969"),
                             lang == Lang::fr ? "en 1969" : "in 1969");
    return words;
}

void print_identity(const Referential& title, Lang lang, std::string_view today) {
    const auto& file = title.everything;
    fmt::print("{}\n", folded(title.code + " · " + title.title, 0));
    std::string facts;
    const auto add = [&](const std::string& one) {
        if (!one.empty()) facts += (facts.empty() ? "" : " · ") + one;
    };
    if (!title.millesime.empty())
        add((lang == Lang::fr ? "millésime " : "version of ") + title.millesime);
    add(one_of(file, "tp"));
    if (one_of(file, "rncp") != title.code) add(one_of(file, "rncp"));
    if (file.contains("level")) add(level(file["level"], lang));
    if (file.contains("nsf")) add("NSF " + statement(file["nsf"]));
    if (file.contains("rome")) add("ROME " + joined(file, "rome"));
    fmt::print("{}\n{}\n", folded(facts, 0), folded(joined(file, "authority", " ; "), 0));
    if (title.nature == Nature::job_sheet) return;
    fmt::print("{} → {} : {}", title.valid_from, title.valid_until, title.status(today));
    if (!title.replaced_by.empty())
        fmt::print("{} {}", lang == Lang::fr ? ", remplacé par" : ", replaced by",
                   title.replaced_by);
    fmt::print("\n{}\n", folded(one_of(file["validity"], "source"), 0));
    if (file.contains("regulation"))
        fmt::print("{}\n", folded((lang == Lang::fr ? "Réglementation : " : "Regulation: ") +
                                      statement(file["regulation"]),
                                  0));
}

void print_count(const Referential& title, Lang lang) {
    std::map<CriterionClass, int> count;
    for (const auto& unit : title.units)
        for (const auto& competence : unit.competences)
            for (const auto& row : competence.criteria) ++count[row.criterion_class];
    if (count.empty()) return;
    const auto all = count[CriterionClass::observed] + count[CriterionClass::supported] +
                     count[CriterionClass::judged];
    const auto words = text(
        "{} compétences, {} critères : {} constatés par le banc, {} éclairés par le banc, {} jugés "
        "par le jury",
        "{} competences, {} criteria: {} observed by the bench, {} supported by the bench, {} "
        "judged by the jury",
        title.competence_count(), all, count[CriterionClass::observed],
        count[CriterionClass::supported], count[CriterionClass::judged]);
    fmt::print("\n{}\n", folded(words.in(lang), 0));
}

// "entretien-technique" is a word of the file, "entretien technique" one of the exam room.
std::string spelled(std::string word) {
    if (word == "msp") return "MSP";
    std::replace(word.begin(), word.end(), '-', ' ');
    return word;
}

void print_competence(const Competence& competence, Lang lang) {
    const std::size_t margin = competence.riasec.empty() ? 6 : 28;
    auto lead = "  " + competence.id;
    if (!competence.riasec.empty())
        lead += std::string(24 - characters(lead), ' ') + competence.riasec;
    if (!competence.criteria.empty()) fmt::print("\n");
    line(lead, margin, marked(competence.title, competence.ambiguities));
    for (const auto& row : competence.criteria) {
        line(fmt::format("      {:<6}{}", row.id, who(row.criterion_class).in(lang)), kRowMargin,
             marked(row.text, row.ambiguities));
    }
    if (!competence.criteria.empty()) {
        std::string modalities;
        for (const auto& one : competence.criteria.front().modalities)
            modalities += (modalities.empty() ? "" : ", ") + spelled(one);
        line("", 6, "(" + modalities + ")");
    }
    for (const auto& one : competence.knowledge) line(std::string(28, ' ') + "·", 30, one);
}

void print_job_sheet(const Json& file, Lang lang) {
    statements(file, "definition", {"Le métier", "The job"}, lang);
    statements(file, "access", {"Accès", "Access"}, lang);
    statements(file, "conditions", {"Conditions", "Conditions"}, lang);
}

void print_doubts(const Json& file, Lang lang) {
    statements(file, "not_found", {"Ce que les sources ne disent pas", "What no source says"},
               lang);
    if (!file.contains("ambiguities") || file["ambiguities"].empty()) return;
    heading({"Ambiguïtés, montrées et jamais tranchées", "Ambiguities, shown and never resolved"},
            lang);
    for (const auto& one : file["ambiguities"])
        line("  " + one_of(one, "id"), 8, one_of(one, "text"));
}

}  // namespace

void print_referential(const Referential& title, Lang lang, std::string_view today) {
    const auto& file = title.everything;
    print_identity(title, lang, today);
    print_job_sheet(file, lang);
    print_count(title, lang);
    for (const auto& unit : title.units) {
        fmt::print("\n");
        line(unit.id, characters(unit.id) + 2, unit.title);
        for (const auto& competence : unit.competences) print_competence(competence, lang);
    }
    print_around_the_job(file, lang);
    statements(file, "transversal", {"Compétences transversales", "Transversal competences"}, lang);
    print_sittings(file, lang);
    statements(file, "partial", {"Réussite partielle", "Partial success"}, lang);
    if (file.contains("organisation")) {
        statements(file["organisation"], "sharing", {"Partage des moyens", "Shared equipment"},
                   lang);
        statements(file["organisation"], "security", {"Sécurité de la session", "Session security"},
                   lang);
    }
    print_correspondences(file, lang);
    statements(file, "history", {"Historique", "History"}, lang);
    statements(file, "legal", {"Textes", "Legal texts"}, lang);
    print_doubts(file, lang);
}

}  // namespace banc
