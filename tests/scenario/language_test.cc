// SPDX-License-Identifier: EUPL-1.2
// What a scenario may say besides a fault and its repair: several repairs that are as good, hints,
// what endangers people, faults made by hand, rows of every title; and how one is begun.
#include <set>
#include <sstream>

#include "bench/scenario/copy.h"
#include "bench/scenario/honesty.h"
#include "bench/scenario/questions.h"
#include "tests/scenario/files.h"

using banc::test::content;
using banc::test::kRoot;
using banc::test::sound;
using namespace std::chrono_literals;

namespace {

banc::Scenario read(const std::string& text) {
    const auto bench = banc::test::virtual_bench();
    return sound(banc::load_scenario(text, "essai.yaml", banc::test::titles(), &bench));
}

// The sound file with one line of it replaced.
std::string with(const std::string& line, const std::string& instead) {
    auto text = content(kRoot + "/tests/scenario/good.yaml");
    const auto at = text.find(line);
    REQUIRE(at != text.npos);
    return text.replace(at, line.size(), instead);
}

using Keys = std::set<std::string>;

Keys as_set(const std::vector<std::string>& words) { return {words.begin(), words.end()}; }

// The words between backquotes, but for those between parentheses: these are values.
Keys keys_in(std::string text) {
    for (auto from = text.find('('); from != text.npos; from = text.find('('))
        text.erase(from, text.find(')', from) + 1 - from);
    Keys keys;
    for (auto from = text.find('`'); from != text.npos; from = text.find('`', from + 1)) {
        const auto word = text.substr(from + 1, text.find('`', from + 1) - from - 1);
        keys.insert(word.substr(0, word.find('=')));
        from += word.size() + 1;
    }
    return keys;
}

const std::string kCriterion =
    "  - { id: resolu, kind: observed, scores: { IDI: B1.3 }, when: at_end(lien) }\n";

banc::Expression parsed(const std::string& text) {
    static const banc::FactKind state = banc::FactKind::state;
    static const banc::FactKind event = banc::FactKind::event;
    const banc::Vocabulary vocabulary{[](std::string_view id) {
                                          return id.starts_with("s") ? &state : &event;
                                      },
                                      [] { return std::vector<std::string>{}; }};
    return sound(banc::parse_expression(text, vocabulary, {}));
}

}  // namespace

TEST_CASE("a criterion may accept several routes, each with its name", "[scenario]") {
    const auto scenario = read(with(kCriterion, R"(  - id: resolu
    kind: observed
    scores: { IDI: B1.3 }
    any_of:
      - { route: Rebranche, when: at_end(lien) }
      - { route: Change de prise, when: at_end(lien) and ever(perdu) }
)"));
    const auto& criterion = scenario.criteria.at(0);
    CHECK(criterion.routes == std::vector<std::string>{"Rebranche", "Change de prise"});
    REQUIRE(criterion.when);
    CHECK(criterion.when->op == banc::Op::any);
    CHECK(criterion.when->args.size() == 2);
}

// design.md §2.8: at least one term of a probe or of the bench.
TEST_CASE("an observed criterion may rest on what an instrument saw, not on it or a text",
          "[scenario]") {
    const std::string needs = "needs: [pc.nic0.pair, pc.console, pc.agent";
    const std::string fact = "  perdu: { event";
    auto text = with(needs, needs + ", bench.multimetre");
    text.replace(text.find(fact), 0,
                 "  mesure: { event: { meter: multimetre, between: [11.4 V, 12.6 V] } }\n");
    const auto refused = [&](const std::string& when) {
        auto measured = text;
        const std::string criterion = "when: at_end(lien) }";
        measured.replace(measured.find(criterion), criterion.size(), "when: \"" + when + "\" }");
        const auto bench = banc::test::virtual_bench();
        const auto read = banc::load_scenario(measured, "essai.yaml", banc::test::titles(), &bench);
        return read ? std::string() : read.error().front().what.en;
    };
    CHECK(refused("ever(mesure)").empty());
    CHECK(refused("after(mesure, perdu)").empty());
    CHECK_THAT(refused("before(perdu, mesure)"), Catch::Contains("no probe saw anything"));
    CHECK_THAT(refused("ever(mesure) or ever(perdu)"), Catch::Contains("no probe saw anything"));
    CHECK_THAT(refused("not ever(mesure) or ever(perdu)"), Catch::Contains("doing nothing"));
}

TEST_CASE("hints and safety are read as they are written", "[scenario]") {
    const auto scenario = read(
        with(kCriterion,
             kCriterion + "  - { id: gants, kind: judged, scores: { IDI: B1.4 }, critical: yes, "
                          "descriptors: [Bracelet] }\n"
                          "hints: [{ after: 2min, text: \"Voyez ${nom}\" }, { after: 5min, text: "
                          "Changez-le }]\n"));
    REQUIRE(scenario.hints.size() == 2);
    CHECK(scenario.hints[0].after == 2min);
    CHECK_FALSE(scenario.criteria[0].critical);
    CHECK(scenario.criteria[1].critical);
    auto values = banc::draw(scenario, 1);
    values["nic0.name"] = "eth0";
    CHECK(sound(banc::bind(scenario, values)).hints[0].text == "Voyez " + values["nom"]);
}

TEST_CASE("a criterion scores a row of every title, and tags a know-how of the job sheet",
          "[scenario]") {
    const auto scenario =
        read(with("{ IDI: B1.3 }",
                  "{ IDI: B1.3, ADRN: 5.5, TIP: 3.4, AMEB: A4, TAI: A4, RNCP24787: C1 }"));
    for (const auto& [code, title] : banc::test::titles()) {
        CAPTURE(code);
        if (title.nature == banc::Nature::job_sheet)
            CHECK_FALSE(scenario.rome.empty());
        else
            CHECK(scenario.competences(code).size() == 1);
    }
}

TEST_CASE("what a person prepares says which part, and what he ticks", "[scenario]") {
    auto text = with("  - open: pc.nic0.pair\n", R"(  - prepare:
      part: pc.ram1
      do: Retirez la deuxième barrette
      checklist: [PC débranché, Barrette dans sa boîte]
      undo: Remettez la deuxième barrette
    while: pc-off
)");
    text.replace(text.find("needs: ["), 8, "needs: [pc.ram1, ");
    const auto scenario = read(text);
    const auto& step = scenario.inject.at(0);
    REQUIRE(step.prepare);
    CHECK(step.prepare->part == "pc.ram1");
    CHECK(step.prepare->checklist.size() == 2);
    CHECK(step.while_pc_off());
    CHECK_FALSE(scenario.inject.at(1).while_pc_off());
}

TEST_CASE("blank lines between commands are no commands", "[scenario]") {
    CHECK(banc::commands_of("a b\n\n  \nc\n") == std::vector<std::string>{"a b", "c"});
    CHECK(banc::commands_of("date") == std::vector<std::string>{"date"});
}

TEST_CASE("an expression that contradicts itself can never be true", "[scenario]") {
    for (const auto* text :
         {"at_end(s) and absent(s)", "ever(e) and never(e)", "at_end(s) and never(s)",
          "count(e) >= 3 and count(e) <= 2", "after(e, f) and never(f)", "for(s, 5s) and never(s)",
          "count(e) == 2 and count(e) == 3", "at_end(s) and not (at_end(s) or ever(e))"}) {
        CAPTURE(text);
        CHECK_FALSE(banc::can_be_true(parsed(text)));
    }
    for (const auto* text :
         {"ever(s) and absent(s)", "before(e, f) and never(f)", "count(e) >= 2 and count(e) <= 2",
          "at_end(s) or never(s)", "not (ever(e) and never(e))", "not for(s, 5s) and at_end(s)"}) {
        CAPTURE(text);
        CHECK(banc::can_be_true(parsed(text)));
    }
}

TEST_CASE("one expression implies another when no course of events tells them apart",
          "[scenario]") {
    CHECK(banc::implies(parsed("at_end(s) and at_end(s2)"), parsed("at_end(s)")));
    CHECK(banc::implies(parsed("at_end(s)"), parsed("ever(s) or absent(s)")));
    CHECK(banc::implies({}, parsed("at_end(s) or not at_end(s)")));
    CHECK_FALSE(banc::implies(parsed("at_end(s)"), parsed("at_end(s) and ever(e)")));
    CHECK_FALSE(banc::implies(parsed("at_end(s)"), parsed("for(s, 5s)")));
    CHECK_FALSE(banc::implies({}, parsed("at_end(s)")));
}

// The symptom says that `debout` stands and that `lien` does not; of `autre` it says nothing.
TEST_CASE("what doing nothing meets is what the symptom leaves, and no more", "[scenario]") {
    const auto text =
        with("  perdu: { event",
             "  debout: { state: { agent: hello, has: up == yes }, moment: test }\n"
             "  autre: { state: { agent: \"resolve ${nom}\", has: status == ok }, moment: test }\n"
             "  perdu: { event");
    auto scenario = read(text);
    const banc::Vocabulary vocabulary{[&](std::string_view id) {
                                          const auto* fact = scenario.fact(id);
                                          return fact == nullptr ? nullptr : &fact->kind;
                                      },
                                      [] { return std::vector<std::string>{}; }};
    const auto expression = [&](const std::string& when) {
        return sound(banc::parse_expression(when, vocabulary, {}));
    };
    scenario.symptom = expression("perdu and debout and not (lien or not debout)");
    for (const auto* nothing :
         {"at_end(debout)", "ever(debout)", "for(debout, 10min)", "within(debout, 1s)",
          "before(debout, lien)", "before(debout, perdu)", "not lien", "absent(lien) and debout",
          "autre or debout", "autre or not autre", "never(perdu)", "absent(autre)",
          "debout and count(perdu) <= 2", "debout and not after(lien, debout)"}) {
        CAPTURE(nothing);
        CHECK(banc::met_by_nothing(expression(nothing), scenario));
    }
    for (const auto* something :
         {"at_end(lien)", "autre", "not autre", "ever(perdu)", "before(lien, perdu)",
          "before(perdu, lien)", "after(lien, perdu)", "debout and lien", "debout and autre",
          "debout and not autre", "not debout", "count(perdu) >= 1 or lien",
          "after(debout, lien)"}) {
        CAPTURE(something);
        CHECK_FALSE(banc::met_by_nothing(expression(something), scenario));
    }
}

TEST_CASE("a scenario begun from another one keeps its words and not its proof", "[scenario]") {
    const auto source = content(kRoot + "/scenarios/library/dns-errone.yaml");
    auto commented = source;
    commented.replace(commented.find("version: 1"), 10, "version: 7   # relu en mars");
    const auto copy = banc::copied_as("dns-muet", commented);
    const auto scenario = read(copy);
    CHECK(scenario.id == "dns-muet");
    CHECK(scenario.version == 1);
    CHECK(scenario.proof == "human");
    CHECK_THAT(copy, Catch::Contains("# relu en mars"));
    CHECK(copy.substr(copy.find("\nrome:")) == source.substr(source.find("\nrome:")));
}

TEST_CASE("the agent is asked the verbs of its protocol, and nothing else", "[scenario]") {
    std::istringstream page(content(kRoot + "/drivers/agent/PROTOCOL.md"));
    const std::string row = "| `";
    int verbs = 0;
    for (std::string line; std::getline(page, line);) {
        if (!line.starts_with(row)) continue;
        const auto end = line.find('`', row.size());
        const auto verb = line.substr(row.size(), end - row.size());
        const auto cell = line.substr(end + 3, line.find('|', end + 3) - end - 3);
        const auto argument = cell == " " ? "" : cell.substr(1);
        const bool needed = !argument.empty() && !argument.starts_with("[");
        CAPTURE(verb, argument);
        CHECK(banc::check_question(verb).has_value() != needed);
        const auto asked = verb + (verb == "sectors" ? " sda 0 8" : " /x");
        CHECK(banc::check_question(asked).has_value() == !argument.empty());
        CHECK(banc::check_question(verb + " x").has_value() ==
              (!argument.empty() && verb != "sectors" && argument != "absolute path "));
        const auto rows = line.find('|', end + 3) + 1;
        const auto told = keys_in(line.substr(rows, line.find('|', rows) - rows));
        if (told != Keys{"link"}) CHECK(as_set(banc::answered(asked).keys) == told);
        ++verbs;
    }
    CHECK(verbs == 32);
    CHECK_FALSE(banc::check_question("smart"));
    CHECK(banc::answered("nics").keys == banc::answered("link eth0").keys);
}

TEST_CASE("a path of another system, or one still to be drawn, is a path", "[scenario]") {
    for (const auto* path : {"/a b", "C:\\a", "${file}"})
        CHECK(banc::check_question("hash " + std::string(path)));
    for (const auto* path : {"", "a", "~/a", "./a", "C:a", "C:"})
        CHECK_FALSE(banc::check_question("file " + std::string(path)));
}

TEST_CASE("what the bench sees itself has the keys that scenarios/README.md names", "[scenario]") {
    const auto page = content(kRoot + "/scenarios/README.md");
    const std::vector<std::pair<std::string, std::string>> kinds{{"**Rows.** USB:", "usb"},
                                                                 {"A disk:", "disk"},
                                                                 {"An input:", "input"}};
    for (const auto& [mark, instrument] : kinds) {
        CAPTURE(instrument);
        const auto from = page.find(mark);
        REQUIRE(from != page.npos);
        CHECK(keys_in(page.substr(from, page.find('.', from + mark.size()) - from)) ==
              as_set(banc::seen_by_the_bench(instrument).keys));
    }
}
