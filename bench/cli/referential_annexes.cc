// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include "bench/cli/referential_lines.h"

namespace banc {
namespace {

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

std::string votes(const Json& bench, Lang lang) {
    if (bench.contains("voices"))
        return fmt::format(" ({} {})", bench["voices"].get<int>(),
                           lang == Lang::fr ? "voix" : "votes");
    return fmt::format(" ({} {})", lang == Lang::fr ? "au moins" : "at least",
                       bench["least_voices"].get<int>());
}

void print_jury(const Json& file, Lang lang) {
    if (!file.contains("jury")) return;
    const auto& jury = file["jury"];
    heading({"Jury", "Jury"}, lang);
    for (const auto& bench : jury["composition"]) {
        line("  -", 4,
             marked(joined(bench, "for") + (lang == Lang::fr ? " : " : ": ") +
                        joined(bench, "voting", " ; ") + votes(bench, lang),
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

}  // namespace

void print_sittings(const Json& file, Lang lang) {
    print_evidence(file, lang);
    print_sessions(file, lang);
    print_coefficients(file, lang);
    print_jury(file, lang);
}

void print_correspondences(const Json& file, Lang lang) {
    if (!file.contains("correspondences") || file["correspondences"].empty()) return;
    heading({"Correspondances", "Correspondences"}, lang);
    for (const auto& one : file["correspondences"]) {
        line("  -", 4, side(one["from"], lang));
        line("    →", 6, marked(side(one["to"], lang), marks_of(one)));
    }
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

}  // namespace banc
