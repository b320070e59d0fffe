// SPDX-License-Identifier: EUPL-1.2
// `banc referential list|show`: titles and grids.
#include <fmt/format.h>

#include "bench/cli/commands.h"
#include "bench/cli/library.h"
#include "bench/cli/referential_lines.h"
#include "bench/cli/referential_page.h"
#include "bench/core/time.h"

namespace banc {
namespace {

std::string today() { return iso8601_utc(system_now().wall).substr(0, 10); }

Json row_json(const GridRow& row) {
    return {{"id", row.id},
            {"text", row.text},
            {"class", word(row.criterion_class)},
            {"modalities", row.modalities},
            {"ambiguities", row.ambiguities}};
}

Json competence_json(const Competence& competence) {
    Json criteria = Json::array();
    for (const auto& row : competence.criteria) criteria.push_back(row_json(row));
    Json out{{"id", competence.id},
             {"title", competence.title},
             {"criteria", std::move(criteria)},
             {"ambiguities", competence.ambiguities}};
    if (competence.riasec.empty()) return out;
    out["riasec"] = competence.riasec;
    out["knowledge"] = competence.knowledge;
    return out;
}

Json units_json(const Referential& title) {
    Json units = Json::array();
    for (const auto& unit : title.units) {
        Json competences = Json::array();
        for (const auto& one : unit.competences) competences.push_back(competence_json(one));
        units.push_back({{"id", unit.id}, {"title", unit.title}, {"competences", competences}});
    }
    return units;
}

}  // namespace

int command_referential_list(const Call& call) {
    const auto titles = list_referentials(referentials_folder());
    if (!titles) return complain(call, titles.error());
    Json out = Json::array();
    for (const auto& [code, title] : *titles) {
        if (!call.json)
            fmt::print("{:<12}{:<14}{:>3}  {}\n", code,
                       title.nature == Nature::title ? title.status(today()) : "fiche métier",
                       title.competence_count(), folded(title.title, 31));
        out.push_back({{"code", code},
                       {"title", title.title},
                       {"millesime", title.millesime},
                       {"nature", word(title.nature)},
                       {"status", title.status(today())},
                       {"replaced_by", title.replaced_by},
                       {"competences", title.competence_count()}});
    }
    if (call.json) fmt::print("{}\n", out.dump());
    return kDone;
}

int command_referential_show(const Call& call) {
    const auto title = find_referential(referentials_folder(), call.arguments[0]);
    if (!title) return complain(call, title.error());
    if (!call.json) {
        print_referential(*title, call.lang, today());
        return kDone;
    }
    Json out = title->everything;
    out["code"] = title->code;
    out["title"] = title->title;
    out["nature"] = word(title->nature);  // which a title's file leaves out
    out["status"] = title->status(today());
    out["units"] = units_json(*title);
    fmt::print("{}\n", out.dump());
    return kDone;
}

}  // namespace banc
