// SPDX-License-Identifier: EUPL-1.2
#include "bench/inject/commissioning.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "tests/support/scratch_folder.h"

using namespace banc;

namespace {

constexpr const char* kWhen = "2026-06-12T14:03:27Z";

}  // namespace

TEST_CASE("what a person saw of a board at commissioning is kept", "[inject][commissioning]") {
    const test::ScratchFolder folder;
    const auto path = commissioning_file(folder / "data", "poste-1");
    {
        auto seen = Commissioning::open(path).value();
        CHECK(seen.known("relais") == std::nullopt);
        REQUIRE(seen.record("relais", {Loss::lets_go, "M. Dupont", kWhen}));
        REQUIRE(seen.record("alim", {Loss::holds, "M. Dupont", kWhen}));
        REQUIRE(seen.record("relais", {Loss::holds, "Mme Martin", kWhen}));  // looked again
    }
    const auto seen = Commissioning::open(path).value();
    CHECK(seen.known("relais") == Loss::holds);
    CHECK(seen.known("alim") == Loss::holds);
    CHECK(seen.known("autre") == std::nullopt);
}

TEST_CASE("nobody's word on a board is not kept, nor what the disk refuses",
          "[inject][commissioning]") {
    const test::ScratchFolder folder;
    auto seen = Commissioning::open(folder / "state.json").value();
    CHECK_FALSE(seen.record("relais", {Loss::holds, "", kWhen}));
    CHECK(seen.known("relais") == std::nullopt);
    std::filesystem::create_directory(folder / "state.json.new");  // in its way
    CHECK(seen.record("relais", {Loss::holds, "M. Dupont", kWhen}).error().code ==
          Errc::environment);
    CHECK(seen.known("relais") == std::nullopt);
}

TEST_CASE("a damaged commissioning file is an error, not a bench nobody looked at",
          "[inject][commissioning]") {
    const auto written =
        GENERATE(as<std::string>{}, "", "{", "[]", R"({"relais":"yes"})",
                 R"({"relais":{"by":"D","holds_on_usb_loss":"perhaps","when":"w"}})",
                 R"({"relais":{"by":"D","holds_on_usb_loss":true,"when":"w"}})",
                 R"({"relais":{"by":"","holds_on_usb_loss":"yes","when":"w"}})",
                 R"({"relais":{"by":"D","holds_on_usb_loss":"yes"}})",
                 R"({"relais":{"by":"D","holds_on_usb_loss":"yes","when":"w","more":1}})");
    const test::ScratchFolder folder;
    const auto path = folder / "state.json";
    std::ofstream(path) << written;
    CAPTURE(written);
    const auto seen = Commissioning::open(path);
    REQUIRE_FALSE(seen);
    CHECK(seen.error().code == Errc::corrupt);
    CHECK(seen.error().place.file == path);
}
