// SPDX-License-Identifier: EUPL-1.2
// Meters: `meters` of bench.yaml, and the facts of a scenario that one of them tells.
#include "bench/core/quantity.h"
#include "bench/scenario/pieces.h"

namespace banc {
namespace {

const std::string kOfTheBench = "bench.";  // a meter stands on the bench, not in the PC

// Words that go on sigrok-cli's command line as they are: one word, and no option.
std::string as_sigrok_word(const Node& node, Errors& errors) {
    auto word = as_text(node, errors);
    const bool plain = word.find_first_of(" \t\n") == word.npos && !word.starts_with('-');
    if (!plain)
        blame(errors, node.place,
              text("« {} » n'est pas un mot de sigrok-cli", "\"{}\" is no word of sigrok-cli",
                   word),
              text("écrivez-le comme après sigrok-cli --driver, par exemple "
                   "« uni-t-ut61e:conn=1a86.e008 »",
                   "write it as after sigrok-cli --driver, for instance "
                   "\"uni-t-ut61e:conn=1a86.e008\""));
    return word;
}

std::string as_socket(const Node& node, Errors& errors) {
    Fields fields(node, errors);
    return fields.get("socket", as_text);
}

std::optional<Quantity> as_quantity(const Node& node, Errors& errors) {
    const auto written = as_text(node, errors);
    auto quantity = parse_quantity(written);
    if (!quantity && !written.empty())
        blame(errors, node.place,
              text("valeur illisible « {} »", "unreadable value \"{}\"", written),
              text("écrivez un nombre à point, une espace et son unité : 11.4 V, 250 mA, 10 kΩ",
                   "write a number, a blank and its unit: 11.4 V, 250 mA, 10 kΩ"));
    return quantity;
}

MeterRange as_range(const Node& node, Errors& errors) {
    const auto bounds = as_list(node, errors);
    if (node.kind == Node::Kind::list && bounds.size() != 2)
        blame(errors, node.place, text("il faut deux bornes", "two bounds are needed"),
              text("par exemple : between: [11.4 V, 12.6 V]",
                   "for instance: between: [11.4 V, 12.6 V]"));
    if (bounds.size() != 2) return {};
    const auto low = as_quantity(bounds[0], errors);
    const auto high = as_quantity(bounds[1], errors);
    if (!low || !high) return {};
    if (low->unit != high->unit || low->nano >= high->nano)
        blame(errors, node.place,
              text("de « {} » à « {} » : ce n'est pas un intervalle",
                   "from \"{}\" to \"{}\": that is no interval", bounds[0].text, bounds[1].text),
              text("la même unité, la plus petite valeur d'abord",
                   "the same unit, the smaller value first"));
    return {low->nano, high->nano, low->unit, {}};
}

}  // namespace

MeterConfig read_meter(const Entry& entry, Errors& errors) {
    Fields fields(entry.value, errors);
    MeterConfig meter;
    meter.name = kOfTheBench + entry.key;
    meter.place = entry.place;
    const auto* at = fields.find("at");
    const auto* sigrok = fields.find("sigrok");
    if ((at == nullptr) == (sigrok == nullptr) && entry.value.kind == Node::Kind::map)
        blame(
            errors, entry.value.place,
            text("soit « sigrok », soit « at »", "either \"sigrok\" or \"at\""),
            text("sigrok : pilote et liaison de sigrok-cli ; at : {{ socket: … }} du banc virtuel",
                 "sigrok: driver and connection of sigrok-cli; at: {{ socket: … }} of a virtual "
                 "bench"));
    if (at != nullptr) meter.at.socket = as_socket(*at, errors);
    if (sigrok != nullptr) meter.sigrok = as_sigrok_word(*sigrok, errors);
    meter.settings = fields.get_or("settings", std::string{}, as_sigrok_word);
    meter.channel = fields.get_or("channel", std::string{}, as_sigrok_word);
    return meter;
}

FactSource read_meter_event(Fields& fields) {
    FactSource source;
    source.provider = kOfTheBench + fields.get("meter", as_text);
    source.range = fields.get("between", as_range);
    source.range->kind = fields.word("kind");
    return source;
}

}  // namespace banc
