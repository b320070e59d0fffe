// SPDX-License-Identifier: EUPL-1.2
#include <set>

#include "tests/scenario/files.h"

using banc::test::content;
using banc::test::kRoot;
using banc::test::sound;

namespace {

banc::Scenario dns() {
    const auto path = kRoot + "/scenarios/library/dns-errone.yaml";
    return sound(banc::load_scenario(content(path), path, banc::test::titles(), nullptr));
}

const banc::Parameters kValues{{"faux_dns", "192.0.2.53"},
                               {"server.address", "192.168.50.1"},
                               {"server.name", "serveur.atelier.lan"}};

}  // namespace

TEST_CASE("a value takes the place of its name, and in a pattern it stands for itself",
          "[scenario]") {
    const auto bound = sound(banc::bind(dns(), kValues));
    CHECK_THAT(bound.inject[0].console->run, Catch::Contains("'nameserver 192.0.2.53'"));
    CHECK_THAT(bound.inject[0].console->undo, Catch::Contains("'nameserver 192.168.50.1'"));
    CHECK(bound.fact("noms_resolus")->source.verb == "resolve serveur.atelier.lan");
    CHECK(bound.fact("bon_serveur")->source.has == "server == 192.168.50.1");
    CHECK(bound.fact("teste_l_adresse")->source.pattern ==
          R"(bytes from 192\.168\.50\.1|packets transmitted)");
    CHECK(bound.source == dns().source);
}

TEST_CASE("a name without a value is an error at the fact that uses it", "[scenario]") {
    auto values = kValues;
    values.erase("server.address");
    const auto bound = banc::bind(dns(), values);
    REQUIRE_FALSE(bound);
    std::set<int> lines;
    for (const auto& error : bound.error()) {
        CHECK_THAT(error.what.en, Catch::Contains("\"${server.address}\" has no value"));
        lines.insert(error.place.line);
    }
    CHECK(lines.size() == 4);  // the undo and three facts
}

TEST_CASE("the same seed draws the same values, and seeds reach all of them", "[scenario]") {
    const auto scenario = dns();
    CHECK(banc::draw(scenario, 7) == banc::draw(scenario, 7));
    std::set<std::string> seen;
    for (std::uint64_t seed = 0; seed < 50; ++seed)
        seen.insert(banc::draw(scenario, seed).at("faux_dns"));
    CHECK(seen == std::set<std::string>{"192.0.2.53", "192.0.2.153", "198.51.100.53"});
}

TEST_CASE("the draw is SplitMix64, on any machine", "[scenario]") {
    banc::Scenario scenario;
    for (int i = 0; i < 1000; ++i) {
        scenario.parameters["a"].push_back(std::to_string(i));
        scenario.parameters["b"].push_back(std::to_string(i));
    }
    // The generator's first two numbers for seed 0 are 0xE220A8397B1DCDAF and 0x6E789E6AA1B965F4.
    const auto drawn = banc::draw(scenario, 0);
    CHECK(drawn.at("a") == std::to_string(0xE220A8397B1DCDAFU % 1000));
    CHECK(drawn.at("b") == std::to_string(0x6E789E6AA1B965F4U % 1000));
}
