// SPDX-License-Identifier: EUPL-1.2
#include "bench/cli/check_items.h"

#include <fmt/format.h>

#include <algorithm>

namespace banc {
namespace {

std::string_view kind_of(const Item& item, Lang lang) {
    if (lang == Lang::en) return item.kind;
    if (item.kind == "board") return "carte";
    if (item.kind == "meter") return "mesure";
    if (item.kind == "disk") return "disque";
    if (item.kind == "input") return "entrée";
    return item.kind == "line" ? "ligne" : std::string_view(item.kind);
}

}  // namespace

void print_item(const Item& item, Lang lang) {
    const std::string_view yes = lang == Lang::fr ? "prouvé" : "proven";
    const std::string_view no = lang == Lang::fr ? "NON PROUVÉ" : "NOT PROVEN";
    fmt::print("{:<8} {:<20} {:<11} {}\n", kind_of(item, lang), item.name, item.proven() ? yes : no,
               plain(item.what.in(lang)));
    if (!item.remedy.fr.empty()) fmt::print("{:>42}→ {}\n", "", plain(item.remedy.in(lang)));
    for (const auto& warning : item.warnings)
        fmt::print("{:>42}! {}\n", "", plain(warning.in(lang)));
}

Json json_of(const std::string& bench, const std::vector<Item>& items) {
    Json out{{"bench", bench},
             {"proven", std::ranges::all_of(items, &Item::proven)},
             {"items", Json::array()}};
    for (const auto& item : items) {
        Json json{{"kind", item.kind},       {"name", item.name},        {"state", item.state},
                  {"proven", item.proven()}, {"what", item.what.en},     {"remedy", item.remedy.en},
                  {"ports", item.ports},     {"warnings", Json::array()}};
        for (const auto& warning : item.warnings) json["warnings"].push_back(warning.en);
        if (!item.proof.empty()) json["cut_proven"] = item.proof;
        out["items"].push_back(std::move(json));
    }
    return out;
}

int verdict(const std::vector<Item>& items) {
    const auto is = [](std::string_view state) {
        return [state](const Item& item) { return item.state == state; };
    };
    if (std::ranges::all_of(items, &Item::proven)) return kDone;
    const auto told = [&](const Item& item) {
        return !item.proven() && item.state != "failed" && item.state != "not_looked_at" &&
               item.state != "no_permission";
    };
    const bool trouble =
        std::ranges::any_of(items, is("failed")) || std::ranges::any_of(items, is("no_permission"));
    return trouble && std::ranges::none_of(items, told) ? kEnvironment : kNo;
}

}  // namespace banc
