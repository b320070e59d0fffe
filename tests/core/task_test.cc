// SPDX-License-Identifier: EUPL-1.2
#include <catch2/catch.hpp>

#include "bench/core/manual_loop.h"
#include "bench/core/turn.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

Task<int> later(Loop& loop, int value) {
    co_await pause(loop, 2s);
    co_return value;
}

Task<void> sum(Loop& loop, int& out) {
    const int a = co_await later(loop, 40);
    const int b = co_await later(loop, 2);
    out = a + b;
}

}  // namespace

TEST_CASE("a task waits without blocking and goes on when time has passed", "[core][task]") {
    ManualLoop loop;
    int out = 0;
    const Running running(sum(loop, out));
    loop.advance(3s);
    CHECK(out == 0);
    loop.advance(1s);
    CHECK(out == 42);
    CHECK(running.done());
}

TEST_CASE("a dropped task never resumes", "[core][task]") {
    ManualLoop loop;
    int out = 0;
    { const Running running(sum(loop, out)); }
    loop.advance(10s);
    CHECK(out == 0);
}

TEST_CASE("the first answer counts, and nobody answers a waiter that is gone", "[core][task]") {
    ManualLoop loop;
    int got = 0;
    std::optional<Answer<int>::Resolver> resolver;
    auto wait = [](Loop& l, int& out, std::optional<Answer<int>::Resolver>& r) -> Task<void> {
        Answer<int> answer(l);
        r.emplace(answer.resolver());
        out = co_await answer;
    };
    {
        const Running running(wait(loop, got, resolver));
        (*resolver)(1);
        (*resolver)(2);
        loop.settle();
        CHECK(got == 1);
    }
    CHECK_FALSE(resolver->wanted());
    (*resolver)(3);
    loop.settle();
    CHECK(got == 1);
}

namespace {

Task<void> use(Loop& loop, Turn& turn, std::string& log, std::string name) {
    const auto pass = co_await turn.take();
    log += "+" + name;
    co_await pause(loop, 1s);
    log += "-" + name;
}

}  // namespace

TEST_CASE("whoever shares a board takes turns, in the order they came", "[core][turn]") {
    ManualLoop loop;
    Turn turn(loop);
    std::string log;
    const Running a(use(loop, turn, log, "a"));
    const Running b(use(loop, turn, log, "b"));
    loop.advance(5s);
    CHECK(log == "+a-a+b-b");
}

TEST_CASE("a cancelled task gives its turn back, even one about to resume", "[core][turn]") {
    ManualLoop loop;
    Turn turn(loop);
    std::string log;
    std::optional<Running> a(std::in_place, use(loop, turn, log, "a"));
    std::optional<Running> b(std::in_place, use(loop, turn, log, "b"));
    const Running c(use(loop, turn, log, "c"));
    a.reset();  // b has been handed the turn and has not resumed yet
    b.reset();
    loop.advance(5s);
    CHECK(log == "+a+c-c");
}
