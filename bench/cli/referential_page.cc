// SPDX-License-Identifier: EUPL-1.2
#include "bench/cli/referential_page.h"

#include <map>

#include "bench/yaml/node.h"

namespace banc {
namespace {

constexpr std::size_t kColumns = 80;
constexpr std::size_t kMarkWidth = 11;  // "constaté", "évaluation"

// A sheet written line by line: `lead` stands in the margin, `words` are folded beside it.
void line(std::string_view lead, std::size_t margin, std::string_view words) {
    const auto used = characters(lead);
    fmt::print("{}{}{}\n", lead, std::string(margin > used ? margin - used : 1, ' '),
               folded(words, margin));
}

void heading(const Text& words, Lang lang) { fmt::print("\n{}\n", words.in(lang)); }

std::string one_of(const Json& from, const char* key) {
    return from.contains(key) && from[key].is_string() ? from[key].get<std::string>()
                                                       : std::string{};
}

std::vector<std::string> marks_of(const Json& from) {
    const auto mark = from.is_object() ? from.find("ambiguity") : from.end();
    if (!from.is_object() || mark == from.end()) return {};
    if (mark->is_string()) return {mark->get<std::string>()};
    return mark->get<std::vector<std::string>>();
}

std::string marked(std::string words, const std::vector<std::string>& marks) {
    for (const auto& mark : marks) words += " [" + mark + "]";
    return words;
}

// A sentence, which the file may write with its ambiguity.
std::string statement(const Json& said) {
    if (said.is_string()) return said.get<std::string>();
    return said.is_object() ? marked(one_of(said, "text"), marks_of(said)) : said.dump();
}

std::string joined(const Json& from, const char* key) {
    std::string all;
    if (!from.contains(key)) return all;
    for (const auto& item : from[key]) all += (all.empty() ? "" : ", ") + statement(item);
    return all;
}

void statements(const Json& from, const char* key, const Text& title, Lang lang) {
    if (!from.contains(key)) return;
    heading(title, lang);
    for (const auto& said : from[key]) line("  -", 4, statement(said));
}

Text who(CriterionClass c) {
    switch (c) {
        case CriterionClass::observed: return {"constaté", "observed"};
        case CriterionClass::supported: return {"éclairé", "supported"};
        case CriterionClass::judged: return {"jury", "judged"};
    }
    return {};
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
    if (file.contains("level") && file["level"].contains("european"))
        add(fmt::format("{} {}", lang == Lang::fr ? "niveau" : "level",
                        file["level"]["european"].get<int>()));
    if (file.contains("level") && !one_of(file["level"], "nomenclature_1969").empty())
        add(one_of(file["level"], "nomenclature_1969") + " (1969)");
    if (file.contains("nsf")) add("NSF " + statement(file["nsf"]));
    if (file.contains("rome")) add("ROME " + joined(file, "rome"));
    fmt::print("{}\n{}\n", folded(facts, 0), folded(joined(file, "authority"), 0));
    if (title.nature == Nature::job_sheet) return;
    fmt::print("{} → {} : {}", title.valid_from, title.valid_until, title.status(today));
    if (!title.replaced_by.empty())
        fmt::print("{} {}", lang == Lang::fr ? ", remplacé par" : ", replaced by",
                   title.replaced_by);
    fmt::print("\n");
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

void print_competence(const Competence& competence, Lang lang) {
    const std::size_t margin = competence.riasec.empty() ? 6 : 28;
    auto lead = "  " + competence.id;
    if (!competence.riasec.empty())
        lead += std::string(24 - characters(lead), ' ') + competence.riasec;
    if (competence.riasec.empty()) fmt::print("\n");
    line(lead, margin, marked(competence.title, competence.ambiguities));
    for (const auto& row : competence.criteria) {
        const auto how = who(row.criterion_class).in(lang);
        line(fmt::format("      {:<6}{}{}", row.id, how,
                         std::string(kMarkWidth - characters(how), ' ')),
             12 + kMarkWidth, marked(row.text, row.ambiguities));
    }
    if (!competence.criteria.empty()) {
        std::string modalities;
        for (const auto& one : competence.criteria.front().modalities)
            modalities += (modalities.empty() ? "" : ", ") + one;
        line("", 6, "(" + modalities + ")");
    }
    for (const auto& one : competence.knowledge) line(std::string(28, ' ') + "·", 30, one);
}

void print_evidence(const Json& file, Lang lang) {
    if (!file.contains("evidence")) return;
    heading({"Ce que le jury examine, selon le parcours",
             "What the jury looks at, by the candidate's path"},
            lang);
    for (const auto& path : file["evidence"]) {
        line("  " + one_of(path, "path") + ", " + one_of(path, "for"), 26,
             marked(one_of(path, "entry"), marks_of(path)));
        line("", 26, joined(path, "required"));
        if (path.contains("training_only"))
            line("", 26,
                 (lang == Lang::fr ? "de formation : " : "after training: ") +
                     joined(path, "training_only"));
        if (path.contains("if_provided"))
            line("", 26,
                 (lang == Lang::fr ? "si prévu : " : "if provided: ") +
                     joined(path, "if_provided"));
    }
}

void print_sessions(const Json& file, Lang lang) {
    if (!file.contains("sessions")) return;
    heading({"Épreuves, par candidat", "Sittings, per candidate"}, lang);
    for (const auto& session : file["sessions"]) {
        line("", 2,
             marked(fmt::format("{} · {}{}{}", one_of(session, "session"), one_of(session, "total"),
                                lang == Lang::fr ? ", jury présent " : ", jury present ",
                                one_of(session, "jury")),
                    marks_of(session)));
        for (const auto& phase : session["phases"]) {
            line("    " + one_of(phase, "duration"), 13,
                 marked(one_of(phase, "what"), marks_of(phase)));
            line("", 13, "(" + joined(phase, "present") + ")");
        }
    }
}

void print_coefficients(const Json& file, Lang lang) {
    if (!file.contains("coefficients")) return;
    heading({"Coefficients", "Coefficients"}, lang);
    for (const auto& mark : file["coefficients"])
        line(fmt::format("  {:>3} %", mark["percent"].get<int>()), 9,
             marked(one_of(mark, "of"), marks_of(mark)));
}

void print_jury(const Json& file, Lang lang) {
    if (!file.contains("jury")) return;
    const auto& jury = file["jury"];
    heading({"Jury", "Jury"}, lang);
    for (const auto& bench : jury["composition"]) {
        line("  -", 4,
             marked(joined(bench, "for") + (lang == Lang::fr ? " : " : ": ") +
                        joined(bench, "voting"),
                    marks_of(bench)));
        if (bench.contains("without_voice"))
            line("", 4,
                 (lang == Lang::fr ? "sans voix : " : "without a vote: ") +
                     joined(bench, "without_voice"));
    }
    for (const auto* key : {"rules", "outcomes", "documents"})
        if (jury.contains(key))
            for (const auto& said : jury[key]) line("  -", 4, statement(said));
}

std::string side(const Json& from, Lang lang) {
    const auto units = joined(from, "units");
    return fmt::format("{} {} : {}", one_of(from, "title"), one_of(from, "arrete").substr(0, 4),
                       !units.empty()     ? units
                       : lang == Lang::fr ? "aucune"
                                          : "none");
}

void print_correspondences(const Json& file, Lang lang) {
    if (!file.contains("correspondences") || file["correspondences"].empty()) return;
    heading({"Correspondances", "Correspondences"}, lang);
    for (const auto& one : file["correspondences"]) {
        line("  -", 4, side(one["from"], lang));
        line("    →", 6, marked(side(one["to"], lang), marks_of(one)));
    }
}

void print_job_sheet(const Json& file, Lang lang) {
    statements(file, "definition", {"Le métier", "The job"}, lang);
    statements(file, "access", {"Accès", "Access"}, lang);
    statements(file, "conditions", {"Conditions", "Conditions"}, lang);
}

void print_around_the_job(const Json& file, Lang lang) {
    statements(file, "knowledge", {"Savoirs de base", "Base knowledge"}, lang);
    statements(file, "jobs", {"Appellations", "Job names"}, lang);
    if (file.contains("environments")) {
        heading({"Environnements", "Environments"}, lang);
        for (const auto* key : {"structures", "sectors", "conditions"})
            line("  -", 4, joined(file["environments"], key));
    }
    if (!file.contains("mobility")) return;
    heading({"Mobilité", "Mobility"}, lang);
    for (const auto& one : file["mobility"])
        line("  " + one_of(one, "to"), 9,
             one_of(one, "title") + ", " + one_of(one, "as") +
                 (one.contains("jobs") ? " (" + joined(one, "jobs") + ")" : ""));
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

std::string folded(std::string_view words, std::size_t margin) {
    std::string out;
    auto column = margin;
    while (!words.empty()) {
        const auto end = words.find(' ');
        const auto word = words.substr(0, end);
        words.remove_prefix(end == std::string_view::npos ? words.size() : end + 1);
        const auto wide = characters(word);
        if (!out.empty() && column + 1 + wide > kColumns) {
            out += "\n" + std::string(margin, ' ');
            column = margin;
        } else if (!out.empty()) {
            out += ' ';
            ++column;
        }
        out += word;
        column += wide;
    }
    return out;
}

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
    print_evidence(file, lang);
    print_sessions(file, lang);
    print_coefficients(file, lang);
    print_jury(file, lang);
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
