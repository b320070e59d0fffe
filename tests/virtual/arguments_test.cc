// SPDX-License-Identifier: EUPL-1.2
#include "bench/virtual/arguments.h"

#include <catch2/catch.hpp>

using namespace banc;
using Catch::Contains;

namespace {

PcState with(Line line) {
    PcState pc;
    pc.broken[static_cast<std::size_t>(line)] = true;
    return pc;
}

// The whole list as one text, one argument a line.
std::string listed(const PcState& pc) {
    std::string out;
    const PcDisks disks{"/d/disk0.img",  "/d/blank.img", "/d/disk1.img",
                        "/d/st,ick.img", 4242,           "/d/new.img"};
    for (const auto& each : qemu_arguments(pc, disks, {10, 11, 12, 13})) out += each + "\n";
    return out;
}

std::string spelled(const std::vector<Json>& commands) {
    std::string out;
    for (const auto& each : commands) out += each.dump() + "\n";
    return out;
}

}  // namespace

TEST_CASE("a sound PC boots its own disk, under emulation, stopped at first", "[virtual][qemu]") {
    const auto args = listed({});
    CHECK_THAT(args, Contains("-accel\ntcg") && !Contains("kvm") && Contains("-S\n"));
    CHECK_THAT(args, Contains("-m\n128\n") && Contains("base=utc"));
    CHECK_THAT(args, Contains("serial=BE-SYS-0001,bootindex=1"));
    CHECK_THAT(args, Contains("node-name=disk0,file=platters\n"));
    CHECK_THAT(args, Contains("usb-kbd") && Contains("usb-storage"));
    CHECK_THAT(args, Contains("id=console,fd=11") && Contains("local.str=13"));
    CHECK_THAT(args, Contains("filename=/d/st,,ick.img"));
}

TEST_CASE("each broken line changes the PC that starts", "[virtual][qemu]") {
    const auto [line, there, gone] = GENERATE(table<Line, std::string, std::string>({
        {Line::disk0_power, "ich9-ahci", "BE-SYS-0001"},
        {Line::disk0_sectors, "node-name=disk0,file=worn\n", "node-name=disk0,file=platters\n"},
        {Line::keyboard_vbus, "usb-storage", "usb-kbd"},
        {Line::stick_vbus, "usb-kbd", "usb-storage"},
        {Line::clock_cell, "base=2000-01-01T00:00:00", "base=utc"},
        {Line::ram1, "-m\n96\n", "-m\n128\n"},
        {Line::disk1_power, "BE-SYS-0001,bootindex=1", "nvme"},
        {Line::boot_order, "BE-DATA-0002,bootindex=1", "BE-SYS-0001,bootindex=1"},
    }));
    CAPTURE(word(line));
    CHECK_THAT(listed(with(line)), Contains(there) && !Contains(gone));
}

TEST_CASE("a cut pair is a link that is down before the PC starts", "[virtual][qemu]") {
    CHECK(listed(with(Line::nic0_pair)) == listed({}));
    const auto commands = first_commands(with(Line::nic0_pair));
    REQUIRE(commands.size() == 3);
    CHECK(commands[0]["execute"] == "qmp_capabilities");
    CHECK(commands[1] ==
          Json{{"execute", "set_link"}, {"arguments", {{"name", "nic0"}, {"up", false}}}});
    CHECK(commands[2]["execute"] == "cont");
    CHECK(first_commands({})[1]["arguments"]["up"] == true);
}

TEST_CASE("a swapped disk is the blank file with its own serial", "[virtual][qemu]") {
    PcState pc;
    pc.blank_disk = true;
    CHECK_THAT(listed(pc), Contains("/d/blank.img") && Contains("BE-NEUF-0009") &&
                               !Contains("/d/disk0.img") && !Contains("BE-SYS-0001"));
    pc.new_data_disk = true;
    CHECK_THAT(listed(pc), Contains("/d/new.img") && Contains("BE-NEUF-0010") &&
                               !Contains("/d/disk1.img") && !Contains("BE-DATA-0002"));
}

TEST_CASE("what a running PC is told when a line changes", "[virtual][qemu]") {
    const auto [line, to, wanted] = GENERATE(table<Line, Health, std::string>({
        {Line::disk0_power, Health::fault, "device_del"},
        {Line::disk0_power, Health::healthy, ""},
        {Line::disk0_sectors, Health::fault, "\"file\":\"worn\""},
        {Line::disk0_sectors, Health::healthy, "\"file\":\"platters\""},
        {Line::nic0_pair, Health::fault, "\"up\":false"},
        {Line::nic0_pair, Health::healthy, "\"up\":true"},
        {Line::keyboard_vbus, Health::fault, "device_del"},
        {Line::keyboard_vbus, Health::healthy, "usb-kbd"},
        {Line::stick_vbus, Health::fault, "device_del"},
        {Line::stick_vbus, Health::healthy, "usb-storage"},
        {Line::clock_cell, Health::fault, ""},
        {Line::ram1, Health::fault, ""},
        {Line::boot_order, Health::fault, ""},
    }));
    CAPTURE(word(line));
    const auto said = spelled(live_commands(line, to));
    CHECK(said.empty() == wanted.empty());
    CHECK_THAT(said, Contains(wanted));
}
