// SPDX-License-Identifier: EUPL-1.2
// What is broken on the virtual PC, and who did it: a relay contact, the panel, or a hand. Pure.
#pragma once

#include <array>
#include <bitset>
#include <optional>
#include <string_view>
#include <vector>

#include "bench/core/error.h"
#include "bench/virtual/power.h"

namespace banc {

enum class Line {
    disk0_power,
    disk0_sectors,
    nic0_pair,
    keyboard_vbus,
    stick_vbus,
    clock_cell,
    ram1,
    boot_order,
    disk1_power,
};
inline constexpr std::size_t kLineCount = 9;
inline constexpr std::array<Line, kLineCount> kLines{
    Line::disk0_power, Line::disk0_sectors, Line::nic0_pair,  Line::keyboard_vbus, Line::stick_vbus,
    Line::clock_cell,  Line::ram1,          Line::boot_order, Line::disk1_power};

std::string_view word(Line line);  // as in bench.yaml: "pc.disk0.power"
std::optional<Line> line_from(std::string_view word);

// What the PC is built from at a given moment: everything QEMU has to know.
struct PcState {
    std::bitset<kLineCount> broken;
    bool blank_disk = false;     // the system disk was swapped for a new one
    bool new_data_disk = false;  // and so was the data disk
    [[nodiscard]] bool sound(Line line) const { return !broken[static_cast<std::size_t>(line)]; }
    friend bool operator==(const PcState&, const PcState&) = default;
};

// What a hand may do to a part. Buttons and mains are not here: they are power (power.h).
enum class Hand { replace, unplug, plug, reseat, swap };
std::optional<Hand> hand_from(std::string_view word);

enum class Health { healthy, fault };

// One per bench. A line is broken when its plug is out, or when its contact or the panel says so
// and no hand has put a sound part around it.
class Lines {
public:
    // Relays 1 to 4 and 6, bit n-1 for relay n (bench.yaml); the others drive no line.
    void contacts(unsigned bits);
    // The lines no relay holds. Errc::refused for the others.
    Result<void> set(Line line, Health to);
    // Errc::refused when that part can't be handled so, or not with the PC on.
    Result<void> hand(Hand hand, std::string_view part, Power power);

    [[nodiscard]] PcState state() const;
    [[nodiscard]] std::vector<Line> bypassed() const;

private:
    struct Part {
        bool contact = false;
        bool broken = false;
        bool bypassed = false;
        bool unplugged = false;
    };
    [[nodiscard]] Part& part(Line line) { return parts_[static_cast<std::size_t>(line)]; }

    std::array<Part, kLineCount> parts_{};
    bool blank_disk_ = false;
    bool new_data_disk_ = false;
};

}  // namespace banc
