// SPDX-License-Identifier: EUPL-1.2
#include "bench/observe/probe_round.h"

#include "tests/observe/watch_rig.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

std::vector<Fact> facts() {
    std::vector<Fact> out{state("disque", "disks", "serial == BE-SYS-0001"),
                          state("autre", "disks", "serial == BE-DATA-0002"),
                          state("lien", "link eth0", "carrier == 1"), event("panne", "No boot")};
    out[0].gone_when = "panne";
    return out;
}

struct ProbeRig : WatchRig {
    ProbeRig() : WatchRig(facts()) {}
    // The bodies of what one round put in the journal.
    std::vector<Json> ask(Purpose purpose) {
        const auto before = book.of("probe").size();
        REQUIRE(finish(round.ask_all(purpose)));
        std::vector<Json> said;
        for (const auto& record : book.of("probe")) said.push_back(record.body);
        return {said.begin() + static_cast<std::ptrdiff_t>(before), said.end()};
    }

    AgentClient client{loop, std::move(agent_line)};
    ProbeRound round{loop, book, scenario, {{"pc.agent", &client}}};
};

using Row = std::map<std::string, std::string>;

// Says the same to every question.
class Telling final : public Respondent {
public:
    explicit Telling(Row row) : row_(std::move(row)) {}
    Task<Result<AgentAnswer>> ask(std::string, Nanos) override {
        AgentAnswer answer;
        answer.rows.push_back(row_);
        co_return answer;
    }

private:
    Row row_;
};

struct Case {
    std::string question, has;
    Row row;
    Json states;
};
const Json kTrue{{"etat", true}}, kFalse{{"etat", false}}, kUnseen = Json::object();

}  // namespace

TEST_CASE("what a PC is unable to tell is not observed, what has no value is false",
          "[observe][probe]") {
    const auto [question, has, row, states] = GENERATE(values<Case>({
        {"accounts marie", "password == set", {{"login", "marie"}, {"password", "set"}}, kTrue},
        {"accounts marie", "password == set", {{"login", "marie"}}, kUnseen},
        {"accounts marie", "password != none", {{"login", "marie"}}, kUnseen},
        {"accounts marie", "uid == 7 and locked == no", {{"login", "marie"}, {"uid", "8"}}, kFalse},
        {"accounts", "login == luc and password == set", {{"login", "luc"}}, kFalse},
        {"clock", "rtc_epoch_s >= 9", {{"epoch_s", "9"}}, kUnseen},
        {"clock", "rtc_drift_s <= 9", {{"epoch_s", "9"}}, kUnseen},
        {"memory", "slot == A1 and size_kb >= 9", {{"total_kb", "8"}}, kUnseen},
        {"memory", "size_kb >= 9", {{"total_kb", "8"}}, kUnseen},
        {"memory", "maker == Crucial", {{"total_kb", "8"}}, kUnseen},
        {"memory", "part == CT8G", {{"total_kb", "8"}}, kUnseen},
        {"memory", "serial != E1", {{"total_kb", "8"}}, kUnseen},
        {"memory", "speed_mts >= 9", {{"total_kb", "8"}}, kUnseen},
        {"memory", "total_kb >= 9", {{"total_kb", "8"}}, kFalse},
        {"disks sda", "serial == A", {{"name", "sda"}}, kUnseen},
        {"disks", "serial == A", {{"name", "sda"}}, kFalse},
        {"link eth0", "speed_mbps >= 100", {{"name", "eth0"}, {"carrier", "0"}}, kFalse},
        {"file /a", "mode == 600", {{"status", "missing"}}, kFalse},
    }));
    CAPTURE(question, has);
    WatchRig rig({state("etat", question, has)});
    Telling pc(row);
    ProbeRound round(rig.loop, rig.book, rig.scenario, {{"pc.agent", &pc}});
    REQUIRE(rig.finish(round.ask_all(Purpose::final)));
    CHECK(rig.book.of("probe").back().body["states"] == states);
}

TEST_CASE("one question answers every state that hangs on it", "[observe][probe]") {
    ProbeRig rig;
    rig.boot();
    const auto said = rig.ask(Purpose::healthy);
    REQUIRE(said.size() == 2);
    CHECK(said[0]["verb"] == "disks");
    CHECK(said[0]["states"] == Json{{"disque", true}, {"autre", false}});
    CHECK(said[0]["purpose"] == "healthy");
    CHECK(said[0]["nonce"].get<std::string>().size() == 16);
    CHECK(said[1]["states"] == Json{{"lien", true}});
}

TEST_CASE("what an older agent does not know is not observed, with its word", "[observe][probe]") {
    ProbeRig rig;
    rig.boot();
    rig.pc.refused_verb = "disks";
    rig.round.witness("panne", 17);  // proves a silence to be an absence, not a refusal
    const auto said = rig.ask(Purpose::final);
    REQUIRE(said.size() == 2);
    CHECK(said[0]["status"] == "refused");
    CHECK(said[0]["states"].empty());
    CHECK_THAT(said[0]["detail"]["en"].get<std::string>(), Catch::EndsWith(": verb"));
    CHECK(said[1]["states"] == Json{{"lien", true}});
}

TEST_CASE("silence is not absence without a witness", "[observe][probe]") {
    ProbeRig rig;  // the PC is off
    auto said = rig.ask(Purpose::symptom);
    REQUIRE(said.size() == 2);
    CHECK(said[0]["status"] == "silent");
    CHECK(said[0]["states"].empty());
    rig.round.witness("panne", 17);
    said = rig.ask(Purpose::symptom);
    CHECK(said[0]["states"] == Json{{"disque", false}});  // the one that names this witness
    CHECK(said[0]["witness"] == 17);
    CHECK(said[1]["states"].empty());
}

TEST_CASE("a witness is forgotten when the PC changes its power", "[observe][probe]") {
    ProbeRig rig;
    rig.round.witness("panne", 17);
    rig.round.forget_witnesses();
    CHECK(rig.ask(Purpose::symptom)[0]["states"].empty());
}

TEST_CASE("an answer counts more than an old witness", "[observe][probe]") {
    ProbeRig rig;
    rig.boot();
    rig.round.witness("panne", 17);
    const auto said = rig.ask(Purpose::watch);
    CHECK(said[0]["states"]["disque"] == true);
    CHECK_FALSE(said[0].contains("witness"));
}

TEST_CASE("while the candidate works only news is journalled", "[observe][probe]") {
    ProbeRig rig;
    rig.boot();
    CHECK(rig.ask(Purpose::watch).size() == 2);
    CHECK(rig.ask(Purpose::watch).empty());
    rig.loop.advance(3s);
    const auto unchanged = rig.loop.now().since_boot.count();
    CHECK(rig.ask(Purpose::watch).empty());
    CHECK(rig.pc.board().board().write(Bytes{0xff, 2}));
    const auto news = rig.ask(Purpose::watch);
    REQUIRE(news.size() == 1);
    CHECK(news[0]["before_ns"] >= unchanged);  // it changed after that
    CHECK(news[0]["before_ns"] < news[0]["asked_ns"]);
    CHECK(news[0]["states"] == Json{{"lien", false}});
    CHECK(rig.ask(Purpose::final).size() == 2);  // a look that counts is always written
}

TEST_CASE("an agent is alive from one answer to the next, and not across a silence",
          "[observe][probe]") {
    ProbeRig rig;
    rig.boot();
    CHECK(rig.round.take_alive().empty());
    rig.ask(Purpose::watch);
    rig.loop.advance(2s);
    rig.ask(Purpose::watch);
    const auto first = rig.round.take_alive().at("pc.agent");
    CHECK(first.second - first.first > 2s);
    rig.loop.advance(2s);
    rig.ask(Purpose::watch);
    CHECK(rig.round.take_alive().at("pc.agent").first == first.second);  // they join
    rig.pc.agent_hangs = true;
    rig.ask(Purpose::watch);
    CHECK(rig.round.take_alive().empty());
}

TEST_CASE("whether a PC's clock is right is seen from the controller's", "[observe][probe]") {
    WatchRig rig({state("juste", "clock", "drift_s >= -120 and drift_s <= 120")});
    AgentClient client{rig.loop, std::move(rig.agent_line)};
    rig.boot();
    ProbeRound round{rig.loop, rig.book, rig.scenario, {{"pc.agent", &client}}};
    const auto now_s = rig.loop.now().wall.unix_ns / 1'000'000'000;
    const auto [ahead_s, right] = GENERATE(table<std::int64_t, bool>(
        {{0, true}, {60, true}, {-60, true}, {3600, false}, {-3600, false}, {31'536'000, false}}));
    rig.pc.clock = fmt::format("epoch_s={}\tdrift_s=0", now_s + ahead_s);
    const auto states = rig.finish(round.ask_all(Purpose::final));
    CHECK(*states == States{{"juste", right}});
}
