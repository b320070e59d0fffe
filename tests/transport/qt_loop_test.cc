// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/qt_loop.h"

#include <catch2/catch.hpp>

#include "tests/transport/wait.h"

using namespace banc;
using namespace std::chrono_literals;

TEST_CASE("calls come in the order they fall due, and none from inside after()",
          "[transport][loop]") {
    QtLoop loop;
    std::string order;
    const auto last = loop.after(30ms, [&] { order += "c"; });
    const auto second = loop.after(1us, [&] { order += "b"; });
    const auto first = loop.after(Nanos{-5}, [&] { order += "a"; });
    CHECK(order.empty());
    run_until([&] { return order.size() == 3; });
    CHECK(order == "abc");
}

TEST_CASE("a call never comes before its time", "[transport][loop]") {
    QtLoop loop;
    const auto asked = loop.now().since_boot;
    Nanos called{0};
    const auto timer = loop.after(1500us, [&] { called = loop.now().since_boot; });
    run_until([&] { return called > Nanos{0}; });
    CHECK(called - asked >= 1500us);
}

TEST_CASE("a dropped timer calls nobody", "[transport][loop]") {
    QtLoop loop;
    int calls = 0;
    {
        const auto dropped = loop.after(1ms, [&] { ++calls; });
    }
    bool later = false;
    const auto timer = loop.after(20ms, [&] { later = true; });
    run_until([&] { return later; });
    CHECK(calls == 0);
}

TEST_CASE("a call may drop its own timer and start it anew", "[transport][loop]") {
    QtLoop loop;
    int calls = 0;
    TimerPtr timer;
    std::function<void()> again = [&] {
        timer.reset();
        if (++calls < 3) timer = loop.after(1ms, again);
    };
    timer = loop.after(1ms, again);
    run_until([&] { return calls == 3; });
    CHECK_FALSE(timer);
}

TEST_CASE("a task waits on Qt's loop", "[transport][loop]") {
    QtLoop loop;
    const auto twice = [](Loop& l) -> Task<int> {
        co_await pause(l, 1ms);
        co_await pause(l, 1ms);
        co_return 2;
    };
    CHECK(wait_for(twice(loop)) == 2);
}
