// SPDX-License-Identifier: EUPL-1.2
// A dry contact on a real serial port: libserialport on a pseudo-terminal whose modem lines this
// program answers, and the observer that makes facts of them.
#include <sys/ioctl.h>

#include <catch2/catch.hpp>

#include "bench/observe/input_watch.h"
#include "drivers/transport/open_line.h"
#include "drivers/transport/qt_loop.h"
#include "tests/support/memory_logbook.h"
#include "tests/transport/fake_tty.h"
#include "tests/transport/wait.h"

using namespace banc;
using namespace std::chrono_literals;

TEST_CASE("opening the case of a PC is a fact read on the modem lines of a port",
          "[transport][input]") {
    FakeTty tty;
    QtLoop loop;
    MemoryLogbook book(loop);
    REQUIRE(wait_for(book.append("opened", Json::object())));
    ConsoleConfig console;
    console.name = "pc.console";
    console.at.serial = tty.path();
    const InputConfig config{"bench.boitier", "pc.console", "cts", true, 50ms, {}};
    Scenario scenario;
    Fact opened;
    opened.id = "ouvert";
    opened.source.provider = config.name;
    opened.source.shows = "opened";
    scenario.facts.push_back(opened);
    tty.set_inputs(TIOCM_CTS);
    auto line = open_line(loop, console, "");
    REQUIRE(line);
    ConsoleWatch watched(loop, book, console, **line);
    InputWatch input(loop, book, config, watched);
    int seen = 0;
    input.watch(scenario, [&](const std::string&, std::uint64_t) { ++seen; });
    REQUIRE(watched.watch({}, {}));
    const auto contact = [&] {
        auto answer = wait_for(input.ask("contact", 5s));
        return answer ? answer->rows.at(0).at("contact") : std::string();
    };
    run_until([&] { return contact() == "closed"; });
    CHECK(seen == 0);
    tty.set_inputs(0);
    run_until([&] { return seen == 1; });
    CHECK(contact() == "open");
    tty.fail_modem();
    run_until([&] { return !(*line)->alive(); });
    run_until([&] { return contact().empty(); });
}
