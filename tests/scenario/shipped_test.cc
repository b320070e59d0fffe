// SPDX-License-Identifier: EUPL-1.2
#include <filesystem>

#include "tests/scenario/files.h"

using namespace std::chrono_literals;
using banc::Mode;
using banc::test::content;
using banc::test::kRoot;
using banc::test::sound;

namespace {

banc::Scenario shipped(const std::string& id) {
    const auto path = kRoot + "/scenarios/library/" + id + ".yaml";
    const auto bench = banc::test::bench_for(content(path));
    return sound(banc::load_scenario(content(path), path, banc::test::titles(), &bench));
}

}  // namespace

TEST_CASE("every shipped scenario loads on its bench and is named after its file", "[scenario]") {
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(kRoot + "/scenarios/library")) {
        if (entry.path().extension() != ".yaml") continue;
        const auto scenario = shipped(entry.path().stem().string());
        CHECK(scenario.id == entry.path().stem().string());
        CHECK(scenario.source == content(entry.path().string()));
        ++count;
    }
    CHECK(count >= 45);
}

TEST_CASE("disque-invisible is read as it is written", "[scenario]") {
    const auto scenario = shipped("disque-invisible");
    CHECK(scenario.version == 1);
    CHECK(scenario.level == 1);
    CHECK(scenario.duration == 15min);
    CHECK(scenario.modes == std::vector{Mode::ecf, Mode::mock, Mode::training});
    CHECK(scenario.needs == std::vector<std::string>{"pc.disk0.power", "pc.console", "pc.agent"});
    CHECK(scenario.competences("IDI") == std::vector<std::string>{"B1", "B3"});
    CHECK(scenario.competences("ROME-I1401").empty());

    REQUIRE(scenario.inject.size() == 1);
    REQUIRE(scenario.inject[0].open);
    CHECK(scenario.inject[0].open->line == "pc.disk0.power");
    CHECK(scenario.inject[0].open->during == banc::While::pc_off);

    const auto* disk = scenario.fact("disque_present");
    REQUIRE(disk != nullptr);
    CHECK(disk->kind == banc::FactKind::state);
    CHECK(disk->source.provider == "pc.agent");
    CHECK(disk->source.verb == "disks");
    CHECK(disk->source.has == "serial == ${disk0.serial}");
    CHECK(disk->gone_when == "pas_d_amorce");
    CHECK(disk->moment == banc::Moment::recovery);
    CHECK(scenario.fact("rien") == nullptr);

    CHECK(scenario.symptom_within == 40s);
    CHECK(scenario.final_check.restart);
    CHECK(scenario.reset.reset_class == "R2");
    REQUIRE(scenario.criteria.size() == 6);
    CHECK(scenario.criteria[0].kind == banc::CriterionKind::observed);
    CHECK(scenario.criteria[0].scores.at("IDI") == "B1.3");
    CHECK(scenario.criteria[0].when->op == banc::Op::all);
    CHECK(scenario.criteria[4].kind == banc::CriterionKind::judged);
    CHECK_FALSE(scenario.criteria[4].when);
    CHECK(scenario.criteria[4].descriptors.size() == 1);

    CHECK(scenario.reference.size() == 8);
    CHECK(scenario.reference[3].hands == "replace pc.disk0.power");
    CHECK(scenario.reference[4].pause == 1s);
    CHECK(scenario.untouched.empty());
    CHECK(scenario.wrong.size() == 2);
    CHECK(scenario.forger.size() == 6);
}

TEST_CASE("the fault of dns-errone is typed and undone at the console", "[scenario]") {
    const auto scenario = shipped("dns-errone");
    REQUIRE(scenario.inject.size() == 1);
    REQUIRE(scenario.inject[0].console);
    CHECK(scenario.inject[0].console->console == "pc.console");
    CHECK_THAT(scenario.inject[0].console->run, Catch::Contains("${faux_dns}"));
    CHECK_THAT(scenario.inject[0].console->undo, Catch::Contains("${server.address}"));
    CHECK(scenario.parameters.at("faux_dns").size() == 3);
    CHECK(scenario.fact("lit_la_configuration")->source.provider == "pc.console");
}

TEST_CASE("the ports of a hub are contacts, and only those that lines name are its bench's",
          "[scenario]") {
    const auto bench = banc::load_bench(
        "bench: poste-1\nboards:\n  clavier: { model: usb-hub, at: { serial: \"usb:1-4\" } }\n"
        "lines:\n"
        "  pc.stick.vbus: { contact: clavier/4, healthy: powered, voltage: TBTS, min_dwell: 1s, "
        "min_gap: 1s, orphan: rest, energises: no }\n"
        "  pc.keyboard.vbus: { contact: clavier/2, healthy: powered, voltage: TBTS, min_dwell: 1s, "
        "min_gap: 1s, orphan: rest, energises: no }\n",
        "poste1.yaml");
    REQUIRE(bench);
    CHECK(banc::is_hub(bench->boards[0]));
    CHECK(bench->boards[0].contacts == std::vector{2, 4});
    CHECK(bench->board("clavier") == &bench->boards[0]);
    CHECK(bench->board("relais") == nullptr);
}

TEST_CASE("the virtual bench is read as it is written", "[scenario]") {
    const auto bench = banc::test::virtual_bench();
    CHECK(bench.name == "poste-virtuel");
    CHECK(bench.equipment.at("disk0").at("serial") == "BE-SYS-0001");
    REQUIRE(bench.boards.size() == 1);
    CHECK(bench.boards[0].model == "dcttech-usbrelay8");
    CHECK(bench.boards[0].at.socket == "board-relais");
    REQUIRE(bench.consoles.size() == 1);
    CHECK(bench.consoles[0].power_led == "dsr");
    CHECK(bench.consoles[0].prompt == "[$#] $");
    CHECK(bench.consoles[0].tty.baud == 115200);
    CHECK(bench.agents[0].name == "pc.agent");

    const auto* disk = bench.line("pc.disk0.power");
    REQUIRE(disk != nullptr);
    CHECK(disk->board == "relais");
    CHECK(disk->channel == 1);
    CHECK(disk->min_dwell == 1s);
    CHECK(disk->orphan.hold == 20s);
    CHECK_FALSE(disk->orphan.rest_at_once);
    CHECK_FALSE(disk->max_on);
    const auto* button = bench.line("pc.power.button");
    REQUIRE(button != nullptr);
    CHECK(button->orphan.rest_at_once);
    CHECK(button->energises);
    CHECK(button->max_on == 6s);
    CHECK(bench.line("pc.nothing") == nullptr);
}

TEST_CASE("every mode has a word and every word its mode", "[scenario]") {
    for (const auto mode : {Mode::official, Mode::ecf, Mode::mock, Mode::training})
        CHECK(banc::mode_from(banc::word(mode)) == mode);
    CHECK_FALSE(banc::mode_from("exam"));
}

TEST_CASE("the example of scenarios/README.md is a sound scenario", "[scenario]") {
    const auto example = banc::test::example_of_the_readme();
    auto bench = banc::test::virtual_bench();
    bench.disks.push_back({"bench.dock", "usb:1-4", {}});  // it has none: its disks are in its PC
    bench.inputs.push_back({"bench.boitier", "pc.console", "cts", true, {}, {}});
    CHECK(sound(banc::load_scenario(example, "README.md", banc::test::titles(), &bench)).id ==
          "cordon-coupe");
}
