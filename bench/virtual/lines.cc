// SPDX-License-Identifier: EUPL-1.2
#include "bench/virtual/lines.h"

#include <algorithm>

namespace banc {
namespace {

constexpr unsigned kNoRelay = 0;

// The one table of what the PC is made of.
struct Row {
    Line line;
    std::string_view word;
    unsigned relay;
    std::string_view hands;  // what a person may do to it
};
constexpr std::array<Row, kLineCount> kRows{{
    {Line::disk0_power, "pc.disk0.power", 1, "replace unplug plug"},
    {Line::disk0_sectors, "pc.disk0.sectors", kNoRelay, ""},
    {Line::nic0_pair, "pc.nic0.pair", 2, "replace unplug plug"},
    {Line::keyboard_vbus, "pc.keyboard.vbus", 3, "replace unplug plug"},
    {Line::stick_vbus, "pc.stick.vbus", 4, "replace unplug plug"},
    {Line::clock_cell, "pc.clock.cell", kNoRelay, "replace"},
    {Line::ram1, "pc.ram1", kNoRelay, "replace reseat"},
    {Line::boot_order, "pc.boot.order", kNoRelay, "replace"},
    {Line::disk1_power, "pc.disk1.power", 6, "replace unplug plug"},
}};

constexpr std::array<std::pair<std::string_view, Hand>, 5> kHands{{{"replace", Hand::replace},
                                                                   {"unplug", Hand::unplug},
                                                                   {"plug", Hand::plug},
                                                                   {"reseat", Hand::reseat},
                                                                   {"swap", Hand::swap}}};

const Row& row(Line line) { return kRows[static_cast<std::size_t>(line)]; }

bool allows(const Row& part, Hand hand) {
    const auto name = std::ranges::find(kHands, hand, &std::pair<std::string_view, Hand>::second);
    // "plug" is also inside "unplug": both are always allowed together.
    return part.hands.find(name->first) != std::string_view::npos;
}

// Swapping a disk or reseating a module in a running PC is not a repair.
tl::unexpected<Error> pc_is_on() {
    return fail(Errc::refused, text("le PC est allumé", "the PC is on"),
                text("l'éteindre d'abord", "switch it off first"));
}

}  // namespace

std::string_view word(Line line) { return row(line).word; }

std::optional<Line> line_from(std::string_view word) {
    const auto found = std::ranges::find(kRows, word, &Row::word);
    if (found == kRows.end()) return std::nullopt;
    return found->line;
}

std::optional<Hand> hand_from(std::string_view word) {
    const auto found = std::ranges::find(kHands, word, &std::pair<std::string_view, Hand>::first);
    if (found == kHands.end()) return std::nullopt;
    return found->second;
}

void Lines::contacts(unsigned bits) {
    for (const auto& each : kRows)
        if (each.relay != kNoRelay) part(each.line).contact = (bits >> (each.relay - 1U) & 1U) != 0;
}

Result<void> Lines::set(Line line, Health to) {
    if (row(line).relay != kNoRelay)
        return fail(Errc::refused, text("{} : cette ligne tient à un relais",
                                        "{}: a relay holds this line", word(line)));
    part(line).broken = to == Health::fault;
    part(line).bypassed = false;  // the panel's word is about the part that is there now
    return {};
}

Result<void> Lines::hand(Hand hand, std::string_view name, Power power) {
    const bool pc_on = power == Power::on || power == Power::restarting;
    const bool system = name == "pc.disk0";
    if (hand == Hand::swap && (system || name == "pc.disk1")) {
        if (pc_on) return pc_is_on();
        (system ? blank_disk_ : new_data_disk_) = true;
        // The new data disk goes on a connector of its own.
        part(system ? Line::disk0_sectors : Line::disk1_power).bypassed = true;
        return {};
    }
    const auto line = line_from(name);
    if (!line || !allows(row(*line), hand))
        return fail(Errc::refused,
                    text("{} : ce geste est impossible ici", "{}: that can't be done here", name));
    if (*line == Line::ram1 && pc_on) return pc_is_on();
    auto& at = part(*line);
    at.unplugged = hand == Hand::unplug;
    if (hand == Hand::replace || hand == Hand::reseat) at.bypassed = true;
    return {};
}

PcState Lines::state() const {
    PcState state;
    state.blank_disk = blank_disk_;
    state.new_data_disk = new_data_disk_;
    for (const auto line : kLines) {
        const auto n = static_cast<std::size_t>(line);
        const auto& at = parts_[n];
        state.broken[n] = at.unplugged || ((at.contact || at.broken) && !at.bypassed);
    }
    return state;
}

std::vector<Line> Lines::bypassed() const {
    std::vector<Line> out;
    for (const auto line : kLines)
        if (parts_[static_cast<std::size_t>(line)].bypassed) out.push_back(line);
    return out;
}

}  // namespace banc
