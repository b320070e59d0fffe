// SPDX-License-Identifier: EUPL-1.2
// What the drivers of a real bench read when recorded pieces are all there is.
#include "bench/rehearsal/recorded_bench.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "bench/core/manual_loop.h"
#include "tests/scenario/files.h"
#include "tests/support/scratch_folder.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

namespace fs = std::filesystem;
const std::string kPieces = test::kRoot + "/scenarios/pieces";

BenchConfig config() { return test::sound(load_bench(test::content(kPieces + "/bench.yaml"), "")); }

std::vector<std::string> all_sources() {
    std::vector<std::string> sources;
    for (const auto& entry : fs::directory_iterator(kPieces))
        if (entry.is_directory()) sources.push_back(entry.path().filename().string());
    return sources;
}

// A bench with everything on it, and time.
struct Rig {
    explicit Rig(const std::string& folder = kPieces) : recorded(loop, folder) {}

    template <class T>
    T finish(Task<T> task) {
        task.start();
        for (int ms = 0; ms < 5'000 && !task.done(); ++ms) loop.advance(1ms);
        REQUIRE(task.done());
        return task.take();
    }
    Result<void> show(const std::string& piece) { return recorded.show(PieceName{piece}); }

    ManualLoop loop;
    RecordedBench recorded;
    Bench bench = recorded.plug_in(config(), all_sources());
};

}  // namespace

TEST_CASE("every piece that is shipped can be played", "[rehearsal]") {
    Rig rig;
    int count = 0;
    for (const auto& source : all_sources())
        for (const auto& entry : fs::directory_iterator(kPieces + "/" + source)) {
            CAPTURE(entry.path());
            CHECK(rig.show(source + "/" + entry.path().filename().string()));
            ++count;
        }
    CHECK(count >= 20);
}

TEST_CASE("a recorded agent answers under the nonce of the day, or not at all", "[rehearsal]") {
    Rig rig;
    auto& agent = *rig.bench.agents.at("pc.agent");
    REQUIRE(rig.show("pc.agent/ventilateur-non-lu"));
    const auto said = rig.finish(agent.ask("sensors fan1", 2s));
    REQUIRE(said);
    CHECK(said->rows.at(0).at("rpm") == "0");
    CHECK(said->nonce != "4f1c9a02b7d3e501");
    CHECK(rig.finish(agent.ask("memory", 2s)).error().code == Errc::timeout);
    REQUIRE(rig.show("pc.agent/eteint"));
    CHECK(rig.finish(agent.ask("hello", 2s)).error().code == Errc::timeout);
}

TEST_CASE("two questions at once get both their recorded answers", "[rehearsal]") {
    Rig rig;
    auto& agent = *rig.bench.agents.at("pc.agent");
    REQUIRE(rig.show("pc.agent/ventilateur-lu"));
    auto fan = agent.ask("sensors fan1", 2s);
    auto heat = agent.ask("sensors temp1", 2s);
    fan.start();
    const auto celsius = rig.finish(std::move(heat));
    REQUIRE(fan.done());
    CHECK(fan.take()->rows.at(0).at("rpm") == "1180");
    CHECK(celsius->rows.at(0).at("celsius") == "41");
}

TEST_CASE("a recorded dock is read as a disk is, or is empty", "[rehearsal]") {
    Rig rig;
    auto& dock = *rig.bench.disks.at("bench.dock");
    REQUIRE(rig.show("bench.dock/ssd-use"));
    CHECK(rig.finish(dock.sample(2s)).value()->serial == "BA-SSD-0417");
    REQUIRE(rig.show("bench.dock/vide"));
    CHECK_FALSE(rig.finish(dock.sample(2s)).value());
}

TEST_CASE("a recorded contact bounces, and moves no other line", "[rehearsal]") {
    Rig rig;
    auto& console = *rig.bench.consoles.at("pc.console");
    std::vector<bool> seen;
    console.listen({{}, [&](ModemSignals now, Instant) { seen.push_back(now.ri); }, {}});
    REQUIRE(rig.show("bench.bracelet/branche"));
    rig.loop.advance(20ms);
    CHECK(seen == std::vector{false, true, false, true, false, true});
    CHECK(console.signals() == ModemSignals{false, true, false, true});  // the cable is in
}

TEST_CASE("a recorded meter goes on, and changes with its piece", "[rehearsal]") {
    Rig rig;
    std::string said;
    rig.bench.meters.at("bench.multimetre")
        ->listen({[&](ByteView bytes, Instant) { said += to_string(bytes); }, {}, {}});
    REQUIRE(rig.show("bench.multimetre/rail-12v"));
    rig.loop.advance(10s);  // longer than the recording
    CHECK(std::ranges::count(said, '\n') == 41);
    said.clear();
    REQUIRE(rig.show("bench.multimetre/rail-mort"));
    rig.loop.advance(1s);
    CHECK(said.find("12.0") == said.npos);
    CHECK(said.starts_with("A0: 10.0 mV DC\n"));
}

TEST_CASE("a piece that is not there, or not to be read, is told at its place", "[rehearsal]") {
    const test::ScratchFolder folder;
    const auto write = [&](const std::string& name, const std::string& bytes) {
        fs::create_directories(fs::path(folder / name).parent_path());
        std::ofstream(folder / name) << bytes;
    };
    write("bench.voyant/allume", "0 1\n");
    write("bench.voyant/faux", "0 2\n");
    write("pc.agent/faux", "row 1 up=yes\n");
    write("pc.agent/sans-nonce", "ask  hello\n");
    write("pc.agent/nonce-court", "ask 4f1c hello\n");
    write("bench.dock/faux", "not a disk");
    Scenario scenario;
    scenario.needs = {"bench.voyant", "pc.agent", "bench.dock"};
    scenario.recorded.emplace();
    const auto [piece, says] = GENERATE(
        table<std::string, std::string>({{"bench.voyant/allumé", "unknown piece"},
                                         {"bench.voyant/faux", "unreadable line \"0 2\""},
                                         {"pc.agent/faux", "unreadable line \"row 1 up=yes\""},
                                         {"pc.agent/sans-nonce", "line \"ask  hello\""},
                                         {"pc.agent/nonce-court", "line \"ask 4f1c hello\""},
                                         {"bench.dock/faux", "bench.dock/faux"},
                                         {"bench.usb/cle", "\"bench.usb\" plays no piece"},
                                         {"bench.voyant/allume", ""}}));
    scenario.reference.resize(1);
    scenario.reference[0].piece = {piece, {"s.yaml", 7, 3}};
    const auto errors = mistakes_in_pieces(scenario, config(), folder.path());
    CAPTURE(piece);
    REQUIRE(errors.size() == (says.empty() ? 0U : 1U));
    if (says.empty()) return;
    CHECK_THAT(errors[0].line(Lang::en), Catch::StartsWith("s.yaml:7:3: "));
    CHECK_THAT(errors[0].line(Lang::en), Catch::Contains(says));
}
