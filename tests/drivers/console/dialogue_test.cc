// SPDX-License-Identifier: EUPL-1.2
#include "drivers/console/dialogue.h"

#include <catch2/catch.hpp>

#include "tests/drivers/console/login_pc.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

struct Desk {
    ManualLoop loop;
    Screen screen{loop};
    LoginPc pc{loop, screen};
    Dialogue dialogue{loop, screen, [this](ByteView keys) { return pc.keys(keys); },
                      Account{"banc", "atelier", "[$#] $"}};

    // Lets time pass until the task ends, two minutes at most.
    template <class T>
    T finish(Task<T> task) {
        task.start();
        for (int tick = 0; tick < 1200 && !task.done(); ++tick) loop.advance(100ms);
        REQUIRE(task.done());
        return task.take();
    }
    void log_in() { REQUIRE(finish(dialogue.login(20s))); }
    void pull_plug() { screen.go_away({Errc::disconnected, text("coupée", "cut")}); }
    Result<CommandResult> run(const std::string& command) {
        return finish(dialogue.run(command, 10s));
    }
};

bool mentions(const Error& error, std::string_view word) {
    return (error.line(Lang::fr) + error.line(Lang::en)).find(word) != std::string::npos;
}

}  // namespace

TEST_CASE("the bench logs in, runs a command and logs out", "[console][dialogue]") {
    Desk desk;
    desk.pc.commands["cat /etc/resolv.conf"] = {"nameserver 192.0.2.53\r\n", 0};
    CHECK_FALSE(desk.dialogue.active());
    desk.log_in();
    CHECK(desk.dialogue.active());
    const auto result = desk.run("cat /etc/resolv.conf");
    REQUIRE(result);
    CHECK(result->status == 0);
    CHECK(result->output == "nameserver 192.0.2.53");
    CHECK(desk.dialogue.active());
    CHECK(desk.finish(desk.dialogue.logout(10s)));
    CHECK(desk.pc.at == LoginPc::At::getty);
    CHECK_FALSE(desk.dialogue.active());
}

TEST_CASE("a command gives its output and its status", "[console][dialogue]") {
    const auto [raw, status, output] = GENERATE(table<std::string, int, std::string>({
        {"", 0, ""},
        {"", 1, ""},
        {"no line end", 0, "no line end"},
        {"one\r\n\r\nthree\r\n\r\n", 255, "one\n\nthree"},
        {"\x1b[31mcoloured\x1b[0m\r\n", 0, "coloured"},
        {"banc:0123456789abcdef:0:end\r\n", 2, "banc:0123456789abcdef:0:end"},
    }));
    CAPTURE(raw);
    Desk desk;
    desk.pc.commands["it"] = {raw, status};
    desk.log_in();
    const auto result = desk.run("it");
    REQUIRE(result);
    CHECK(result->status == status);
    CHECK(result->output == output);
}

TEST_CASE("a quote in a command stays a quote", "[console][dialogue]") {
    Desk desk;
    std::string typed;
    desk.pc.on_command = [&](const std::string& quoted) { typed = quoted; };
    desk.log_in();
    REQUIRE(desk.run("echo 'nameserver 192.0.2.53' > /etc/resolv.conf"));
    CHECK(typed == R"(echo '\''nameserver 192.0.2.53'\'' > /etc/resolv.conf)");
}

TEST_CASE("a wrong password is refused in two languages, and shown in none",
          "[console][dialogue]") {
    Desk desk;
    desk.pc.password = "another";
    const auto result = desk.finish(desk.dialogue.login(20s));
    REQUIRE_FALSE(result);
    CHECK(result.error().code == Errc::refused);
    CHECK(mentions(result.error(), "le PC refuse le mot de passe de « banc »"));
    CHECK(mentions(result.error(), "the PC refuses the password of \"banc\""));
    CHECK_FALSE(mentions(result.error(), "atelier"));
    CHECK_FALSE(desk.dialogue.active());
}

TEST_CASE("a PC that shows no prompt is an error that says what to check", "[console][dialogue]") {
    Desk desk;
    desk.pc.at = LoginPc::At::off;
    const auto result = desk.finish(desk.dialogue.login(20s));
    REQUIRE_FALSE(result);
    CHECK(result.error().code == Errc::timeout);
    CHECK(mentions(result.error(), "aucune invite sur la console"));
    CHECK(mentions(result.error(), "check that the PC has started"));
}

TEST_CASE("a command that does not end is interrupted", "[console][dialogue]") {
    Desk desk;
    desk.log_in();
    desk.pc.on_command = [&](const std::string&) { desk.pc.at = LoginPc::At::program; };
    const auto result = desk.run("cat /dev/ttyS9");
    REQUIRE_FALSE(result);
    CHECK(result.error().code == Errc::timeout);
    CHECK(mentions(result.error(), "la commande « cat /dev/ttyS9 » ne finit pas"));
    CHECK(desk.pc.at == LoginPc::At::shell);
    CHECK(desk.dialogue.active());
}

TEST_CASE("an echo is not an answer", "[console][dialogue]") {
    Desk desk;
    desk.log_in();
    desk.pc.on_command = [&](const std::string& quoted) {
        desk.pc.at =
            LoginPc::At::program;  // echoed, never run; then the keys again, as typed ahead
        desk.pc.say(desk.pc.all_keys + quoted + "\r\nbanc:0000000000000000:0:end\r\n");
    };
    CHECK_FALSE(desk.run("true"));
}

TEST_CASE("a kernel message in the middle of a mark does no harm", "[console][dialogue]") {
    const std::string kernel = "[   12.345678] e1000: eth0 NIC Link is Down\r\n";
    const std::string part = GENERATE(":begin", ":7:end");
    const auto inside = GENERATE(0UL, 2UL, 5UL);
    CAPTURE(part, inside);
    Desk desk;
    desk.pc.commands["it"] = {"output\r\n", 7};
    desk.pc.on_output = [&](std::string said) {
        return said.insert(said.find(part) + inside, kernel);
    };
    desk.log_in();
    const auto result = desk.run("it");
    REQUIRE(result);
    CHECK(result->status == 7);
    CHECK(result->output.find("output") == 0);
}

TEST_CASE("a kernel message after the prompt only costs time", "[console][dialogue]") {
    Desk desk;
    const auto prompt = std::exchange(desk.pc.prompt, "# [    9.1] random: crng init done\r\n");
    const auto healed = desk.loop.after(5s, [&] { desk.pc.prompt = prompt; });
    CHECK(desk.finish(desk.dialogue.login(20s)));
}

TEST_CASE("a PC that restarts in the middle of a command is told from a slow one",
          "[console][dialogue]") {
    Desk desk;
    desk.log_in();
    desk.pc.on_command = [&](const std::string&) { desk.pc.restart(); };
    const auto result = desk.run("reboot");
    REQUIRE_FALSE(result);
    CHECK(result.error().code == Errc::disconnected);
    CHECK(mentions(result.error(), "invite de connexion pendant la commande"));
    CHECK_FALSE(desk.dialogue.active());
}

TEST_CASE("a command may print a login prompt", "[console][dialogue]") {
    Desk desk;
    desk.pc.commands["cat /etc/issue"] = {"", 0};
    desk.log_in();
    desk.pc.on_command = [&](const std::string&) { desk.pc.say("\r\natelier login: "); };
    const auto result = desk.run("cat /etc/issue");
    REQUIRE(result);
    CHECK(result->status == 0);
}

TEST_CASE("\"Last login: \" cut in two is no refusal", "[console][dialogue]") {
    Desk desk;
    const auto prompt = std::exchange(desk.pc.prompt, "");
    desk.pc.motd = "Last login: ";
    const auto later =
        desk.loop.after(100ms, [&] { desk.pc.say("Sun Nov 22 00:00:00\r\n" + prompt); });
    CHECK(desk.finish(desk.dialogue.login(20s)));
}

TEST_CASE("a shell or a program that somebody left open is left first", "[console][dialogue]") {
    const auto left_open =
        GENERATE(LoginPc::At::shell, LoginPc::At::program, LoginPc::At::password);
    Desk desk;
    desk.pc.at = left_open;
    desk.pc.shells = 3;
    CHECK(desk.finish(desk.dialogue.login(20s)));
    CHECK(desk.pc.at == LoginPc::At::shell);
}

TEST_CASE("an account without a password gets its shell at once", "[console][dialogue]") {
    Desk desk;
    std::string keys;
    const auto write = [&](ByteView bytes) -> Result<void> {
        keys += to_string(bytes);
        desk.pc.say(keys == "\n" ? "atelier login: " : "\r\n$ ");
        return {};
    };
    Dialogue dialogue(desk.loop, desk.screen, write, {"client", "", "[$#] $"});
    CHECK(desk.finish(dialogue.login(20s)));
    CHECK(keys == "\nclient\n");
}

TEST_CASE("the password is never in what people see", "[console][dialogue]") {
    Desk desk;
    desk.pc.commands["cat notes"] = {"le mot de passe est atelier, oui: atelier\r\n", 0};
    desk.log_in();
    const auto result = desk.run("cat notes");
    REQUIRE(result);
    CHECK(result->output == "le mot de passe est •••, oui: •••");
    CHECK(desk.dialogue.shown("echo banc:atelier | chpasswd") == "echo banc:••• | chpasswd");
    desk.pc.on_command = [&](const std::string&) { desk.pc.at = LoginPc::At::program; };
    const auto hung = desk.run("echo atelier");
    REQUIRE_FALSE(hung);
    CHECK_FALSE(mentions(hung.error(), "atelier"));
}

TEST_CASE("a command that cannot be typed is refused, and nothing is typed",
          "[console][dialogue]") {
    const std::string command =
        GENERATE(as<std::string>{}, "two\nlines", "tab\there", "\x03", std::string(1000, 'x'));
    Desk desk;
    desk.log_in();
    const auto before = desk.pc.all_keys;
    const auto result = desk.run(command);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == Errc::invalid);
    CHECK(desk.pc.all_keys == before);
}

TEST_CASE("a line lost in the middle of a command ends it at once", "[console][dialogue]") {
    Desk desk;
    desk.log_in();
    desk.pc.on_command = [&](const std::string&) {
        desk.pc.at = LoginPc::At::off;
        desk.screen.lose({Errc::disconnected, text("débranchée", "unplugged"), {}, {}});
    };
    const auto result = desk.run("true");
    REQUIRE_FALSE(result);
    CHECK(result.error().code == Errc::disconnected);
    CHECK_FALSE(desk.dialogue.active());
}

TEST_CASE("old firmware, which drops keys that come fast, is typed at slowly",
          "[console][dialogue]") {
    Desk desk;
    Nanos last{-1};
    const auto drops_fast_keys = [&](ByteView keys) -> Result<void> {
        const bool heard = last < 0ns || desk.loop.now().since_boot - last >= 20ms;
        last = desk.loop.now().since_boot;
        if (!heard || keys.size() > 1) return {};
        return desk.pc.keys(keys);
    };
    desk.pc.commands["true"] = {"", 0};
    const auto gap = GENERATE(0ms, 20ms);
    Dialogue slow{desk.loop, desk.screen, drops_fast_keys,
                  Account{"banc", "atelier", "[$#] $", gap}};
    const auto in = desk.finish(slow.login(60s));
    CHECK(in.has_value() == (gap == 20ms));
    if (in) CHECK(desk.finish(slow.run("true", 10s)));
}

TEST_CASE("a command whose end comes after its console was unplugged ends well",
          "[console][dialogue]") {
    Desk desk;
    desk.pc.commands["it"] = {"", 3};
    desk.log_in();
    TimerPtr later;
    desk.pc.on_command = [&](const std::string&) { desk.pull_plug(); };
    desk.pc.on_output = [&](const std::string& said) {
        later = desk.loop.after(8s, [&desk, said] { desk.pc.say(said); });
        return std::string();
    };
    const auto back = desk.loop.after(5s, [&] { desk.screen.come_back(); });
    const auto result = desk.run("it");
    REQUIRE(result);
    CHECK(result->status == 3);
}

TEST_CASE("a command whose end nobody saw is an error that says why", "[console][dialogue]") {
    Desk desk;
    desk.log_in();
    desk.pc.on_command = [&](const std::string&) {
        desk.pull_plug();
        desk.pc.at = LoginPc::At::off;
    };
    const bool comes_back = GENERATE(true, false);
    const auto back = desk.loop.after(5s, [&] {
        if (comes_back) desk.screen.come_back();
    });
    const auto result = desk.run("it");
    REQUIRE_FALSE(result);
    CHECK(mentions(result.error(),
                   comes_back ? "sa fin n'a pas été vue" : "la console n'est pas revenue"));
}
