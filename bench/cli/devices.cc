// SPDX-License-Identifier: EUPL-1.2
// `banc devices`: what is plugged in and what it is taken for; `--known`: every board of
// boards.yaml, as README lists them; `--rules`: the lines of drivers/60-banc.rules. Opens no board;
// a hub is asked for its descriptors, which switches nothing.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "bench/cli/commands.h"
#include "bench/cli/devices_hubs.h"
#include "bench/cli/library.h"
#include "bench/cli/places.h"
#include "bench/core/json.h"
#include "drivers/transport/survey.h"

namespace banc {
namespace {

std::string id_of(const UsbProduct& usb) {
    return usb.vendor == 0 ? "" : fmt::format("{:04x}:{:04x}", usb.vendor, usb.product);
}

std::string_view say(Standing standing, Lang lang) {
    const bool french = lang == Lang::fr;
    switch (standing) {
        case Standing::matched: return french ? "reconnue" : "matched";
        case Standing::unverified: return french ? "reconnue, non vérifiée" : "matched, unverified";
        case Standing::ambiguous: return french ? "ambiguë" : "ambiguous";
        case Standing::place_only: return french ? "à nommer" : "to be named";
        case Standing::no_permission: return french ? "pas de droit" : "no permission";
        case Standing::unknown: return french ? "inconnue" : "unknown";
    }
    return "?";
}

// What to paste: a name the person changes, the model, the place.
std::string configuration(const Device& device, const std::string& model, std::size_t number) {
    return fmt::format("  {}: {{ model: {}, at: {{ serial: \"{}\" }} }}",
                       fmt::format("relais{}", number), model, device.plugged.port);
}

bool pastes(const Device& device) {
    return device.standing != Standing::unknown && device.standing != Standing::ambiguous;
}

void print_device(const Device& device, std::size_t number, Lang lang) {
    const auto& plugged = device.plugged;
    std::string ttys;
    for (const auto& tty : plugged.ttys) ttys += " " + tty.path;
    fmt::print("{:<12} {}  {:<24} {} {}{}\n", plugged.port, id_of(plugged.usb),
               say(device.standing, lang), plain(plugged.usb.manufacturer), plain(plugged.usb.name),
               ttys);
    if (!device.why.fr.empty()) fmt::print("    {}\n", plain(device.why.in(lang)));
    if (!device.remedy.fr.empty()) fmt::print("    → {}\n", plain(device.remedy.in(lang)));
    if (!pastes(device)) return;
    const bool choice = device.standing == Standing::place_only;
    fmt::print("    {}\n",
               lang == Lang::fr
                   ? (choice ? "une de ces lignes, dans bench.yaml :" : "dans bench.yaml :")
                   : (choice ? "one of these lines, in bench.yaml:" : "in bench.yaml:"));
    fmt::print("    boards:\n");
    for (const auto& model : device.models)
        fmt::print("    {}\n", configuration(device, model, number));
}

Json json_of(const Device& device, std::size_t number) {
    const auto& plugged = device.plugged;
    Json ttys = Json::array();
    for (const auto& tty : plugged.ttys) ttys.push_back(tty.path);
    Json paste = Json::array();
    if (pastes(device))
        for (const auto& model : device.models)
            paste.push_back("boards:\n" + configuration(device, model, number) + "\n");
    return {{"port", plugged.port},
            {"id", id_of(plugged.usb)},
            {"manufacturer", plain(plugged.usb.manufacturer)},
            {"product", plain(plugged.usb.name)},
            {"serial", plain(plugged.serial)},
            {"ttys", std::move(ttys)},
            {"state", word(device.standing)},
            {"models", device.models},
            {"why", device.why.en},
            {"remedy", device.remedy.en},
            {"configuration", std::move(paste)}};
}

std::string_view how(Recognised recognised, Lang lang) {
    const bool french = lang == Lang::fr;
    switch (recognised) {
        case Recognised::by_strings: return french ? "ses chaînes" : "its strings";
        case Recognised::by_id: return french ? "son identifiant" : "its id";
        case Recognised::by_place: return french ? "sa place, nommée" : "its place, named";
    }
    return "?";
}

int list_known(const Call& call, const BoardTable& table) {
    Json out = Json::array();
    if (!call.json)
        fmt::print("| {} | {} | {} | {} | {} |\n|---|---|---|---|---|\n",
                   call.lang == Lang::fr ? "modèle" : "model",
                   call.lang == Lang::fr ? "carte" : "board",
                   call.lang == Lang::fr ? "reconnue à" : "recognised by",
                   call.lang == Lang::fr ? "relue" : "read back",
                   call.lang == Lang::fr ? "essayée" : "tested");
    for (const auto& [section, product] : table) {
        const bool readable = product.protocol->query != nullptr;
        const std::string_view yes = call.lang == Lang::fr ? "oui" : "yes";
        const std::string_view no = call.lang == Lang::fr ? "non" : "no";
        if (!call.json)
            fmt::print("| `{}` | {} | {} | {} | {} |\n", section, product.title,
                       how(product.recognised, call.lang), readable ? yes : no, product.tested);
        out.push_back({{"model", section},
                       {"title", product.title},
                       {"usb", id_of(product.usb)},
                       {"recognised", word(product.recognised)},
                       {"transport", word(product.cable)},
                       {"channels", product.facts.channels},
                       {"readable", readable},
                       {"tested", product.tested},
                       {"source", product.source}});
    }
    if (call.json) fmt::print("{}\n", out.dump());
    return kDone;
}

int list_rules(const Call& call, const BoardTable& table) {
    std::set<std::string> rules;
    for (const auto& [section, product] : table)
        if (auto rule = udev_rule(product); !rule.empty()) rules.insert(std::move(rule));
    if (call.json) fmt::print("{}\n", Json(rules).dump());
    for (const auto& rule : rules)
        if (!call.json) fmt::print("{}\n", rule);
    return kDone;
}

int list_plugged(const Call& call, const BoardTable& table, const BenchConfig& bench) {
    const auto hubs = look_at_hubs(data_folder(call));
    const auto devices = identify(survey_usb(), table, bench.boards);
    Json out = Json::array();
    std::size_t number = 1;
    for (const auto& device : devices) {
        if (!call.json) print_device(device, number, call.lang);
        out.push_back(json_of(device, number));
        number += pastes(device) ? 1U : 0U;
    }
    number = 1;
    for (const auto& hub : hubs.value_or(std::vector<HubView>{})) {
        const bool usable = std::ranges::any_of(hub.ports, &HubView::Port::switches);
        if (!call.json) print_hub(hub, number, call.lang);
        out.push_back(json_of(hub, number));
        number += usable ? 1U : 0U;
    }
    if (call.json) fmt::print("{}\n", out.dump());
    if (!call.json && out.empty())
        fmt::print("{}\n", call.lang == Lang::fr ? "rien sur USB" : "nothing on USB");
    return hubs ? kDone : complain(call, hubs.error());
}

}  // namespace

int command_devices(const Call& call) {
    const auto table = shipped_boards();
    if (!table) return complain(call, table.error());
    if (call.has("known")) return list_known(call, *table);
    if (call.has("rules")) return list_rules(call, *table);
    BenchConfig named;
    if (call.has("bench")) {
        auto bench = read_bench(call.get("bench"));
        if (!bench) return complain(call, bench.error());
        named = std::move(*bench);
    }
    return list_plugged(call, *table, named);
}

}  // namespace banc
