// SPDX-License-Identifier: EUPL-1.2
// `banc referential list|show`: titles and grids.
#include <fmt/format.h>

#include "bench/cli/commands.h"
#include "bench/cli/library.h"
#include "bench/core/time.h"

namespace banc {
namespace {

std::string today() { return iso8601_utc(system_now().wall).substr(0, 10); }

Json units_json(const Referential& title) {
    Json units = Json::array();
    for (const auto& unit : title.units) {
        Json competences = Json::array();
        for (const auto& competence : unit.competences) {
            Json criteria = Json::array();
            for (const auto& row : competence.criteria)
                criteria.push_back({{"id", row.id},
                                    {"text", row.text},
                                    {"class", word(row.criterion_class)},
                                    {"modalities", row.modalities}});
            competences.push_back({{"id", competence.id},
                                   {"title", competence.title},
                                   {"criteria", std::move(criteria)}});
        }
        units.push_back({{"id", unit.id}, {"title", unit.title}, {"competences", competences}});
    }
    return units;
}

std::string_view who(CriterionClass c, Lang lang) {
    switch (c) {
        case CriterionClass::observed: return lang == Lang::fr ? "constatable" : "observed";
        case CriterionClass::supported: return lang == Lang::fr ? "étayé" : "supported";
        case CriterionClass::judged: return lang == Lang::fr ? "jury" : "judged";
    }
    return "?";
}

void print_page(const Referential& title, Lang lang) {
    fmt::print("{} — {}\n", title.code, title.title);
    fmt::print("{} {} · {} → {} · {}\n", lang == Lang::fr ? "millésime" : "version",
               title.millesime, title.valid_from, title.valid_until, title.status(today()));
    for (const auto& unit : title.units) {
        fmt::print("\n{}  {}\n", unit.id, unit.title);
        for (const auto& competence : unit.competences) {
            fmt::print("\n  {}  {}\n", competence.id, competence.title);
            for (const auto& row : competence.criteria)
                fmt::print("    {:<5} {:<12} {}\n", row.id, who(row.criterion_class, lang),
                           row.text);
        }
    }
}

}  // namespace

int command_referential_list(const Call& call) {
    const auto titles = list_referentials(referentials_folder());
    if (!titles) return complain(call, titles.error());
    Json out = Json::array();
    for (const auto& [code, title] : *titles) {
        if (!call.json)
            fmt::print("{:<10} {:<12} {:<48} {}\n", code, title.status(today()), title.title,
                       title.millesime);
        out.push_back({{"code", code},
                       {"title", title.title},
                       {"millesime", title.millesime},
                       {"status", title.status(today())},
                       {"competences", title.competence_count()}});
    }
    if (call.json) fmt::print("{}\n", out.dump());
    return kDone;
}

int command_referential_show(const Call& call) {
    const auto title = find_referential(referentials_folder(), call.arguments[0]);
    if (!title) return complain(call, title.error());
    if (!call.json) {
        print_page(*title, call.lang);
        return kDone;
    }
    Json out = title->everything;
    out["code"] = title->code;
    out["title"] = title->title;
    out["status"] = title->status(today());
    out["units"] = units_json(*title);
    fmt::print("{}\n", out.dump());
    return kDone;
}

}  // namespace banc
