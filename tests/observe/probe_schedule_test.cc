// SPDX-License-Identifier: EUPL-1.2
// Each question at its own pace, and what every kind of answer is worth.
#include "bench/observe/probe_round.h"
#include "tests/observe/watch_rig.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

// Answers each verb after its own time; a negative one: never.
class Answering final : public Respondent {
public:
    explicit Answering(Loop& loop) : loop_(loop) {}

    Task<Result<AgentAnswer>> ask(std::string request, Nanos deadline) override {
        asked[request].push_back(loop_.now().since_boot);
        const Nanos needs = takes[request];
        const bool silent = needs < 0s || needs > deadline;
        const Instant from = loop_.now();
        const Nanos lasts = silent ? deadline : needs;
        co_await pause(loop_, lasts);
        if (silent) co_return fail(Errc::timeout, text("muet", "mute"));
        if (request == refuses) co_return fail(Errc::refused, text("non", "no"));
        AgentAnswer answer{"0123456789abcdef", {{{"status", "ok"}}}, from, loop_.now()};
        co_return answer;
    }

    std::map<std::string, Nanos> takes;
    std::string refuses;
    std::map<std::string, std::vector<Nanos>> asked;

private:
    Loop& loop_;
};

Fact of_the_dock() {
    auto fact = state("dock", "smart", "status == ok");
    fact.source.provider = "bench.dock";
    return fact;
}

struct ScheduleRig : WatchRig {
    explicit ScheduleRig(std::vector<Fact> facts) : WatchRig(std::move(facts)) {}

    void watch_for(Nanos time) {
        const Running watching(
            [](ProbeRound& asked) -> Task<void> { co_await asked.watch(); }(round));
        loop.advance(time);
    }
    Json last_probe() { return book.of("probe").back().body; }

    Answering pc{loop};
    Answering dock{loop};
    ProbeRound round{loop, book, scenario, {{"pc.agent", &pc}, {"bench.dock", &dock}}};
};

}  // namespace

TEST_CASE("each question has its own pace, and a scenario may say another", "[observe][probe]") {
    auto often = state("c", "hash /b", "status == ok");
    often.source.pace.every = 5s;
    ScheduleRig rig({state("a", "link eth0", "status == ok"), state("b", "hash /a", "status == ok"),
                     often, of_the_dock()});
    rig.watch_for(59s);
    CHECK(rig.pc.asked["link eth0"].size() == 30);
    CHECK(rig.pc.asked["hash /a"].size() == 6);
    CHECK(rig.pc.asked["hash /b"].size() == 12);
    CHECK(rig.dock.asked["smart"].size() == 6);
    CHECK(rig.dock.asked["hello"].empty());  // nobody knocks at a disk
}

TEST_CASE("slow questions never starve the others, nor each other", "[observe][probe]") {
    ScheduleRig rig({state("a", "resolve a", "status == ok"),
                     state("b", "resolve b", "status == ok"),
                     state("c", "link eth0", "status == ok")});
    rig.pc.takes["resolve a"] = 3s;
    rig.pc.takes["resolve b"] = 3s;
    rig.watch_for(60s);
    CHECK(rig.pc.asked["resolve a"].size() >= 7);
    CHECK(rig.pc.asked["resolve b"].size() >= 7);
    const auto& cheap = rig.pc.asked["link eth0"];
    for (std::size_t i = 1; i < cheap.size(); ++i) CHECK(cheap[i] - cheap[i - 1] <= 6s);
}

TEST_CASE("a disk that hangs holds up no question to the PC", "[observe][probe]") {
    ScheduleRig rig({state("a", "link eth0", "status == ok"), of_the_dock()});
    rig.dock.takes["smart"] = -1s;
    rig.watch_for(30s);
    const auto& cheap = rig.pc.asked["link eth0"];
    for (std::size_t i = 1; i < cheap.size(); ++i) CHECK(cheap[i] - cheap[i - 1] < 3s);
    for (const auto& record : rig.book.of("probe"))
        if (record.body["agent"] == "bench.dock") CHECK(record.body["states"].empty());
}

TEST_CASE("an answer is worth what it says, and no answer is worth nothing", "[observe][probe]") {
    const auto purpose = GENERATE(Purpose::healthy, Purpose::symptom, Purpose::watch,
                                  Purpose::final, Purpose::reset);
    CAPTURE(word(purpose));
    ScheduleRig rig({state("a", "disks", "status == ok"), state("b", "disks", "status == bad")});
    REQUIRE(rig.finish(rig.round.ask_all(purpose)));
    CHECK(rig.last_probe()["status"] == "answered");
    CHECK(rig.last_probe()["states"] == Json{{"a", true}, {"b", false}});
    rig.pc.refuses = "disks";
    REQUIRE(rig.finish(rig.round.ask_all(purpose)));
    CHECK(rig.last_probe()["status"] == "refused");
    CHECK(rig.last_probe()["states"].empty());
    rig.pc.takes["disks"] = -1s;
    REQUIRE(rig.finish(rig.round.ask_all(purpose)));
    CHECK(rig.last_probe()["status"] == "silent");
    CHECK(rig.last_probe()["states"].empty());
    rig.pc.refuses = "";
    rig.pc.takes["hello"] = -1s;  // the PC is off
    const auto before = rig.pc.asked["disks"].size();
    REQUIRE(rig.finish(rig.round.ask_all(purpose)));
    CHECK(rig.last_probe()["status"] == "silent");
    CHECK(rig.last_probe()["states"].empty());
    CHECK(rig.pc.asked["disks"].size() == before);
}

TEST_CASE("where it counts, a question that stays silent is asked once more", "[observe][probe]") {
    const auto [purpose, times] = GENERATE(table<Purpose, std::size_t>({{Purpose::healthy, 2},
                                                                        {Purpose::symptom, 2},
                                                                        {Purpose::final, 2},
                                                                        {Purpose::reset, 2},
                                                                        {Purpose::watch, 1}}));
    CAPTURE(word(purpose));
    ScheduleRig rig({state("a", "disks", "status == ok")});
    rig.pc.takes["disks"] = -1s;
    REQUIRE(rig.finish(rig.round.ask_all(purpose)));
    CHECK(rig.pc.asked["disks"].size() == times);
    CHECK(rig.book.of("probe").size() == 1);
    CHECK(rig.last_probe().contains("tries") == (times == 2));
}

TEST_CASE("the second answer counts like a first one, from when it was asked", "[observe][probe]") {
    ScheduleRig rig({state("a", "disks", "status == ok")});
    rig.pc.takes["disks"] = -1s;
    const auto wakes = rig.loop.after(1s, [&] { rig.pc.takes["disks"] = 10ms; });
    const auto states = rig.finish(rig.round.ask_all(Purpose::final));
    REQUIRE(states);
    CHECK(states->at("a"));
    CHECK(rig.last_probe()["status"] == "answered");
    CHECK(rig.last_probe()["asked_ns"] == rig.pc.asked["disks"].back().count());
    CHECK(rig.last_probe()["tries"] == 2);
}

TEST_CASE("a scenario says how long an answer may take", "[observe][probe]") {
    auto slow = state("a", "hash /a", "status == ok");
    slow.source.pace.within = 20s;
    ScheduleRig rig({slow});
    rig.pc.takes["hash /a"] = 15s;
    const auto states = rig.finish(rig.round.ask_all(Purpose::final));
    REQUIRE(states);
    CHECK(states->contains("a"));
    CHECK(rig.round.longest_answer() == 20s);
}

TEST_CASE("the watch ends only when the journal does", "[observe][probe]") {
    ScheduleRig rig({state("a", "link eth0", "status == ok")});
    std::optional<Error> ended;
    const Running watching([](ProbeRound& round, std::optional<Error>& how) -> Task<void> {
        how = co_await round.watch();
    }(rig.round, ended));
    rig.loop.advance(60s);
    CHECK_FALSE(ended);
    rig.book.full_from = rig.book.writes() + 1;
    rig.pc.refuses = "link eth0";  // news, so that something is written
    rig.loop.advance(10s);
    CHECK(ended);
}
