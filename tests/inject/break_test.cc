// SPDX-License-Identifier: EUPL-1.2
// What the bench does on a console without a shell: a BREAK, and Linux's SysRq.
#include "bench/inject/injector.h"
#include "tests/observe/watch_rig.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

struct BreakRig : WatchRig {
    BreakRig() : WatchRig({event("aide", "sysrq: HELP")}) {
        config.name = "pc.console";
        consoles.emplace("pc.console",
                         std::make_unique<ConsoleWatch>(loop, book, config, *console));
        REQUIRE(consoles.at("pc.console")->watch(scenario, {}));
        pc.console().on_break = [this](Nanos span) {
            done += fmt::format("BREAK {} ", span / 1ms);
        };
        pc.console().on_write = [this](const std::string& keys) {
            done += keys;
            pc.console().say("[ 9.1] sysrq: HELP : loglevel(0-9) reboot(b)\r\n");
        };
    }
    Result<void> inject(Nanos span, std::string letter) {
        return inject({"pc.console", "SysRq " + letter, "", span, letter});
    }
    Result<void> inject(ConsoleStep on_console) {
        InjectStep step;
        step.console = std::move(on_console);
        return finish(injector.inject(std::move(step)));
    }

    ConsoleConfig config;
    BenchConfig bench;
    Boards boards;
    LineSwitch lines{loop, bench, boards};
    LineWatch line_watch{book, lines, {}};
    ConsoleWatches consoles;
    Secrets secrets;
    Injector injector{{loop, book, lines, line_watch, consoles, secrets}};
    std::string done;
};

}  // namespace

TEST_CASE("SysRq is a BREAK, then its letter, and on record", "[inject][break]") {
    BreakRig rig;
    REQUIRE(rig.inject(250ms, "h"));
    CHECK(rig.done == "BREAK 250 h");
    const auto intent = rig.book.of("intent").at(0);
    CHECK(intent.body["shown"] == "SysRq h");
    CHECK(rig.book.of("outcome").at(0).body["intent"] == intent.seq);
    CHECK(rig.book.of("fact").empty());  // the kernel answered the bench
    CHECK(rig.injector.typed().empty());
    CHECK(rig.finish(rig.consoles.at("pc.console")->flush()));
    const auto use = rig.book.of("use").at(0).body;
    CHECK(use["breaks"] == 1);
    CHECK(use["bytes"] == 1);
}

TEST_CASE("a BREAK alone types nothing", "[inject][break]") {
    BreakRig rig;
    REQUIRE(rig.inject(1s, ""));
    CHECK(rig.done == "BREAK 1000 ");
}

TEST_CASE("a BREAK for the reset is sent then, and not before", "[inject][break]") {
    BreakRig rig;
    REQUIRE(rig.inject({"pc.console", "", "SysRq s", 250ms, "s"}));
    CHECK(rig.done.empty());
    CHECK(rig.book.of("intent").empty());
    REQUIRE(rig.finish(rig.injector.undo_all()));
    CHECK(rig.done == "BREAK 250 s");
    const auto intent = rig.book.of("intent").at(0).body;
    CHECK(intent["shown"] == "SysRq s");
    CHECK(intent["purpose"] == "reset");
    CHECK(rig.injector.typed().empty());
}
