// SPDX-License-Identifier: EUPL-1.2
// `banc score`: the bench's proposal, made again from the journal alone.
#include "bench/scoring/score.h"

#include <fmt/format.h>

#include <filesystem>

#include "bench/cli/commands.h"
#include "bench/cli/dossier.h"
#include "bench/cli/places.h"
#include "bench/cli/play.h"
#include "bench/cli/show_score.h"
#include "bench/journal/composed.h"

namespace banc {

namespace {

Checked<Dossier> dossier_of(const std::string& exam) {
    std::error_code ignored;
    if (std::filesystem::is_regular_file(exam, ignored)) return load_play(exam);
    auto loaded = load_dossier(exam);
    if (!loaded) return tl::unexpected<Errors>(loaded.error());
    return std::move(loaded->dossier);
}

}  // namespace

void print_score(const Dossier& dossier) {
    fmt::print("{} · {} · {}\n\n", plain(dossier.score.title), plain(dossier.scenario.title),
               plain(dossier.score.mode));
    if (is_composed(dossier.journal.front().body)) fmt::print("{}\n\n", kComposed.fr);
    for (const auto& criterion : dossier.score.criteria) {
        std::string evidence;
        for (const auto seq : criterion.evidence) evidence += fmt::format(" n°{}", seq);
        std::string label = criterion.id;
        for (const auto& declared : dossier.scenario.criteria)
            if (declared.id == criterion.id && !declared.label.empty()) label = declared.label;
        const auto row = criterion.scores.find(dossier.score.title);
        fmt::print("  {:<5} {:<30} {}\n", row == criterion.scores.end() ? "" : plain(row->second),
                   french(criterion.verdict), plain(label));
        if (criterion.kind == CriterionKind::supported)
            fmt::print("  {:<36} vu par le banc : {}\n", "",
                       criterion.finding == Finding::true_    ? "oui"
                       : criterion.finding == Finding::false_ ? "non"
                                                              : "inconnu");
        if (!criterion.route.empty())
            fmt::print("  {:<36} voie suivie : {}\n", "", plain(criterion.route));
        if (!evidence.empty()) fmt::print("  {:<36} preuves :{}\n", "", evidence);
    }
    fmt::print("\nLe banc propose, le jury décide.\n");
}

int command_score(const Call& call) {
    const auto dossier = dossier_of(exam_folder(call, call.arguments[0]));
    if (!dossier) return complain(call, dossier.error());
    if (call.json)
        fmt::print("{}\n", to_json(dossier->score).dump());
    else
        print_score(*dossier);
    return kDone;
}

}  // namespace banc
