// SPDX-License-Identifier: EUPL-1.2
#include "bench/scenario/sortition.h"

#include <catch2/catch.hpp>
#include <set>

using namespace banc;

namespace {

Referential title() {
    Referential out;
    out.code = "T";
    out.units.resize(1);
    for (const auto* id : {"C1", "C2", "C3"}) {
        Competence competence;
        competence.id = id;
        out.units[0].competences.push_back(competence);
    }
    return out;
}

Scenario scenario(const std::string& id, const std::string& competence, const std::string& line) {
    Scenario out;
    out.id = id;
    out.level = 1;
    out.modes = {Mode::training, Mode::ecf};
    Criterion criterion;
    criterion.scores["T"] = competence + ".1";
    out.criteria.push_back(criterion);
    InjectStep step;
    step.open = OpenLine{line};
    if (!line.empty()) out.inject.push_back(step);
    return out;
}

// Two for each competence, none in the way of another.
std::vector<Scenario> library() {
    std::vector<Scenario> out;
    for (const auto* competence : {"C1", "C2", "C3"})
        for (const auto* n : {"a", "b"})
            out.push_back(scenario(std::string(competence) + n, competence, ""));
    return out;
}

std::vector<std::string> ids(const std::vector<Drawn>& drawn) {
    std::vector<std::string> out;
    for (const auto& one : drawn) out.push_back(one.scenario->id);
    return out;
}

Lot lot(std::size_t count, std::uint64_t seed) { return {Mode::training, 0, count, seed}; }

}  // namespace

TEST_CASE("the same seed draws the same subjects, another one others", "[scenario][draw]") {
    const auto all = library();
    CHECK(ids(draw_lots(title(), all, lot(3, 7))) == ids(draw_lots(title(), all, lot(3, 7))));
    std::set<std::vector<std::string>> seen;
    for (std::uint64_t seed = 0; seed < 20; ++seed)
        seen.insert(ids(draw_lots(title(), all, lot(3, seed))));
    CHECK(seen.size() > 5);
}

TEST_CASE("as many subjects as competences are drawn one from each", "[scenario][draw]") {
    const auto all = library();
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        std::set<std::string> competences;
        for (const auto& one : draw_lots(title(), all, lot(3, seed))) {
            CHECK(one.scenario->id.starts_with(one.competence));
            competences.insert(one.competence);
        }
        CHECK(competences.size() == 3);
    }
}

TEST_CASE("no subject is drawn twice, and a thin library gives fewer", "[scenario][draw]") {
    const auto all = library();
    const auto drawn = ids(draw_lots(title(), all, lot(10, 1)));
    CHECK(drawn.size() == 6);
    CHECK(std::set(drawn.begin(), drawn.end()).size() == 6);
}

TEST_CASE("two subjects that hold the same line are not drawn together", "[scenario][draw]") {
    const std::vector all{scenario("x", "C1", "pc.nic0.pair"), scenario("y", "C2", "pc.nic0.pair"),
                          scenario("z", "C3", "pc.disk0.power")};
    for (std::uint64_t seed = 0; seed < 20; ++seed)
        CHECK(draw_lots(title(), all, lot(3, seed)).size() == 2);
}

TEST_CASE("only subjects of the level and the mode are drawn", "[scenario][draw]") {
    auto all = library();
    all[2].level = 2;
    CHECK(ids(draw_lots(title(), all, {Mode::ecf, 2, 5, 1})) == std::vector{all[2].id});
    CHECK(draw_lots(title(), all, {Mode::mock, 0, 5, 1}).empty());
}
