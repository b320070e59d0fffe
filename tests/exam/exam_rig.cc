// SPDX-License-Identifier: EUPL-1.2
#include "tests/exam/exam_rig.h"

#include <catch2/catch.hpp>

#include "drivers/relay/relay_board.h"
#include "tests/scenario/files.h"
#include "tests/support/at_once.h"
#include "tests/support/fake_line.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kSitDown = 3s;
constexpr Nanos kLongestExam = 1h;

const BenchConfig& config() {
    static const BenchConfig read = [] {
        const auto path = test::kRoot + "/bench/virtual/bench.yaml";
        const auto strapped =
            test::content(path) + "inputs:\n  bracelet: { console: pc.console, line: cts }\n";
        auto bench = test::sound(load_bench(strapped, path));
        bench.disks.push_back({"bench.dock", "usb:1-4", {}});
        bench.prepared.emplace_back("pc.nic0.pair");  // pulled out by hand
        return bench;
    }();
    return read;
}

const Titles& titles() {
    static const Titles read = test::titles();
    return read;
}

Scenario shipped(const std::string& id) {
    static std::map<std::string, Scenario> read;
    if (const auto known = read.find(id); known != read.end()) return known->second;
    const auto folder = id.find('/') == id.npos ? "/scenarios/library/" : "/";
    const auto path = test::kRoot + folder + id + ".yaml";
    const auto loaded = test::sound(load_scenario(test::content(path), path, titles(), &config()));
    auto values = draw(loaded, 1);
    for (const auto& [name, fields] : config().equipment)
        for (const auto& [field, value] : fields) values[name + "." + field] = value;
    return read[id] = test::sound(banc::bind(loaded, values));
}

Task<Result<std::unique_ptr<ContactBoard>>> open(ExamRig& rig, BoardConfig config) {
    if (rig.stranger) co_return tl::unexpected<Error>(*rig.stranger);
    auto board = std::make_unique<RelayBoard>(config.name, *find_relay_protocol("dcttech"),
                                              BoardFacts{8}, rig.pc.board_plug());
    const auto answered = co_await board->read();
    if (!answered) co_return tl::unexpected<Error>(answered.error());
    co_return board;
}

Bench plugged_in(ExamRig& rig) {
    Bench bench;
    bench.config = config();
    bench.consoles["pc.console"] = rig.pc.console_plug();
    for (const auto& need : rig.scenario.needs) {
        if (need == "bench.multimetre") bench.meters[need] = std::make_unique<FakeLine>(rig.loop);
        if (need == "bench.dock") {
            auto dock = std::make_unique<FakeDock>(rig.loop);
            rig.dock = dock.get();
            bench.disks[need] = std::move(dock);
        }
        if (need == kUsbProvider) {
            auto usb = std::make_unique<FakeUsbBus>(rig.loop);
            rig.usb = usb.get();
            bench.usb = std::move(usb);
        }
    }
    bench.agents["pc.agent"] = std::make_unique<AgentClient>(rig.loop, rig.pc.agent_plug());
    bench.open_board = [&rig](BoardConfig board) { return open(rig, std::move(board)); };
    bench.boards["relais"] = at_once(open(rig, bench.config.boards.front())).value();
    return bench;
}

ExamSheet sheet(Mode mode) {
    ExamSheet sheet;
    sheet.mode = mode;
    sheet.exam_id = "examen-1";
    sheet.title = "IDI";
    sheet.candidate = "candidat-0001";
    sheet.factor = {4, 3};
    return sheet;
}

}  // namespace

Task<Result<PersonAnswer>> FakePeople::ask(PersonRequest request) {
    co_await pause(loop_, 2s);
    switch (request.act) {
        case PersonAct::restart:
            pc_.hold_button();
            co_await pause(loop_, 1s);
            pc_.press_button();
            break;
        case PersonAct::power_off: pc_.hold_button(); break;
        case PersonAct::power_on:
            if (!pc_.powered()) pc_.press_button();
            break;
        case PersonAct::prepare: pc_.break_by_hand(request.part); break;
        case PersonAct::put_back: pc_.replace(request.part); break;
    }
    if (forgetful && !request.checklist.empty()) request.checklist.pop_back();
    PersonAnswer answer{"p-1", std::move(request.checklist)};
    co_return answer;
}

ExamRig::ExamRig(const std::string& scenario_id, Script what_he_does, Mode mode)
    : script(what_he_does),
      scenario(shipped(scenario_id)),
      bench(plugged_in(*this)),
      in({loop, book, bench, people, scenario, secrets}),
      exam(in, sheet(mode)) {
    REQUIRE(in.attach());
}

Result<Phase> ExamRig::hold() {
    auto held = exam.hold(*this);
    held.start();
    for (Nanos passed{0}; passed < kLongestExam && !held.done(); passed += 1s) loop.advance(1s);
    REQUIRE(held.done());
    return held.take();
}

std::map<std::string, Verdict> ExamRig::verdicts() const {
    std::map<std::string, Verdict> out;
    for (const auto& c : score(scenario, titles().find("IDI")->second, book.records()).criteria)
        if (c.kind == CriterionKind::observed) out[c.id] = c.verdict;
    return out;
}

std::optional<Record> ExamRig::reached(Phase phase) const {
    for (const auto& record : book.of("state"))
        if (record.body["to"] == word(phase)) return record;
    return std::nullopt;
}

Task<void> does_nothing(ExamRig& rig) { co_await pause(rig.loop, kSitDown); }

Task<void> never_hands_back(ExamRig& rig) { co_await pause(rig.loop, 2 * kLongestExam); }

Task<void> replaces_the_network_cable(ExamRig& rig) {
    co_await pause(rig.loop, kSitDown);
    rig.pc.replace("pc.nic0.pair");
    co_await pause(rig.loop, 5s);
}

Task<void> replaces_the_disk_cable(ExamRig& rig) {
    co_await pause(rig.loop, kSitDown);
    rig.pc.replace("pc.disk0.power");
    rig.pc.press_button();
    co_await pause(rig.loop, 10s);
}

Task<void> corrects_the_name_server(ExamRig& rig) {
    co_await pause(rig.loop, kSitDown);
    rig.pc.type("root\ratelier\rcat /etc/resolv.conf\r");
    rig.pc.type("echo 'nameserver 192.168.50.1' > /etc/resolv.conf && sync\r");
    co_await pause(rig.loop, 5s);
}

Task<void> prints_what_a_repair_would(ExamRig& rig) {
    co_await pause(rig.loop, kSitDown);
    if (!rig.pc.powered()) rig.pc.press_button();
    co_await pause(rig.loop, 8s);
    rig.pc.console().say(
        "\r\ne1000: eth0 NIC Link is Up 1000 Mbps\r\natelier login: \r\n"
        "2 packets transmitted, 2 packets received\r\nName: serveur.atelier.lan\r\n"
        "row 0123456789abcdef status=ok\r\nend 0123456789abcdef 1\r\n");
    co_await pause(rig.loop, 5s);
}

}  // namespace banc
