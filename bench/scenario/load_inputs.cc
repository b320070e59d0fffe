// SPDX-License-Identifier: EUPL-1.2
// Dry contacts on the modem lines of a console's port: `inputs` of bench.yaml, and their facts.
#include <algorithm>

#include "bench/scenario/pieces.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

const std::string kOfTheBench = "bench.";
constexpr Nanos kBounce = 250ms;  // two looks at least: a switch settles in 50 ms, a spike in one
constexpr Nanos kSlowest = 5s;    // longer, and nobody can tell what came when

// A line that says something else already.
void check_wire(const InputConfig& input, const ConsoleConfig& console, const BenchConfig& bench,
                Errors& errors) {
    const bool flow = console.tty.flow == Flow::rtscts && input.wire == "cts";
    if (input.wire == console.power_led || input.wire == console.carrier || flow)
        blame(errors, input.place,
              text("« {} » de « {} » sert déjà", "\"{}\" of \"{}\" has another use", input.wire,
                   console.name),
              text("prenez une autre entrée : dsr, dcd, cts ou ri",
                   "take another input: dsr, dcd, cts or ri"));
    for (const auto& other : bench.inputs)
        if (other.console == input.console && other.wire == input.wire)
            blame(errors, input.place,
                  text("« {} » est déjà l'entrée « {} »", "\"{}\" is input \"{}\" already",
                       input.wire, other.name),
                  text("un contact par entrée", "one contact an input"));
}

}  // namespace

InputConfig read_input(const Entry& entry, const BenchConfig& bench, Errors& errors) {
    Fields fields(entry.value, errors);
    InputConfig input;
    input.name = kOfTheBench + entry.key;
    input.place = entry.place;
    input.console = fields.get("console", as_text);
    const std::vector<std::string> wires{"dsr", "dcd", "cts", "ri"};
    input.wire = fields.get("line", as_one_of, wires);
    const std::vector<std::string> levels{"asserted", "deasserted"};
    input.closed = fields.get_or("closed", levels.front(), as_one_of, levels) == levels.front();
    input.debounce = fields.get_or("debounce", kBounce, as_duration);
    if (input.debounce > kSlowest)
        blame(errors, fields.find("debounce")->place,
              text("plus de {} s", "more than {} s", kSlowest / 1s),
              text("250ms suffit à un contact sec", "250ms is enough for a dry contact"));
    check_name(input.name, bench, entry.place, errors);
    std::vector<std::string> consoles;
    for (const auto& console : bench.consoles) {
        consoles.push_back(console.name);
        if (console.name == input.console && !input.wire.empty())
            check_wire(input, console, bench, errors);
    }
    if (const auto* at = fields.find("console");
        at != nullptr && std::ranges::find(consoles, input.console) == consoles.end())
        blame(errors, at->place,
              text("console inconnue « {} »", "unknown console \"{}\"", input.console),
              suggest(input.console, consoles));
    return input;
}

FactSource read_input_state(Fields& fields) {
    FactSource source;
    source.provider = kOfTheBench + fields.get("input", as_text);
    source.verb = "contact";
    read_question(fields, source, seen_by_the_bench("input"));
    return source;
}

FactSource read_input_event(Fields& fields) {
    FactSource source;
    source.provider = kOfTheBench + fields.get("input", as_text);
    source.shows = fields.word("shows");
    return source;
}

}  // namespace banc
