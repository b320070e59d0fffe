// SPDX-License-Identifier: EUPL-1.2
#include "bench/scoring/score.h"

#include <catch2/catch.hpp>
#include <set>

#include "tests/scoring/book.h"

using namespace banc;

namespace {

// A whole exam under a line that stays in its fault position; the link at the end as given.
Book exam(const std::string& mode, const Json& at_the_end) {
    Book book;
    book.opened(mode);
    book.heartbeats(0, 10, "healthy");
    book.contact(12, "fault");
    book.state(15, "injected");
    book.probe(14, "symptom", {{"link", false}});
    book.heartbeats(16, 61);
    book.state(16, "running");
    book.fact(30, "down");
    book.state(60, "ended");
    book.probe(62, "final", at_the_end);
    book.contact(64, "fault");
    book.state(65, "verified");
    return book;
}

Score scored(const Book& book) { return score(book_scenario(), book_referential(), book.records); }

Expression term(Op op, const std::string& fact) {
    Expression e;
    e.op = op;
    e.fact = fact;
    return e;
}

Expression joined(Op op, std::vector<Expression> args) {
    Expression e;
    e.op = op;
    e.args = std::move(args);
    return e;
}

std::string line(const CriterionScore& c) {
    return fmt::format("{} {} {}", c.id, word(c.verdict), word(c.finding));
}

}  // namespace

TEST_CASE("what the bench saw becomes a proposal, never more", "[scoring][score]") {
    auto [at_the_end, verdict] = GENERATE(table<Json, std::string>({
        {{{"link", true}}, "repaired met true"},
        {{{"link", false}}, "repaired not_met false"},
        {Json::object(), "repaired not_observed unknown"},
    }));
    const auto s = scored(exam("training", at_the_end));
    REQUIRE(s.criteria.size() == 3);
    CHECK(line(s.criteria[0]) == verdict);
    CHECK(line(s.criteria[1]) == "looked to_judge true");
    CHECK(line(s.criteria[2]) == "talked to_judge unknown");
    CHECK(s.criteria[2].evidence.empty());
}

TEST_CASE("a recovery under a line that healed itself is the bench's fault, never a success",
          "[scoring][score]") {
    auto book = exam("training", {{"link", true}});
    SECTION("released by hand in the middle") {
        for (auto& r : book.records)
            if (r.kind == "heartbeat" && r.seq > 10) r.body["contacts"]["pc.nic0.pair"] = "healthy";
    }
    SECTION("released just before the end, seen at the last look") {
        book.records[book.records.size() - 2].body["position"] = "healthy";
    }
    SECTION("nobody read the contact back") {
        for (auto& r : book.records)
            if (r.kind == "contact" || r.kind == "heartbeat") r.body.erase("contacts");
        for (auto& r : book.records)
            if (r.kind == "contact") r.body["position"] = "unreadable";
    }
    SECTION("an incident while the final probe was answered") {
        book.add(66, "incident", {{"from_ns", 63'000'000'000}, {"to_ns", 63'500'000'000}});
        book.records.back().at.since_boot = std::chrono::seconds(64);
    }
    const auto s = scored(book);
    CHECK(line(s.criteria[0]) == "repaired bench_fault unknown");
    CHECK(s.criteria[0].evidence.size() >= 2);
}

TEST_CASE("a bench fault that changes nothing is not held against anybody", "[scoring][score]") {
    auto book = exam("training", {{"link", true}});
    book.incident(66, 40, 41);
    const auto s = scored(book);
    CHECK(line(s.criteria[0]) == "repaired met true");
    CHECK(line(s.criteria[1]) == "looked to_judge true");
    book.incident(67, 29, 31);
    CHECK(line(scored(book).criteria[1]) == "looked bench_fault unknown");
}

TEST_CASE("officially the juror writes first, the facts stay", "[scoring][score]") {
    const auto official = scored(exam("official", {{"link", true}}));
    const auto training = scored(exam("training", {{"link", true}}));
    for (std::size_t i = 0; i < official.criteria.size(); ++i) {
        CHECK(official.criteria[i].verdict == Verdict::withheld);
        CHECK(official.criteria[i].finding == training.criteria[i].finding);
        CHECK(official.criteria[i].evidence == training.criteria[i].evidence);
    }
}

TEST_CASE("the whole grid is there in its order, empty rows included", "[scoring][score]") {
    const auto s = scored(exam("training", {{"link", true}}));
    std::string grid;
    for (const auto& r : s.rows)
        grid +=
            fmt::format("{}/{}/{}:{} ", r.competence, r.row, r.text, fmt::join(r.criteria, ","));
    // B1 alone stands on its first row; a competence without published rows is a row itself.
    CHECK(grid == "B1/B1.1/one:talked B1/B1.2/two:repaired B2/B2/second:looked B3/B3.1/three: ");
}

TEST_CASE("the same journal gives the same bytes, in the published shape", "[scoring][score]") {
    const auto book = exam("mock", {{"link", true}});
    const auto once = canonical(to_json(scored(book)));
    const auto twice = canonical(to_json(scored(book)));
    REQUIRE(once);
    REQUIRE(twice);
    CHECK(*once == *twice);
    const auto json = Json::parse(*once);
    CHECK(json["exam_id"] == "E-1");
    CHECK(json["scenario"] == "cordon");
    CHECK(json["title"] == "T");
    CHECK(json["mode"] == "mock");
    CHECK(json["criteria"][0].dump() ==
          R"({"evidence":[21],"finding":"true","id":"repaired","kind":"observed",)"
          R"("scores":{"T":"B1.2"},"verdict":"met"})");
    CHECK(json["rows"][1].dump() ==
          R"({"competence":"B1","criteria":["repaired"],"row":"B1.2","text":"two"})");
}

TEST_CASE("every number a verdict cites is a record of the journal", "[scoring][score]") {
    auto book = exam("training", {{"link", true}});
    book.incident(66, 61, 64);
    std::set<std::uint64_t> numbers;
    for (const auto& r : book.records) numbers.insert(r.seq);
    std::size_t cited = 0;
    for (const auto& c : scored(book).criteria) {
        CHECK(std::is_sorted(c.evidence.begin(), c.evidence.end()));
        CHECK(std::set(c.evidence.begin(), c.evidence.end()).size() == c.evidence.size());
        for (const auto seq : c.evidence) CHECK(numbers.contains(seq));
        cited += c.evidence.size();
    }
    CHECK(cited == 3);  // the probe and its incident, the line on the console
}

TEST_CASE("an exam that never happened scores nothing", "[scoring][score]") {
    const auto s = score(book_scenario(), book_referential(), {});
    CHECK(line(s.criteria[0]) == "repaired not_observed unknown");
    CHECK(line(s.criteria[1]) == "looked to_judge unknown");
    CHECK(s.rows.size() == 4);
}

TEST_CASE("verdicts have the French words of the trade", "[scoring][score]") {
    auto [verdict, machine, person] = GENERATE(table<Verdict, std::string, std::string>({
        {Verdict::met, "met", "constaté"},
        {Verdict::not_met, "not_met", "constaté non atteint"},
        {Verdict::not_observed, "not_observed", "le banc n'a pas pu voir"},
        {Verdict::bench_fault, "bench_fault", "défaut du banc"},
        {Verdict::to_judge, "to_judge", "à évaluer par le jury"},
        {Verdict::withheld, "withheld", "en attente de la saisie du juré"},
    }));
    CHECK(word(verdict) == machine);
    CHECK(french(verdict) == person);
}

TEST_CASE("of several accepted routes the one taken is named, and none when none was",
          "[scoring][score]") {
    auto scenario = book_scenario();
    auto& repaired = scenario.criteria[0];
    const auto plugged = term(Op::at_end, "link");
    repaired.routes = {"Sans rien voir", "Rebranche", "Regarde"};
    repaired.when = joined(Op::any, {joined(Op::all, {plugged, term(Op::never, "down")}), plugged,
                                     term(Op::ever, "down")});
    const auto [at_the_end, finding, route] = GENERATE(table<Json, Finding, std::string>({
        {{{"link", true}}, Finding::true_, "Rebranche"},
        {{{"link", false}}, Finding::true_, "Regarde"},
    }));
    const auto book = exam("training", at_the_end);
    const auto s = score(scenario, book_referential(), book.records);
    CHECK(s.criteria[0].finding == finding);
    CHECK(s.criteria[0].route == route);
    CHECK(to_json(s)["criteria"][0]["route"] == route);
    CHECK_FALSE(to_json(s)["criteria"][1].contains("route"));
    repaired.when->args.pop_back();
    repaired.routes.pop_back();
    const auto less = score(scenario, book_referential(), book.records);
    CHECK(less.criteria[0].route == (route == "Rebranche" ? route : ""));
}

TEST_CASE("what only a bench fault saw names no route, and proves nothing that stands",
          "[scoring][score]") {
    auto scenario = book_scenario();
    auto& repaired = scenario.criteria[0];
    repaired.routes = {"Regarde", "Rebranche"};
    repaired.when = joined(Op::any, {term(Op::ever, "down"), term(Op::at_end, "link")});
    const auto [at_the_end, before, after] = GENERATE(table<Json, std::string, std::string>({
        {{{"link", true}}, "met true Regarde", "met true Rebranche"},
        {{{"link", false}}, "met true Regarde", "bench_fault unknown "},
    }));
    auto book = exam("training", at_the_end);
    const auto judged = [&] {
        return score(scenario, book_referential(), book.records).criteria[0];
    };
    const auto whole = judged();
    CHECK(fmt::format("{} {} {}", word(whole.verdict), word(whole.finding), whole.route) == before);
    const auto fault = book.incident(66, 29, 31);
    const auto left = judged();
    CHECK(fmt::format("{} {} {}", word(left.verdict), word(left.finding), left.route) == after);
    const auto cites = [](const CriterionScore& c, std::uint64_t seq) {
        return std::ranges::find(c.evidence, seq) != c.evidence.end();
    };
    const bool is_masked = left.verdict == Verdict::bench_fault;
    CHECK(cites(left, whole.evidence.front()) == is_masked);  // the line on the console
    CHECK(cites(left, fault) == is_masked);
}

// Only the fault saw that the candidate looked first: without it "before" holds, on nothing.
TEST_CASE("a finding that a bench fault turns names no route, though one stands without it",
          "[scoring][score]") {
    auto scenario = book_scenario();
    auto& repaired = scenario.criteria[0];
    repaired.routes = {"Débranche", "Rebranche d'abord"};
    auto first = term(Op::before, "link");
    first.other = "down";
    repaired.when = joined(Op::any, {term(Op::never, "link"), first});
    Book book;
    book.opened("training");
    book.contact(9, "fault");
    book.heartbeats(10, 15);
    book.probe(11, "symptom", {{"link", false}});
    book.state(15, "running");
    book.heartbeats(15, 30);
    book.fact(30, "down");
    book.probe(39, "watch", {{"link", false}});
    book.probe(45, "watch", {{"link", true}});
    book.heartbeats(35, 60);
    book.state(60, "ended");
    book.probe(62, "final", {{"link", true}});
    book.contact(64, "fault");
    book.state(65, "verified");
    const auto judged = [&] {
        return score(scenario, book_referential(), book.records).criteria[0];
    };
    CHECK(line(judged()) == "repaired not_met false");
    const auto fault = book.incident(66, 29, 31);
    const auto turned = judged();
    CHECK(line(turned) == "repaired bench_fault true");
    CHECK(turned.route.empty());
    CHECK(std::ranges::find(turned.evidence, fault) != turned.evidence.end());
}

TEST_CASE("what endangers people stands first, and counts for nothing", "[scoring][score]") {
    auto scenario = book_scenario();
    const auto book = exam("training", {{"link", true}});
    const auto before = score(scenario, book_referential(), book.records);
    scenario.criteria[2].critical = true;
    const auto s = score(scenario, book_referential(), book.records);
    REQUIRE(s.criteria.size() == 3);
    CHECK(s.criteria[0].id == "talked");
    CHECK(to_json(s)["criteria"][0]["critical"] == true);
    CHECK_FALSE(to_json(s)["criteria"][1].contains("critical"));
    CHECK(line(s.criteria[0]) == line(before.criteria[2]));
    CHECK(line(s.criteria[1]) == line(before.criteria[0]));
}
