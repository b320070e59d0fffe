// SPDX-License-Identifier: EUPL-1.2
#include "bench/scenario/reach.h"

#include <algorithm>

#include "tests/scenario/files.h"

using namespace banc;

namespace {

using Ids = std::vector<std::string>;

Scenario scoring(const std::string& id, CriterionKind kind, const std::string& row) {
    Scenario scenario;
    scenario.id = id;
    scenario.criteria.resize(1);
    scenario.criteria[0].kind = kind;
    scenario.criteria[0].scores = {{"IDI", row}};
    return scenario;
}

RowReach row_of(const std::string& title, const std::vector<Scenario>& library,
                const std::string& id) {
    const auto rows = reach(test::titles().at(title), library);
    const auto row = std::find_if(rows.begin(), rows.end(), [&](auto& r) { return r.id == id; });
    REQUIRE(row != rows.end());
    return *row;
}

}  // namespace

TEST_CASE("a row of the grid knows which scenarios reach it, and how surely", "[scenario]") {
    const std::vector library{scoring("a", CriterionKind::observed, "B1.3"),
                              scoring("b", CriterionKind::supported, "B1.3"),
                              scoring("c", CriterionKind::judged, "B1.2")};
    const auto resolved = row_of("IDI", library, "B1.3");
    CHECK(resolved.observed == Ids{"a"});
    CHECK(resolved.supported == Ids{"b"});
    CHECK(resolved.scenarios() == Ids{"a", "b"});
    CHECK(row_of("IDI", library, "B1.2").judged == Ids{"c"});
    CHECK(row_of("IDI", library, "A1.1").bare());
    CHECK(row_of("TIP", library, "3.4").bare());
}

TEST_CASE("a row is thin with a single scenario, or while the bench could see it and does not",
          "[scenario]") {
    const auto observed = scoring("a", CriterionKind::observed, "B1.3");
    const auto supported = scoring("b", CriterionKind::supported, "B1.3");
    const auto also = scoring("c", CriterionKind::supported, "B1.3");
    CHECK(row_of("IDI", {observed}, "B1.3").thin());
    CHECK(row_of("IDI", {supported, also}, "B1.3").thin());
    CHECK_FALSE(row_of("IDI", {observed, supported}, "B1.3").thin());
    CHECK_FALSE(row_of("IDI", {}, "B1.3").thin());
}

TEST_CASE("a know-how is reached by the scenarios tagged with it", "[scenario]") {
    Scenario tagged;
    tagged.id = "a";
    tagged.rome = {"r-changer"};
    CHECK(row_of("ROME-I1401", {tagged}, "r-changer").scenarios() == Ids{"a"});
    CHECK(row_of("ROME-I1401", {tagged}, "r-guider").bare());
}
