// SPDX-License-Identifier: EUPL-1.2
#include "bench/cli/dossier.h"

#include "bench/referential/load.h"
#include "bench/scenario/load.h"
#include "bench/scoring/score.h"
#include "bench/yaml/read.h"

namespace banc {
namespace {

tl::unexpected<Errors> refuse(Error error) {
    return tl::unexpected<Errors>(Errors{std::move(error)});
}

Result<std::string> blob(const std::string& folder, const Json& named) {
    return read_text_file(folder + "/blobs/" + named.value("blob", ""));
}

Error unusable(const ExamJournal& journal, const std::string& folder) {
    if (journal.integrity == Integrity::not_an_exam)
        return {Errc::environment,
                text("{} n'est pas une épreuve", "{} is not an exam", folder),
                journal.flaw,
                {}};
    Text why{fmt::format("enregistrement n° {} : {}", journal.flaw_at, journal.flaw.fr),
             fmt::format("record {}: {}", journal.flaw_at, journal.flaw.en)};
    return Error{Errc::corrupt,
                 std::move(why),
                 {"rien n'est réparé ; rien n'est noté sur un journal altéré",
                  "nothing is repaired; a damaged journal is not scored"},
                 {folder, 0, 0}};
}

Parameters parameters_of(const Json& opened) {
    Parameters values;
    for (const auto& [name, value] : opened["parameters"].items())
        values[name] = value.get<std::string>();
    return values;
}

Checked<Dossier> assemble(const std::string& folder, const std::vector<Record>& records) {
    const Json& opened = records.front().body;
    const auto scenario_text = blob(folder, opened["scenario"]);
    if (!scenario_text) return refuse(scenario_text.error());
    const auto title_text = blob(folder, opened["referential"]);
    if (!title_text) return refuse(title_text.error());
    auto title = load_referential(*title_text, "blobs/" + opened["referential"].value("blob", ""));
    if (!title) return tl::unexpected<Errors>(title.error());
    Titles known;
    known.emplace(title->code, *title);
    const auto name = "blobs/" + opened["scenario"].value("blob", "");
    auto scenario = load_scenario(*scenario_text, name, known, nullptr);
    if (!scenario) return tl::unexpected<Errors>(scenario.error());
    auto bound = banc::bind(*scenario, parameters_of(opened));
    if (!bound) return tl::unexpected<Errors>(bound.error());
    Dossier dossier;
    dossier.score = score(*bound, *title, records);
    dossier.scenario = std::move(*bound);
    dossier.referential = std::move(*title);
    dossier.journal = records;
    return dossier;
}

}  // namespace

Checked<Loaded> load_dossier(const std::string& folder) {
    auto journal = read_exam(folder);
    if (!journal) return refuse(journal.error());
    const bool usable =
        journal->integrity == Integrity::intact || journal->integrity == Integrity::torn;
    if (!usable || journal->records.empty()) return refuse(unusable(*journal, folder));
    auto dossier = assemble(folder, journal->records);
    if (!dossier) return tl::unexpected<Errors>(dossier.error());
    dossier->head = hex(journal->head);
    dossier->integrity = word(journal->integrity);
    dossier->anchors = journal->anchors;
    return Loaded{std::move(*dossier), std::move(*journal)};
}

}  // namespace banc
