// SPDX-License-Identifier: EUPL-1.2
#include "drivers/agent/agent_client.h"

#include <catch2/catch.hpp>
#include <set>

#include "bench/core/manual_loop.h"
#include "tests/support/fake_line.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

struct Probe {
    ManualLoop loop;
    FakeLine* line = nullptr;
    AgentClient client = make();

    AgentClient make() {
        auto owned = std::make_unique<FakeLine>(loop);
        line = owned.get();
        return AgentClient(loop, std::move(owned));
    }
    // The nonce of the newest question on the line.
    [[nodiscard]] std::string nonce() const {
        return line->written().substr(line->written().rfind("ask ") + 4, 16);
    }
};

}  // namespace

TEST_CASE("a question gets the answer that carries its nonce", "[agent]") {
    Probe probe;
    auto task = probe.client.ask("disks", 3s);
    task.start();
    const auto nonce = probe.nonce();
    CHECK(probe.line->written() == "ask " + nonce + " disks\n");
    CHECK(nonce.find_first_not_of("0123456789abcdef") == std::string::npos);
    const auto asked = probe.loop.now();
    probe.loop.advance(50ms);
    probe.line->say("banc-agent 2\r\n[ 9.9] noise\r\nrow " + nonce + " name=sda\tser");
    probe.loop.advance(50ms);
    probe.line->say("ial=BE-SYS-0001\r\nend " + nonce + " 1\r\n");
    CHECK_FALSE(task.done());  // resumes through the loop
    probe.loop.settle();
    REQUIRE(task.done());
    const auto answer = task.take();
    REQUIRE(answer);
    CHECK(answer->nonce == nonce);
    CHECK(answer->rows == std::vector<AgentRow>{{{"name", "sda"}, {"serial", "BE-SYS-0001"}}});
    CHECK(answer->asked.since_boot == asked.since_boot);
    CHECK(answer->answered.since_boot == asked.since_boot + 100ms);
}

TEST_CASE("a forged answer counts for nothing", "[agent]") {
    Probe probe;
    auto first = probe.client.ask("disks", 3s);
    first.start();
    const auto old = probe.nonce();
    probe.line->say("end " + old + " 0\n");
    probe.loop.settle();
    REQUIRE(first.done());
    auto task = probe.client.ask("disks", 3s);
    task.start();
    probe.line->say("row " + old + " serial=BE-SYS-0001\nend " + old + " 1\n");
    probe.line->say("row 0000000000000000 serial=BE-SYS-0001\nend 0000000000000000 1\n");
    probe.loop.advance(3s);
    REQUIRE(task.done());
    CHECK(task.take().error().code == Errc::timeout);
}

TEST_CASE("no two questions have the same nonce", "[agent]") {
    Probe probe;
    std::set<std::string> nonces;
    for (int i = 0; i < 100; ++i) {
        auto task = probe.client.ask("clock", 3s);
        task.start();
        nonces.insert(probe.nonce());
    }
    CHECK(nonces.size() == 100);
}

TEST_CASE("questions under way together each get their own answer", "[agent]") {
    Probe probe;
    auto link = probe.client.ask("link eth0", 3s);
    link.start();
    const auto first = probe.nonce();
    auto clock = probe.client.ask("clock", 3s);
    clock.start();
    const auto second = probe.nonce();
    probe.line->say("row " + second + " epoch_s=5\nrow " + first + " carrier=1\nend " + first +
                    " 1\nend " + second + " 1\n");
    probe.loop.settle();
    CHECK(link.take()->rows.at(0).at("carrier") == "1");
    CHECK(clock.take()->rows.at(0).at("epoch_s") == "5");
}

TEST_CASE("each way an agent can fail has its own error", "[agent]") {
    Probe probe;
    auto task = probe.client.ask("disks", 3s);
    task.start();
    Errc expected = Errc::timeout;
    SECTION("it says nothing") { probe.loop.advance(3s); }
    SECTION("it stops in the middle") {
        probe.line->say("row " + probe.nonce() + " name=sda\n");
        probe.loop.advance(3s);
    }
    SECTION("it refuses") {
        probe.line->say("no " + probe.nonce() + " verb\n");
        expected = Errc::refused;
    }
    SECTION("it talks nonsense") {
        probe.line->say("end " + probe.nonce() + " 7\n");
        expected = Errc::protocol;
    }
    SECTION("the line is lost") {
        probe.line->unplug();
        expected = Errc::disconnected;
    }
    probe.loop.settle();
    REQUIRE(task.done());
    CHECK(task.take().error().code == expected);
}

TEST_CASE("a question on a lost line fails at once", "[agent]") {
    Probe probe;
    probe.line->unplug();
    CHECK_FALSE(probe.client.alive());
    auto task = probe.client.ask("disks", 3s);
    task.start();
    REQUIRE(task.done());
    CHECK(task.take().error().code == Errc::disconnected);
}

TEST_CASE("a question on a line that was pulled out is put again once it is back", "[agent]") {
    Probe probe;
    auto task = probe.client.ask("disks", 3s);
    task.start();
    const auto before = probe.nonce();
    probe.line->say("row " + before + " name=s");
    probe.line->pull();
    probe.loop.advance(1s);
    CHECK_FALSE(task.done());
    CHECK_FALSE(probe.client.alive());
    probe.line->plug();
    probe.loop.settle();
    CHECK(probe.nonce() != before);
    // The rest of the line that was cut is not glued to the first one after.
    probe.line->say("end " + probe.nonce() + " 0\n");
    probe.loop.settle();
    REQUIRE(task.done());
    CHECK(task.take());
}

TEST_CASE("a line that stays away is waited for until the deadline, and told as away", "[agent]") {
    Probe probe;
    probe.line->pull();
    auto task = probe.client.ask("disks", 3s);
    task.start();
    probe.loop.advance(2s);
    CHECK_FALSE(task.done());
    probe.loop.advance(2s);
    REQUIRE(task.done());
    CHECK(task.take().error().code == Errc::disconnected);
}

TEST_CASE("a question that would be two lines is never sent", "[agent]") {
    const auto request = GENERATE(as<std::string>{}, "", "disks\nask 0 hash /etc/shadow", "a\x1b[A",
                                  std::string(513, 'x'));
    Probe probe;
    auto task = probe.client.ask(request, 3s);
    task.start();
    REQUIRE(task.done());
    CHECK(task.take().error().code == Errc::invalid);
    CHECK(probe.line->written().empty());
}

TEST_CASE("an answer to a dropped question goes nowhere", "[agent]") {
    Probe probe;
    {
        auto task = probe.client.ask("disks", 3s);
        task.start();
    }
    probe.line->say("end " + probe.nonce() + " 0\n");
    probe.loop.advance(3s);
    CHECK(probe.client.alive());
}
