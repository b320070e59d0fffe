// SPDX-License-Identifier: EUPL-1.2
#include "bench/inject/wear.h"

#include <catch2/catch.hpp>
#include <fstream>

#include "tests/support/scratch_folder.h"

using namespace banc;

TEST_CASE("a contact's switchings outlive the program", "[inject][wear]") {
    const test::ScratchFolder folder;
    const auto path = folder / "wear.json";
    {
        auto book = WearBook::open(path).value();
        CHECK(book.of("relais/1") == 0);
        CHECK(book.count("relais/1"));
        CHECK(book.count("relais/1"));
        CHECK(book.count("relais/2"));
    }
    const auto book = WearBook::open(path).value();
    CHECK(book.of("relais/1") == 2);
    CHECK(book.of("relais/2") == 1);
}

TEST_CASE("wear counters that can't be read are not started again from zero", "[inject][wear]") {
    const auto written = GENERATE(as<std::string>{}, "", "{", "[]", R"({"relais/1": -1})",
                                  R"({"relais/1": "2"})", R"({"relais/1": 1.5})");
    const test::ScratchFolder folder;
    const auto path = folder / "wear.json";
    std::ofstream(path) << written;
    const auto book = WearBook::open(path);
    REQUIRE_FALSE(book);
    CHECK(book.error().code == Errc::corrupt);
    CHECK(book.error().place.file == path);
}

TEST_CASE("wear that can't be written is an error", "[inject][wear]") {
    const test::ScratchFolder folder;
    auto book = WearBook::open(folder / "no/wear.json").value();
    CHECK(book.count("relais/1").error().code == Errc::environment);
}
