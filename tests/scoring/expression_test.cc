// SPDX-License-Identifier: EUPL-1.2
#include "bench/scoring/expression.h"

#include <catch2/catch.hpp>

#include "bench/core/nearest.h"
#include "tests/scoring/vocabulary.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

Checked<Expression> parse(std::string_view source) {
    return parse_expression(source, test_vocabulary(), {"x.yaml", 10, 11});
}

// The tree in prefix notation, so that a table can say what was understood.
std::string tree(const Expression& e) {
    static const char* const kNames[] = {"all",    "any",    "not",   "ever",   "never", "at_end",
                                         "absent", "before", "after", "within", "for",   "count"};
    static const char* const kCompare[] = {">=", "<=", "=="};
    std::string out = kNames[static_cast<int>(e.op)];
    for (const auto* part : {&e.fact, &e.other})
        if (!part->empty()) out += " " + *part;
    if (e.span > Nanos{0}) out += fmt::format(" {}ms", e.span / 1ms);
    if (e.op == Op::count)
        out += fmt::format(" {} {}", kCompare[static_cast<int>(e.compare)], e.number);
    for (const auto& arg : e.args) out += " " + tree(arg);
    return "(" + out + ")";
}

std::string where(const Error& e) { return fmt::format("{}:{}", e.place.line, e.place.column); }

}  // namespace

TEST_CASE("a condition is understood as it is written", "[scoring][expression]") {
    auto [source, meant] = GENERATE(table<std::string, std::string>({
        {"a", "(ever a)"},
        {"s", "(at_end s)"},
        {"never(s)", "(never s)"},
        {"at_end(s) and at_end(t)", "(all (at_end s) (at_end t))"},
        {"a and b and c", "(all (ever a) (ever b) (ever c))"},
        {"a or b and c", "(any (ever a) (all (ever b) (ever c)))"},
        {"(a or b) and c", "(all (any (ever a) (ever b)) (ever c))"},
        {"not a and b", "(all (not (ever a)) (ever b))"},
        {"not not (a)", "(not (not (ever a)))"},
        {"absent(s) and no_boot", "(all (absent s) (ever no_boot))"},
        {"before(a,s)", "(before a s)"},
        {"after( s , a )", "(after s a)"},
        {"within(a, 5min)", "(within a 300000ms)"},
        {"within(s, 250ms, b)", "(within s b 250ms)"},
        {"for(s, 1h30min)", "(for s 5400000ms)"},
        {"count(a) >= 2", "(count a >= 2)"},
        {"count(a)<=0", "(count a <= 0)"},
        {"count(a) == 3 or\n b", "(any (count a == 3) (ever b))"},
    }));
    CAPTURE(source);
    const auto parsed = parse(source);
    REQUIRE(parsed);
    CHECK(tree(*parsed) == meant);
}

TEST_CASE("a mistake in a condition is shown where it stands, with what to do",
          "[scoring][expression]") {
    auto [source, place, what, remedy] =
        GENERATE(table<std::string, std::string, std::string, std::string>({
            {"", "10:11", "ends too early", "a fact, a function"},
            {"a and", "10:16", "ends too early", "a fact, a function"},
            {"and a", "10:11", "unexpected \"and\"", "a fact, a function"},
            {"a b", "10:13", "unexpected \"b\"", "join two terms"},
            {"a adn b", "10:13", "unexpected \"adn\"", "did you mean \"and\""},
            {"(a", "10:11", "never closed", ""},
            {"(a b)", "10:14", "unexpected \"b\"", "join two terms"},
            {"a)", "10:12", "unexpected \")\"", "join two terms"},
            {"()", "10:12", "unexpected \")\"", "a fact, a function"},
            {"a && b", "10:13", "unexpected sign \"&&\"", "and, or, not"},
            {"!a", "10:11", "unexpected sign \"!\"", "and, or, not"},
            {"bots", "10:11", "unknown fact \"bots\"", "did you mean \"boots\""},
            {"a and\n  no-boot", "11:3", "unknown fact \"no-boot\"", "did you mean \"no_boot\""},
            {"ever(zebra)", "10:16", "unknown fact \"zebra\"", "declare it"},
            {"évé or bots", "10:11", "unknown fact \"évé\"", "declare it"},
            {"evr(a)", "10:11", "unknown function \"evr\"", "did you mean \"ever\""},
            {"sometimes(a)", "10:11", "unknown function \"sometimes\"", "the functions are"},
            {"at_end(a)", "10:18", "\"a\" is an event", "ever, before"},
            {"absent(a)", "10:18", "\"a\" is an event", "ever, before"},
            {"for(a, 3s)", "10:15", "\"a\" is an event", "ever, before"},
            {"count(s) >= 1", "10:17", "\"s\" is a state", "at_end"},
            {"count(a)", "10:19", "ends too early", "count(fact) >= 2"},
            {"count(a) >= x", "10:23", "unexpected \"x\"", "count(fact) >= 2"},
            {"count(a) >= 02", "10:23", "unexpected \"02\"", "count(fact) >= 2"},
            {"count(a) >= 9999999", "10:23", "unexpected", "count(fact) >= 2"},
            {"count(a) >= 0", "10:23", "always true", "at least 1"},
            {"count(a) > 1", "10:20", "unexpected sign \">\"", ">=, <=, =="},
            {"ever(a) >= 1", "10:19", "unexpected \">=\"", "join two terms"},
            {"within(a)", "10:11", "within() is not written", "within(fact, 5min)"},
            {"within(a, 5 min)", "10:21", "unreadable duration \"5 min\"", "30s, 5min"},
            {"within(a, 5mins)", "10:21", "unreadable duration \"5mins\"", "30s, 5min"},
            {"within(a, b)", "10:21", "unreadable duration \"b\"", "30s, 5min"},
            {"for(s, 0s)", "10:18", "zero duration", "time allowed"},
            {"ever()", "10:11", "ever() is not written", "ever(fact)"},
            {"ever(a, b)", "10:19", "ever() is not written", "ever(fact)"},
            {"ever(a,)", "10:18", "unexpected \")\"", "between commas"},
            {"ever((a))", "10:16", "unexpected \"(\"", "between commas"},
            {"before(a b)", "10:20", "unexpected \"b\"", "between commas"},
        }));
    CAPTURE(source);
    const auto parsed = parse(source);
    REQUIRE_FALSE(parsed);
    const auto& error = parsed.error().front();
    CHECK(where(error) == place);
    CHECK_THAT(error.what.en, Catch::Contains(what));
    CHECK_THAT(error.remedy.en, Catch::Contains(remedy));
    CHECK_FALSE(error.what.fr.empty());
    CHECK(error.what.fr != error.what.en);
    CHECK(error.place.file == "x.yaml");
}

TEST_CASE("all mistakes of meaning are reported at once", "[scoring][expression]") {
    const auto parsed =
        parse("bots and at_end(a) and evr(t) >= 1 and within(zz, 1.5min) and for(s, 010s)");
    REQUIRE_FALSE(parsed);
    std::string places;
    for (const auto& error : parsed.error()) places += where(error) + " ";
    CHECK(places == "10:11 10:27 10:34 10:57 10:61 10:80 ");
}

TEST_CASE("columns count characters, not bytes", "[scoring][expression]") {
    const auto parsed = parse("a or éàü or bots");
    REQUIRE_FALSE(parsed);
    REQUIRE(parsed.error().size() == 2);
    CHECK(where(parsed.error()[1]) == "10:23");
}

TEST_CASE("deep nesting is an error and not a crash", "[scoring][expression]") {
    const std::string deep(10'000, '(');
    const auto parsed = parse(deep + "a" + std::string(10'000, ')'));
    REQUIRE_FALSE(parsed);
    CHECK_THAT(parsed.error().front().what.en, Catch::Contains("nested levels"));

    std::string nots;
    for (int i = 0; i < 10'000; ++i) nots += "not ";
    CHECK_FALSE(parse(nots + "a"));
    CHECK_FALSE(parse(std::string(70'000, 'a')));

    CHECK(parse(std::string(64, '(') + "a" + std::string(64, ')')));
    CHECK_FALSE(parse(std::string(65, '(') + "a" + std::string(65, ')')));
}

TEST_CASE("no bytes whatever crash the parser", "[scoring][expression]") {
    std::uint32_t seed = 7;
    const std::string alphabet =
        "ab s(),<>=& not and or ever( count( within( 5min 3 \n\xc3\xa9\xff";
    for (int round = 0; round < 20'000; ++round) {
        std::string source;
        for (std::uint32_t n = seed % 24; n > 0; --n) {
            seed = seed * 1'664'525 + 1'013'904'223;
            source += alphabet.substr((seed >> 8) % alphabet.size(), 1 + (seed >> 28));
        }
        seed = seed * 1'664'525 + 1'013'904'223;
        CAPTURE(source);
        const auto parsed = parse(source);
        if (!parsed) REQUIRE_FALSE(parsed.error().empty());
    }
}

TEST_CASE("the facts of a condition are listed once, in order", "[scoring][expression]") {
    const auto parsed = parse("before(b, s) and (a or not b) and within(t, 5s, a)");
    REQUIRE(parsed);
    CHECK(facts_of(*parsed) == std::vector<std::string>{"b", "s", "a", "t"});
}

TEST_CASE("every term remembers where it stands", "[scoring][expression]") {
    const auto parsed = parse("a and (not at_end(s))");
    REQUIRE(parsed);
    REQUIRE(parsed->args.size() == 2);
    CHECK(parsed->args[0].place.column == 11);
    CHECK(parsed->args[1].place.column == 18);
    CHECK(parsed->args[1].args[0].place.column == 22);
}

TEST_CASE("the nearest known word is suggested, and nothing far-fetched", "[scoring][nearest]") {
    auto [typed, suggested] = GENERATE(table<std::string, std::string>({
        {"tilte", "title"},
        {"titel", "title"},
        {"tile", "title"},
        {"titles", "title"},
        {"title", "title"},
        {"tiiitle", "title"},
        {"tattoo", ""},
        {"", ""},
        {"xy", ""},
        {"lve", "live"},
    }));
    CAPTURE(typed);
    CHECK(nearest(typed, {"level", "live", "title", "brief"}) == suggested);
}
