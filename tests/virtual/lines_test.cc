// SPDX-License-Identifier: EUPL-1.2
#include "bench/virtual/lines.h"

#include <catch2/catch.hpp>

using namespace banc;

namespace {

constexpr unsigned relay(unsigned n) { return 1U << (n - 1); }

}  // namespace

TEST_CASE("a closed contact breaks its line and no other", "[virtual][lines]") {
    const auto [n, line] = GENERATE(table<unsigned, Line>({{1, Line::disk0_power},
                                                           {2, Line::nic0_pair},
                                                           {3, Line::keyboard_vbus},
                                                           {4, Line::stick_vbus},
                                                           {6, Line::disk1_power}}));
    CAPTURE(n);
    Lines lines;
    lines.contacts(relay(n));
    CHECK_FALSE(lines.state().sound(line));
    CHECK(lines.state().broken.count() == 1);
    lines.contacts(0);
    CHECK(lines.state() == PcState{});
}

TEST_CASE("a hand repairs around the contact, which stays where it is", "[virtual][lines]") {
    Lines lines;
    lines.contacts(relay(1));
    REQUIRE(lines.hand(Hand::replace, "pc.disk0.power", Power::off));
    CHECK(lines.state().sound(Line::disk0_power));
    CHECK(lines.bypassed() == std::vector{Line::disk0_power});
    lines.contacts(0);
    lines.contacts(relay(1));
    CHECK(lines.state().sound(Line::disk0_power));
}

TEST_CASE("a plug that is out is out, whatever was replaced", "[virtual][lines]") {
    Lines lines;
    REQUIRE(lines.hand(Hand::replace, "pc.nic0.pair", Power::on));
    REQUIRE(lines.hand(Hand::unplug, "pc.nic0.pair", Power::on));
    CHECK_FALSE(lines.state().sound(Line::nic0_pair));
    REQUIRE(lines.hand(Hand::plug, "pc.nic0.pair", Power::on));
    CHECK(lines.state().sound(Line::nic0_pair));
}

TEST_CASE("the panel breaks what no relay holds, and only that", "[virtual][lines]") {
    const auto line = GENERATE(Line::disk0_sectors, Line::clock_cell, Line::ram1, Line::boot_order);
    Lines lines;
    REQUIRE(lines.set(line, Health::fault));
    CHECK_FALSE(lines.state().sound(line));
    REQUIRE(lines.set(line, Health::healthy));
    CHECK(lines.state().sound(line));
    CHECK_FALSE(lines.set(Line::nic0_pair, Health::fault));
}

TEST_CASE("what hands can do to each part", "[virtual][lines]") {
    const auto [hand, part, power, allowed] = GENERATE(table<Hand, std::string, Power, bool>({
        {Hand::replace, "pc.disk0.power", Power::on, true},
        {Hand::replace, "pc.clock.cell", Power::on, true},
        {Hand::replace, "pc.boot.order", Power::on, true},
        {Hand::replace, "pc.disk0.sectors", Power::off, false},
        {Hand::unplug, "pc.keyboard.vbus", Power::on, true},
        {Hand::plug, "pc.stick.vbus", Power::on, true},
        {Hand::unplug, "pc.clock.cell", Power::off, false},
        {Hand::reseat, "pc.ram1", Power::off, true},
        {Hand::reseat, "pc.ram1", Power::on, false},
        {Hand::reseat, "pc.nic0.pair", Power::off, false},
        {Hand::swap, "pc.disk0", Power::dark, true},
        {Hand::swap, "pc.disk0", Power::on, false},
        {Hand::swap, "pc.disk0", Power::restarting, false},
        {Hand::swap, "pc.disk0.power", Power::off, false},
        {Hand::swap, "pc.disk1", Power::off, true},
        {Hand::swap, "pc.disk1", Power::on, false},
        {Hand::replace, "pc.fan", Power::off, false},
    }));
    CAPTURE(part);
    Lines lines;
    CHECK(lines.hand(hand, part, power).has_value() == allowed);
    if (!allowed) CHECK(lines.state() == PcState{});
}

TEST_CASE("a swapped disk is blank and sound", "[virtual][lines]") {
    Lines lines;
    REQUIRE(lines.set(Line::disk0_sectors, Health::fault));
    REQUIRE(lines.hand(Hand::swap, "pc.disk0", Power::off));
    CHECK(lines.state().blank_disk);
    CHECK(lines.state().sound(Line::disk0_sectors));
}

TEST_CASE("every line has one name", "[virtual][lines]") {
    for (const auto line : kLines) CHECK(line_from(word(line)) == line);
    CHECK_FALSE(line_from("pc.disk0"));
}

TEST_CASE("a new data disk comes with a connector of its own", "[virtual][lines]") {
    Lines lines;
    lines.contacts(relay(6));
    REQUIRE(lines.hand(Hand::swap, "pc.disk1", Power::off));
    CHECK(lines.state().new_data_disk);
    CHECK_FALSE(lines.state().blank_disk);
    CHECK(lines.state().sound(Line::disk1_power));
}
