// SPDX-License-Identifier: EUPL-1.2
// The process itself, with a PC that never starts: life, folder, sockets, refusals. Needs no image.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "tests/support/virtual_client.h"

using namespace banc;
using Catch::Contains;
namespace fs = std::filesystem;

namespace {

// A folder of disks as image/build leaves it, with nothing on them.
struct Image {
    fs::path path = fs::temp_directory_path() / fmt::format("banc-image-{}", ::getpid());
    Image() {
        fs::create_directories(path);
        std::ofstream(path / "bad_sector") << "2048\n";
        for (const auto* disk : {"disk0.img", "disk1.img", "stick.img"})
            std::ofstream(path / disk) << "no boot code";
    }
    ~Image() { fs::remove_all(path); }
};

std::vector<std::string> bench(const Image& image, const char* lifetime = "60",
                               const char* linger = "60", const char* qemu = "true") {
    return {BANC_VIRTUAL_PROCESS, "DIR", lifetime, linger, image.path.string(), qemu};
}

}  // namespace

TEST_CASE("a bench is ready in a folder nobody else can enter", "[virtual][process]") {
    const Image image;
    VirtualProcess virtual_bench(bench(image));
    REQUIRE(virtual_bench.ready());
    CHECK(fs::status(virtual_bench.dir()).permissions() == fs::perms::owner_all);
    const auto status = virtual_bench.ask("panel", {{"ask", "status"}});
    CHECK(status["power"] == "off");
    CHECK(status["lines"]["pc.disk0.power"] == "healthy");
    CHECK(status["contacts"]["relais"] == 0);
    CHECK(status["qemu_pid"] == 0);
}

TEST_CASE("a contact set over the board's socket breaks the line it holds", "[virtual][process]") {
    const Image image;
    VirtualProcess virtual_bench(bench(image));
    REQUIRE(virtual_bench.ready());
    // dcttech: ff N closes relay N. Answer: done, nothing more.
    auto& board = virtual_bench.socket("board-relais");
    board.send(std::string("\x00\x00\x08\xff\x02\x00\x00\x00\x00\x00\x00", 11));
    REQUIRE(board.expect(std::string("\x00\x00", 2), 10));
    auto status = virtual_bench.ask("panel", {{"ask", "status"}});
    CHECK(status["lines"]["pc.nic0.pair"] == "fault");
    CHECK(status["contacts"]["relais"] == 2);

    CHECK(virtual_bench.ask("panel", {{"release", "relais/2"}}) == Json{{"done", true}});
    status = virtual_bench.ask("panel", {{"ask", "status"}});
    CHECK(status["lines"]["pc.nic0.pair"] == "healthy");
    CHECK(status["contacts"]["relais"] == 0);
}

TEST_CASE("a board without its cable hangs up, and keeps or loses its contacts",
          "[virtual][process]") {
    const auto lost = GENERATE(true, false);
    const Image image;
    VirtualProcess virtual_bench(bench(image));
    REQUIRE(virtual_bench.ready());
    auto& board = virtual_bench.socket("board-relais");
    board.send(std::string("\x00\x00\x08\xff\x02\x00\x00\x00\x00\x00\x00", 11));
    REQUIRE(board.expect(std::string("\x00\x00", 2), 10));
    const Json done{{"done", true}};
    const Json out{{"unplug", "relais"}, {"coils", lost ? "lost" : "kept"}};
    CHECK(virtual_bench.ask("panel", out) == done);
    CHECK(board.closed());
    CHECK_FALSE(fs::exists(virtual_bench.dir() + "/board-relais"));
    const auto status = virtual_bench.ask("panel", {{"ask", "status"}});
    CHECK(status["contacts"]["relais"] == (lost ? 0 : 2));
    CHECK(status["lines"]["pc.nic0.pair"] == (lost ? "healthy" : "fault"));
    virtual_bench.detach("board-relais");
    CHECK(virtual_bench.ask("panel", {{"plug", "relais"}}) == done);
    virtual_bench.socket("board-relais").send(std::string("\x01\x01\x08", 3));
    CHECK(virtual_bench.socket("board-relais").expect(std::string("\x00\x08", 2), 10));
}

TEST_CASE("a request that makes no sense is refused and changes nothing", "[virtual][process]") {
    const Image image;
    VirtualProcess virtual_bench(bench(image));
    REQUIRE(virtual_bench.ready());
    const auto before = virtual_bench.ask("panel", {{"ask", "status"}});
    for (const auto& nonsense :
         {Json(), Json(7), Json::array({1}), Json{{"do", 3}},
          Json{{"do", "kick"}, {"part", "pc.ram1"}}, Json{{"do", "kick"}, {"part", "pc.power"}},
          Json{{"set", "pc.ram1"}, {"to", "broken"}},
          Json{{"set", "pc.nic0.pair"}, {"to", "fault"}}, Json{{"release", "relais/9"}},
          Json{{"unplug", "relais"}}, Json{{"unplug", "autre"}, {"coils", "lost"}},
          Json{{"plug", "autre"}}}) {
        CAPTURE(nonsense.dump());
        CHECK(virtual_bench.ask("hands", nonsense).contains("error"));
        CHECK(virtual_bench.ask("panel", nonsense)["error"].contains("fr"));
    }
    CHECK(virtual_bench.ask("panel", {{"ask", "status"}}) == before);
}

TEST_CASE("the power LED is off and the cable is in before the PC starts", "[virtual][process]") {
    const Image image;
    VirtualProcess virtual_bench(bench(image));
    REQUIRE(virtual_bench.ready());
    CHECK(virtual_bench.socket("console.signals").expect("\x02", 10));
}

TEST_CASE("it ends: at its lifetime, left alone, when told", "[virtual][process]") {
    const Image image;
    SECTION("at its lifetime, even with somebody attached") {
        VirtualProcess virtual_bench(bench(image, "1", "60"));
        REQUIRE(virtual_bench.ready());
        virtual_bench.socket("console");
        CHECK(virtual_bench.wait() == 0);
    }
    SECTION("when nobody has been attached for the linger time") {
        VirtualProcess virtual_bench(bench(image, "60", "1"));
        REQUIRE(virtual_bench.ready());
        virtual_bench.ask("panel", {{"ask", "status"}});
        virtual_bench.detach("panel");
        CHECK(virtual_bench.wait() == 0);
    }
    SECTION("when told on the panel, after it has answered") {
        VirtualProcess virtual_bench(bench(image));
        REQUIRE(virtual_bench.ready());
        CHECK(virtual_bench.ask("panel", {{"quit", true}}) == Json{{"done", true}});
        CHECK(virtual_bench.wait() == 0);
        CHECK_FALSE(fs::exists(virtual_bench.dir() + "/disk0.img"));
    }
}

TEST_CASE("what is missing is one sentence that says what to do", "[virtual][process]") {
    const Image image;
    SECTION("no QEMU") {
        VirtualProcess refused(bench(image, "60", "60", "no-such-qemu"));
        CHECK_THAT(refused.complaint(), Contains("no-such-qemu") && Contains("qemu-system-x86"));
        CHECK(refused.wait() == 3);
    }
    SECTION("no image") {
        const Image other;
        fs::remove(other.path / "bad_sector");
        VirtualProcess refused(bench(other));
        CHECK_THAT(refused.complaint(), Contains("bench/virtual/image/build"));
        CHECK(refused.wait() == 3);
    }
    SECTION("a folder too deep for a socket") {
        const auto deep = image.path / std::string(100, 'x');
        VirtualProcess refused(bench(image), deep.string());
        CHECK_THAT(refused.complaint(), Contains("too long") && Contains("shorter folder"));
        CHECK(refused.wait() == 3);
    }
    SECTION("a folder where another bench lives") {
        VirtualProcess first(bench(image), (image.path / "bench").string());
        REQUIRE(first.ready());
        VirtualProcess refused(bench(image), (image.path / "bench").string());
        CHECK_THAT(refused.complaint(), Contains("another virtual bench"));
        CHECK(refused.wait() == 3);
    }
}
