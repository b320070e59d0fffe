// SPDX-License-Identifier: EUPL-1.2
#include "bench/scenario/admission.h"

#include "tests/scenario/files.h"

using namespace banc;

namespace {

// A sealed scenario for every mode that scores a row of each title named.
Scenario sealed(std::map<std::string, std::string> scores) {
    Scenario scenario;
    scenario.id = "scelle";
    scenario.modes = {Mode::official, Mode::ecf, Mode::mock, Mode::training};
    scenario.criteria.resize(1);
    scenario.criteria[0].scores = std::move(scores);
    return scenario;
}

std::vector<std::string> said(const Errors& errors) {
    std::vector<std::string> lines;
    for (const auto& error : errors) {
        CHECK(error.code == Errc::refused);
        lines.push_back(error.line(Lang::en));
    }
    return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a historical title is still good for training, and refused officially", "[scenario]") {
    const auto scenario = sealed({{"IDI", "B1.3"}});
    const auto idi = test::titles().at("IDI");
    const std::string day = "2024-06-24";
    for (const auto mode : {Mode::training, Mode::mock, Mode::ecf})
        CHECK(said(objections({scenario, idi, mode, day})) == Lines{});
    CHECK(said(objections({scenario, idi, Mode::official, "2024-06-23"})) == Lines{});
    CHECK(said(objections({scenario, idi, Mode::official, day})) ==
          Lines{"title IDI is valid from 2019-06-23 to 2024-06-23: no official session on "
                "2024-06-24 (ADRN replaced it; it is still good for training)"});
}

TEST_CASE("a title without a known successor says so when it is refused", "[scenario]") {
    const auto title = test::titles().at("RNCP24787");
    const auto lines =
        said(objections({sealed({{"RNCP24787", "C1"}}), title, Mode::official, "2021-01-01"}));
    REQUIRE(lines.size() == 1);
    CHECK_THAT(lines[0], Catch::Contains("no known title replaces it"));
}

TEST_CASE("nobody sits a job sheet, or a title that the scenario says nothing of", "[scenario]") {
    const auto titles = test::titles();
    const auto scenario = sealed({{"IDI", "B1.3"}, {"TIP", "3.4"}});
    CHECK(said(objections({scenario, titles.at("ROME-I1401"), Mode::training, "2026-11-22"})) ==
          Lines{"ROME-I1401 is a job sheet: it certifies nobody (titles it serves: IDI, TIP)"});
    CHECK(said(objections({scenario, titles.at("TAI"), Mode::training, "2026-11-22"})) ==
          Lines{"scenario scelle says nothing of any row of title TAI (titles it serves: IDI, "
                "TIP)"});
}

TEST_CASE("a mode that the scenario is not made for is refused with the modes it has",
          "[scenario]") {
    auto scenario = sealed({{"IDI", "B1.3"}});
    scenario.modes = {Mode::training, Mode::mock};
    const auto idi = test::titles().at("IDI");
    CHECK(said(objections({scenario, idi, Mode::ecf, "2020-01-01"})) ==
          Lines{"scenario scelle is not made for mode ecf (modes: training, mock)"});
    CHECK(objections({scenario, idi, Mode::official, "2026-11-22"}).size() == 2);
}
