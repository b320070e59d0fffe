// SPDX-License-Identifier: EUPL-1.2
// What each record of a journal is evidence of (bench/journal/RECORDS.md).
#include <catch2/catch.hpp>
#include <sstream>

#include "tests/scoring/book.h"
#include "tests/scoring/timeline.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

Expression term(Op op, const std::string& fact) {
    Expression e;
    e.op = op;
    e.fact = fact;
    return e;
}

std::string ask(Op op, const std::string& fact, const Evidence& evidence) {
    return told(evaluate(term(op, fact), evidence));
}

std::string seconds_of(const std::vector<Interval>& intervals) {
    std::string out;
    for (const auto& i : intervals)
        out += fmt::format("{}..{} ", std::chrono::round<std::chrono::seconds>(i.from).count(),
                           std::chrono::round<std::chrono::seconds>(i.to).count());
    return out;
}

// Injected at 20, running from 30, the candidate ends it at 60.
Book running_exam() {
    Book book;
    book.opened("training");
    book.probe(5, "healthy", {{"link", true}});
    book.state(10, "armed");
    book.contact(18, "fault");
    book.state(20, "injected");
    return book;
}

}  // namespace

TEST_CASE("the clock of the exam opens and ends with its states", "[scoring][collect]") {
    Book book = running_exam();
    book.state(30, "running");
    book.state(40, "suspended");
    book.state(45, "running");
    book.state(60, "ended");
    book.state(70, "verified");
    book.add(80, "closed", {{"outcome", "verified"}});
    const auto evidence = collect(book_scenario(), book.records);
    CHECK(evidence.window.opened == 30s);
    CHECK(evidence.window.ended == 60s);
    CHECK(evidence.window.check_from == 60s);
    CHECK(evidence.window.check_to == 70s);
    CHECK(seconds_of(evidence.suspended) == "40..45 ");
}

TEST_CASE("an exam cut short has no final check, one never opened has no window",
          "[scoring][collect]") {
    Book book = running_exam();
    CHECK(ask(Op::ever, "down", collect(book_scenario(), book.records)) == "unknown");
    CHECK(ask(Op::ever, "down", collect(book_scenario(), {})) == "unknown");

    book.state(30, "running");
    book.probe(40, "watch", {{"link", true}});
    auto evidence = collect(book_scenario(), book.records);
    CHECK(evidence.window.ended == 41s + 1ns);
    CHECK(ask(Op::ever, "link", evidence) == "true 7");
    book.heartbeats(31, 50);
    CHECK(ask(Op::never, "down", collect(book_scenario(), book.records)) == "unknown");
    CHECK(ask(Op::at_end, "link", evidence) == "unknown");

    book.state(60, "ended");
    book.probe(61, "final", {{"link", true}});
    CHECK(ask(Op::at_end, "link", collect(book_scenario(), book.records)) == "unknown");
}

TEST_CASE("an absence cites the heartbeats that make it one", "[scoring][collect]") {
    Book book;
    book.opened("training");
    book.state(10, "running");
    book.heartbeats(10, 20);  // records 3, 4, 5
    book.state(20, "ended");
    CHECK(ask(Op::ever, "down", collect(book_scenario(), book.records)) == "false 3 4 5");
    book.records.erase(book.records.begin() + 3);
    CHECK(ask(Op::ever, "down", collect(book_scenario(), book.records)) == "unknown");
}

TEST_CASE("a change seen just after the end may have come before it", "[scoring][collect]") {
    Book book;
    book.opened("training");
    book.probe(9, "watch", {{"link", false}});
    book.state(10, "running");
    book.heartbeats(10, 20);
    book.state(20, "ended");
    CHECK(ask(Op::ever, "link", collect(book_scenario(), book.records)) == "false 2 5 6");
    book.probe(21, "watch", {{"link", true}});
    auto& change = book.records.back().body["before_ns"];
    change = 20'000'000'000;  // still as before when the time was over
    CHECK(ask(Op::ever, "link", collect(book_scenario(), book.records)) == "false 2 5 6");
    change = 18'000'000'000;
    CHECK(ask(Op::ever, "link", collect(book_scenario(), book.records)) == "unknown");
}

TEST_CASE("an answer that straddles the end does not hide the next one", "[scoring][collect]") {
    Book book;
    book.opened("training");
    book.probe(9, "watch", {{"link", false}});
    book.state(10, "running");
    book.heartbeats(10, 20);
    book.state(20, "ended");
    book.probe(20, "watch", {{"link", false}});
    book.records.back().body["asked_ns"] = 19'000'000'000;
    CHECK(ask(Op::ever, "link", collect(book_scenario(), book.records)) == "false 2 5 6");
    book.probe(22, "watch", {{"link", true}});
    book.records.back().body["before_ns"] = 19'000'000'000;
    CHECK(ask(Op::ever, "link", collect(book_scenario(), book.records)) == "unknown");
}

TEST_CASE("an answered probe proves its agent alive while it answered", "[scoring][collect]") {
    Book book;
    book.opened("training");
    book.probe(4, "healthy", {{"link", false}});
    book.state(5, "running");
    book.probe(5, "watch", {{"link", false}});
    book.state(6, "ended");
    CHECK(ask(Op::ever, "link", collect(book_scenario(), book.records)) == "false 2 4");
    book.records[3].body["status"] = "silent";
    CHECK(ask(Op::ever, "link", collect(book_scenario(), book.records)) == "unknown");
}

TEST_CASE("a PC seen well before its restart is not well after it", "[scoring][collect]") {
    Book book = running_exam();
    book.state(30, "running");
    book.state(60, "ended");
    const auto watched = book.probe(61, "watch", {{"link", true}});  // before the restart
    auto finish = [](Book b) {
        b.state(80, "verified");
        return b.records;
    };
    CHECK(watched == 8);
    CHECK(ask(Op::at_end, "link", collect(book_scenario(), finish(book))) == "unknown");

    SECTION("a final probe tells") {
        book.probe(64, "final", {{"link", true}});
        CHECK(ask(Op::at_end, "link", collect(book_scenario(), finish(book))) == "true 9");
    }
    SECTION("a later silence takes it back") {
        book.probe(64, "final", {{"link", true}});
        book.silent(68, "final");
        CHECK(ask(Op::at_end, "link", collect(book_scenario(), finish(book))) == "unknown");
    }
    SECTION("a silence before it does not") {
        book.silent(62, "final");
        book.probe(64, "final", {{"link", true}});
        CHECK(ask(Op::at_end, "link", collect(book_scenario(), finish(book))) == "true 10");
    }
    SECTION("a silence with a witness is an absence, and cites it") {
        const auto seen = book.fact(66, "down");
        book.silent(67, "final", {{"link", false}}, seen);
        CHECK(ask(Op::at_end, "link", collect(book_scenario(), finish(book))) == "false 9 10");
        CHECK(ask(Op::absent, "link", collect(book_scenario(), finish(book))) == "true 2 9 10");
    }
    SECTION("the reset that follows changes nothing") {
        book.probe(64, "final", {{"link", false}});
        auto records = finish(book);
        Book rest;
        rest.records = records;
        rest.probe(90, "reset", {{"link", true}});
        CHECK(ask(Op::at_end, "link", collect(book_scenario(), rest.records)) == "false 9");
    }
}

TEST_CASE("a proof looks at what came since its beginning", "[scoring][collect]") {
    Book book = running_exam();  // healthy seen in record 2
    book.fact(21, "down");
    const auto since = book.state(22, "armed");
    const auto scenario = book_scenario();
    CHECK(ask(Op::ever, "down", collect_since(scenario, book.records, since)) == "unknown");
    CHECK(ask(Op::ever, "down", collect_since(scenario, book.records, 1)) == "true 6");
    CHECK(ask(Op::at_end, "link", collect_since(scenario, book.records, since)) == "unknown");
    const auto probe = book.probe(23, "symptom", {{"link", false}});
    const auto evidence = collect_since(scenario, book.records, since);
    CHECK(ask(Op::absent, "link", evidence) == fmt::format("true 2 {}", probe));
    CHECK(ask(Op::at_end, "link", collect_since(scenario, book.records, 99)) == "unknown");
}

TEST_CASE("time without a read-back that says fault is a bench fault", "[scoring][collect]") {
    // Injected at 20, ended at 60: the last look is the probe of 61 answered at 62.
    auto [seen, bad] = GENERATE(table<std::string, std::string>({
        {"18 fault 33 fault 48 fault 63 fault", ""},
        {"18 fault 33 fault 49 fault 63 fault", "33..49 "},
        {"18 fault 33 fault 48 fault", "48..62 "},
        {"25 fault 40 fault 55 fault 63 fault", "20..25 "},
        {"", "20..62 "},
        {"18 fault 30 fault 35 healthy 40 fault 55 fault 63 fault", "30..40 "},
        {"18 fault 30 fault 35 unreadable 36 unreadable 40 fault 55 fault 63 fault", "30..40 "},
        {"18 fault 33 fault 48 fault 62 healthy", "48..62 "},
        {"10 healthy 18 fault 33 fault 48 fault 63 fault 75 healthy", ""},
        {"18 fault 30 healthy 33 fault 45 healthy 48 fault 63 fault", "20..33 33..48 "},
    }));
    Book book;
    book.opened("training");
    book.state(20, "injected");
    book.state(30, "running");
    book.state(60, "ended");
    book.probe(61, "final", {{"link", true}});
    book.state(70, "verified");
    std::istringstream words(seen);
    std::string position;
    for (int at = 0; words >> at >> position;) book.contact(at, position);
    CAPTURE(seen);
    CHECK(seconds_of(collect(book_scenario(), book.records).bench_faults) == bad);
}

TEST_CASE("a scenario that opens no line needs no read-back", "[scoring][collect]") {
    Book book = running_exam();
    book.state(30, "running");
    book.state(60, "ended");
    auto scenario = book_scenario();
    CHECK_FALSE(collect(scenario, book.records).bench_faults.empty());
    scenario.inject.clear();
    CHECK(collect(scenario, book.records).bench_faults.empty());
    book.incident(61, 33, 35);
    book.incident(61, -5, 32);  // before the controller was switched on: no time at all
    CHECK(seconds_of(collect(scenario, book.records).bench_faults) == "33..35 ");
}

TEST_CASE(
    "a change between the last reading before the end and the one after it may be the candidate's",
    "[scoring][collect]") {
    Book book = running_exam();
    book.state(30, "running");
    book.heartbeats(30, 60);
    book.state(60, "ended");
    const auto fact = [&](Nanos before) {
        book.add(61, "fact",
                 {{"fact", "down"}, {"at_ns", Nanos{61s}.count()}, {"before_ns", before.count()}});
        return ask(Op::never, "down", collect(book_scenario(), book.records));
    };
    CHECK(fact(60s).starts_with("true"));
    CHECK(fact(55s) == "unknown");
}

TEST_CASE("records of the wrong shape are no evidence and no crash", "[scoring][collect]") {
    const auto shape =
        GENERATE(as<std::string>{}, "null", "7", "\"x\"", "[1,2]", "[[0,1]]", "{}", "true",
                 R"({"to":7})", R"({"fact":7,"at_ns":"x"})", R"({"fact":"down","at_ns":-1})",
                 R"({"fact":"down","at_ns":9223372036854775807})",
                 R"({"fact":"down","at_ns":18446744073709551615})",
                 R"({"asked_ns":1,"agent":[],"states":[true],"verb":{},"purpose":"final"})",
                 R"({"asked_ns":1,"agent":"pc.agent","states":{"link":"true","zzz":true}})",
                 R"({"alive":{"pc.agent":[5,1],"pc.console":[1],"x":7},"contacts":[1]})",
                 R"({"alive":[[1,2]],"contacts":{"pc.nic0.pair":{}}})",
                 R"({"from_ns":5,"to_ns":1})", R"({"line":"pc.nic0.pair","position":7})");
    const auto kind = GENERATE(as<std::string>{}, "opened", "state", "fact", "probe", "heartbeat",
                               "contact", "incident");
    CAPTURE(shape, kind);
    Book book = running_exam();
    book.state(30, "running");
    book.add(35, kind, Json::parse(shape));
    book.records.back().at.since_boot = GENERATE(Nanos::min(), Nanos{35s}, Nanos::max());
    book.state(60, "ended");
    const auto evidence = collect(book_scenario(), book.records);
    CHECK(ask(Op::ever, "down", evidence) == "unknown");
    CHECK(ask(Op::at_end, "link", masked(evidence)) == "unknown");
}

TEST_CASE("what is written after a restart of the controller moves no time", "[scoring][collect]") {
    Book book = running_exam();
    book.state(30, "running");
    book.heartbeats(30, 50);
    const auto before = collect(book_scenario(), book.records);
    book.state(3, "bench-fault");
    book.probe(4, "final", {{"link", true}});
    for (std::size_t n = book.records.size() - 2; n < book.records.size(); ++n)
        book.records[n].boot = {9};
    const auto after = collect(book_scenario(), book.records);
    CHECK(after.window.opened == 30s);
    CHECK(after.window.ended == before.window.ended);
    CHECK(after.states.at("link").size() == before.states.at("link").size());
}
