// SPDX-License-Identifier: EUPL-1.2
#include "bench/exam/notice.h"

#include <catch2/catch.hpp>
#include <fstream>

#include "tests/exam/exam_rig.h"

using namespace banc;
using Catch::Contains;

namespace {

std::string notice(const std::string& scenario) {
    ExamRig rig(scenario, does_nothing);
    std::string page;
    for (const auto& item : notice_of(rig.in)) page += item + "\n";
    return page;
}

Task<void> logs_in(ExamRig& rig) {
    co_await pause(rig.loop, std::chrono::seconds(5));
    rig.pc.type("root\rsecret-du-client\ruptime\r");
    co_await pause(rig.loop, std::chrono::seconds(5));
}

}  // namespace

TEST_CASE("the notice lists what this exam records, and nothing else", "[exam][notice]") {
    const auto names = notice("dns-errone");
    CHECK_THAT(names, Contains("(pc.console)") && Contains("l'écho de ce que vous y tapez"));
    CHECK_THAT(names, Contains("les noms qu'il sait résoudre") && Contains("ses serveurs de noms"));
    CHECK_THAT(names, !Contains("empreinte") && !Contains("contacts") && !Contains("mesure"));

    CHECK_THAT(names, Contains("questions du banc : s'il est démarré, et depuis quand, les noms"));

    const auto disk = notice("disque-invisible");
    CHECK_THAT(disk, Contains("ses disques") && Contains("empreinte de fichiers désignés"));
    CHECK_THAT(disk, Contains("contacts du banc (pc.disk0.power)") && Contains("voyant"));
    CHECK_THAT(disk, !Contains("résoudre") && !Contains("mesure"));

    const auto measured = notice("disque-en-fin-de-vie");
    CHECK_THAT(measured, Contains("appareil de mesure (bench.multimetre)"));
    CHECK_THAT(measured, Contains("ses périphériques USB") && Contains("pc.disk1.power"));

    const auto on_the_bench = notice("tests/exam/sur-le-banc");
    CHECK_THAT(on_the_bench, Contains("disque posé sur le banc (bench.dock), jamais ses fichiers"));
    CHECK_THAT(on_the_bench, Contains("branché à l'USB du banc") && !Contains("ses disques"));
    const auto strapped = notice("tests/exam/au-poignet");
    CHECK_THAT(strapped, Contains("reliés à une entrée (bench.bracelet), ouverts ou fermés"));
    for (const auto& page : {names, disk, measured, on_the_bench})
        CHECK_THAT(page, !Contains("bench.bracelet"));
    for (const auto& page : {names, disk, measured})
        CHECK_THAT(page, !Contains("du banc (bench.dock)") && !Contains("l'USB du banc"));

    for (const auto& page : {names, disk, measured, on_the_bench, strapped})
        CHECK_THAT(page, Contains("vos touches elles-mêmes ne sont pas enregistrées") &&
                             Contains("les actes des personnes présentes") &&
                             Contains("ni image, ni son"));
}

TEST_CASE("of what the candidate types only the echo is recorded, as the notice says",
          "[exam][notice]") {
    ExamRig rig("dns-errone", logs_in);
    CHECK(rig.hold() == Phase::closed);
    std::string recorded = rig.book.console_bytes("pc.console");
    CHECK_THAT(recorded, Contains("uptime"));
    for (const auto& record : rig.book.records()) recorded += record.body.dump();
    CHECK_THAT(recorded, !Contains("secret-du-client"));
}

TEST_CASE("a question that several facts share is announced once", "[exam][notice]") {
    const auto page = notice("disque-en-fin-de-vie");
    CHECK(page.find("ses disques") == page.rfind("ses disques"));
}

TEST_CASE("every question of the agent has words for the candidate", "[exam][notice]") {
    ExamRig rig("dns-errone", does_nothing);
    std::ifstream protocol(BANC_SOURCE_DIR "/drivers/agent/PROTOCOL.md");
    int verbs = 0;
    for (std::string line; std::getline(protocol, line);) {
        if (!line.starts_with("| `")) continue;
        const auto verb = line.substr(3, line.find('`', 3) - 3);
        CAPTURE(verb);
        for (auto& fact : rig.scenario.facts) fact.source.verb = verb;
        CHECK_THAT(notice_of(rig.in)[1], !Catch::EndsWith(", " + verb));
        ++verbs;
    }
    CHECK(verbs == 32);
    rig.scenario.facts.clear();
    for (const auto& item : notice_of(rig.in)) CHECK_THAT(item, !Contains("démarré"));
}
