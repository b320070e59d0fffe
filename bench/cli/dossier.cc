// SPDX-License-Identifier: EUPL-1.2
#include "bench/cli/dossier.h"

#include <algorithm>
#include <cctype>

#include "bench/journal/crypto.h"
#include "bench/referential/load.h"
#include "bench/scenario/load.h"
#include "bench/scoring/score.h"
#include "bench/yaml/read.h"

namespace banc {
namespace {

tl::unexpected<Errors> refuse(Error error) {
    return tl::unexpected<Errors>(Errors{std::move(error)});
}

// A received export is not ours: whatever record 1 lacks comes out as "".
std::string blob_of(const Json& opened, const char* key) {
    const auto found = opened.find(key);
    if (found == opened.end() || !found->is_object()) return "";
    const auto name = found->find("blob");
    return name != found->end() && name->is_string() ? name->get<std::string>() : "";
}

Result<std::string> blob(const std::string& folder, const std::string& name) {
    if (!unhex(name))
        return fail(Errc::corrupt, {"l'enregistrement n° 1 ne nomme pas ses fichiers",
                                    "record 1 does not name its files"});
    return read_text_file(folder + "/blobs/" + name);
}

// It becomes the name of a folder.
bool is_exam_id(const std::string& id) {
    constexpr std::size_t longest = 64;
    const auto plain = [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_'; };
    return !id.empty() && id.size() <= longest && std::all_of(id.begin(), id.end(), plain);
}

Parameters parameters_of(const Json& opened) {
    Parameters values;
    const auto found = opened.find("parameters");
    if (found == opened.end() || !found->is_object()) return values;
    for (const auto& [name, value] : found->items())
        if (value.is_string()) values[name] = value.get<std::string>();
    return values;
}

}  // namespace

Checked<Dossier> assemble(const std::string& folder, const std::vector<Record>& records) {
    const Json& opened = records.front().body;
    const auto scenario_text = blob(folder, blob_of(opened, "scenario"));
    if (!scenario_text) return refuse(scenario_text.error());
    const auto title_text = blob(folder, blob_of(opened, "referential"));
    if (!title_text) return refuse(title_text.error());
    const auto title_name = "blobs/" + blob_of(opened, "referential");
    auto title = load_referential(*title_text, title_name, Rules::of_its_day);
    if (!title) return tl::unexpected<Errors>(title.error());
    const auto name = "blobs/" + blob_of(opened, "scenario");
    auto scenario = load_kept_scenario(*scenario_text, name);
    if (!scenario) return tl::unexpected<Errors>(scenario.error());
    auto bound = banc::bind(*scenario, parameters_of(opened));
    if (!bound) return tl::unexpected<Errors>(bound.error());
    Dossier dossier;
    dossier.score = score(*bound, *title, records);
    if (!is_exam_id(dossier.score.exam_id))
        return refuse({Errc::corrupt,
                       {"l'identifiant de l'épreuve n'en est pas un", "the exam's id is not one"},
                       {},
                       {folder, 0, 0}});
    dossier.scenario = std::move(*bound);
    dossier.referential = std::move(*title);
    dossier.journal = records;
    return dossier;
}

Result<ExamJournal> load_journal(const std::string& folder) {
    auto journal = read_exam(folder);
    if (!journal) return journal;
    const bool usable =
        journal->integrity == Integrity::intact || journal->integrity == Integrity::torn;
    if (!usable || journal->records.empty())
        return tl::unexpected<Error>(unusable(*journal, folder));
    return journal;
}

Checked<Loaded> load_dossier(const std::string& folder) {
    auto journal = load_journal(folder);
    if (!journal) return refuse(journal.error());
    auto dossier = assemble(folder, journal->records);
    if (!dossier) return tl::unexpected<Errors>(dossier.error());
    dossier->head = hex(journal->head);
    dossier->integrity = word(journal->integrity);
    dossier->anchors = journal->anchors;
    return Loaded{std::move(*dossier), std::move(*journal)};
}

}  // namespace banc
