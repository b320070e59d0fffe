// SPDX-License-Identifier: EUPL-1.2
#include "drivers/hub/qualification.h"

#include <catch2/catch.hpp>

namespace banc {
namespace {

const HubModel kModel{0x2109, 0x2817, 0x9024};

Qualification measured() {
    const Measure metered{Proof::vbus_measured, 40, "M. Dupont, salle 12", "2026-06-12T14:03:27Z"};
    const Measure watched{Proof::device_left, 0, "Mme Martin", "2026-06-13T08:00:00Z"};
    return {kModel, 4, {{1, metered}, {2, watched}}};
}

constexpr const char* kWritten =
    R"({"hub":"2109:2817:9024","hub_ports":4,"ports":{)"
    R"("1":{"by":"M. Dupont, salle 12","millivolts":40,"proven":"vbus_measured",)"
    R"("when":"2026-06-12T14:03:27Z"},)"
    R"("2":{"by":"Mme Martin","proven":"device_left","when":"2026-06-13T08:00:00Z"}}})";

std::string with(std::string_view from, std::string_view to) {
    std::string json = kWritten;
    const auto at = json.find(from);
    REQUIRE(at != std::string::npos);
    return json.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a qualification is written and read without loss", "[hub]") {
    CHECK(format_qualification(measured()) == kWritten);
    CHECK(parse_qualification(kWritten, kModel) == measured());
    CHECK(qualification_file(kModel) == "hubs/2109-2817-9024.json");
    auto tried = measured();
    tried.ports[2].proven = Proof::not_proven;
    CHECK(parse_qualification(format_qualification(tried).value(), kModel) == tried);
}

TEST_CASE("a port that was not measured has proven nothing", "[hub]") {
    CHECK(proof_of(measured(), 1) == Proof::vbus_measured);
    CHECK(proof_of(measured(), 2) == Proof::device_left);
    CHECK(proof_of(measured(), 3) == Proof::not_proven);
}

TEST_CASE("a qualification with anything wrong in it is refused, with its reason", "[hub]") {
    const auto [from, to, reason] = GENERATE(table<std::string, std::string, std::string>({
        {R"("by":"M. Dupont, salle 12")", R"("by":"")", "\"by\""},
        {R"("by":"M. Dupont, salle 12")", R"("by":7)", "\"by\""},
        {"9024", "9025", "2109:2817:9024"},
        {R"("hub_ports":4)", R"("hub_ports":0)", "\"hub_ports\""},
        {R"("hub_ports":4)", R"("hub_ports":"4")", "\"hub_ports\""},
        {R"("millivolts":40,)", "", "exactly with vbus_measured"},
        {R"("millivolts":40)", R"("millivolts":5000)", "0..800"},
        {R"("millivolts":40)", R"("millivolts":-1)", "0..800"},
        {"vbus_measured", "device_left", "exactly with vbus_measured"},
        {"vbus_measured", "certainly", "not | device_left | vbus_measured"},
        {R"("2":{)", R"("5":{)", "\"ports\""},
        {R"("2":{)", R"("0":{)", "\"ports\""},
        {R"("2":{)", R"("02":{)", "\"ports\""},
        {R"("2":{)", R"("deux":{)", "\"ports\""},
        {R"("2":{)", R"("2":7,"3":{)", "\"ports\""},
        {"14:03:27Z", "14:03", "\"when\""},
        {R"("when")", R"("quand":1,"when")", "unknown key \"quand\""},
        {R"("hub")", R"("quoi":1,"hub")", "unknown key \"quoi\""},
        {R"({"hub")", R"(["hub")", "unreadable JSON"},
    }));
    const auto parsed = parse_qualification(with(from, to), kModel);
    CAPTURE(to);
    REQUIRE_FALSE(parsed);
    REQUIRE(parsed.error().size() == 1);
    CHECK_THAT(parsed.error().front().line(Lang::en), Catch::Contains(reason));
}

TEST_CASE("everything wrong with a qualification is said at once", "[hub]") {
    const auto parsed = parse_qualification(R"({"ports":{"1":{"proven":"oui","x":1}}})", kModel);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().size() == 6);  // hub, hub_ports, by, when, proven, x
    CHECK_FALSE(parse_qualification("[]", kModel));
}

}  // namespace banc
