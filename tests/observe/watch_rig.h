// SPDX-License-Identifier: EUPL-1.2
// What an observer needs: a PC to look at, a logbook that is open, and tasks run to their end.
#pragma once

#include <catch2/catch.hpp>

#include "bench/core/manual_loop.h"
#include "bench/scenario/scenario.h"
#include "tests/support/fake_pc.h"
#include "tests/support/memory_logbook.h"

namespace banc {

struct WatchRig {
    explicit WatchRig(std::vector<Fact> facts) {
        scenario.facts = std::move(facts);
        console->listen({[](ByteView, Instant) {}, {}, {}});  // until somebody else does
        REQUIRE(finish(book.append("opened", Json::object())));
    }

    // Lets time pass until the task ends: a minute at most.
    template <class T>
    T finish(Task<T> task) {
        task.start();
        for (int ms = 0; ms < 60'000 && !task.done(); ++ms)
            loop.advance(std::chrono::milliseconds(1));
        REQUIRE(task.done());
        return task.take();
    }
    void boot() {
        pc.press_button();
        loop.advance(std::chrono::seconds(6));
    }

    Scenario scenario;
    ManualLoop loop;
    MemoryLogbook book{loop};
    FakePc pc{loop};
    std::unique_ptr<ByteLine> console = pc.console_plug();
    std::unique_ptr<ByteLine> agent_line = pc.agent_plug();
    std::unique_ptr<BoardTransport> cable = pc.board_plug();
};

inline Fact event(std::string id, std::string pattern) {
    Fact fact;
    fact.id = std::move(id);
    fact.source = {"pc.console", std::move(pattern), "", ""};
    return fact;
}

inline Fact state(std::string id, std::string verb, std::string has) {
    Fact fact;
    fact.id = std::move(id);
    fact.kind = FactKind::state;
    fact.source = {"pc.agent", "", std::move(verb), std::move(has)};
    return fact;
}

}  // namespace banc
