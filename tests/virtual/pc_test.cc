// SPDX-License-Identifier: EUPL-1.2
// A real guest on the virtual bench: each test boots a PC and looks at what its kernel says.
#include <catch2/catch.hpp>
#include <cstdlib>

#include "tests/support/virtual_client.h"

using namespace banc;
using Catch::Contains;

namespace {

constexpr int kBoot = 200;  // seconds: a quiet machine needs five, a crowded one was seen at 95
constexpr int kReact = 60;

struct Pc : VirtualProcess {
    Pc() : VirtualProcess({BANC_VIRTUAL_PROCESS, "DIR", "1200", "60"}) {
        REQUIRE(ready());
        socket("console");
        socket("agent");
    }
    void hands(const char* verb, const char* part) {
        REQUIRE(ask("hands", {{"do", verb}, {"part", part}}) == Json{{"done", true}});
    }
    void set(const char* line, const char* to) {
        REQUIRE(ask("panel", {{"set", line}, {"to", to}}) == Json{{"done", true}});
    }
    Json status() { return ask("panel", {{"ask", "status"}}); }
    // Relay `n` through the board's own socket: the dcttech frames.
    void relay(char n, char frame) {
        auto& board = socket("board-relais");
        board.send(std::string("\x00\x00\x08", 3) + frame + n + std::string(6, '\0'));
        REQUIRE(board.expect(std::string("\x00\x00", 2), 10));
    }
    void close(char n) { relay(n, '\xff'); }
    void open(char n) { relay(n, '\xfd'); }

    bool says(std::string_view text, int seconds = kReact) {
        const bool said = socket("console").expect(text, seconds);
        if (!said) UNSCOPED_INFO(socket("console").text());
        return said;
    }
    void power_on() {
        hands("press", "pc.power");
        REQUIRE(says("atelier login: ", kBoot));
        REQUIRE(socket("agent").expect("banc-agent 2", kReact));
    }
    // The last answer, asked again until it holds `wanted`: drivers take a moment after the login.
    std::string settled(const std::string& question, std::string_view wanted) {
        std::string answer;
        for (int tries = 0; tries < 100; ++tries) {
            answer = agent(question);
            if (answer.find(wanted) != std::string::npos) break;
        }
        return answer;
    }
    void type(const std::string& line) { socket("desk").send(line + "\n"); }
    void log_in() {
        type("root");
        REQUIRE(says("Password: "));
        type("atelier");
        REQUIRE(says("# "));
    }
};

constexpr const char* kPhotos = "3bc08be493fc8e0ff8143b39bd58c975231a56017c58eb3461d5ba4deae4a724";

}  // namespace

TEST_CASE("the agent tells what the PC is made of", "[pc][agent]") {
    Pc pc;
    pc.power_on();
    CHECK_THAT(pc.agent("hello"), Contains("up=yes") && Contains("boot_id=") && Contains("end 1"));
    CHECK_THAT(pc.settled("disks", "end 3"), Contains("serial=BE-SYS-0001\tmodel=QEMU HARDDISK") &&
                                                 Contains("serial=BE-DATA-0002") &&
                                                 Contains("end 3"));
    CHECK_THAT(pc.settled("link eth0", "carrier=1"),
               Contains("carrier=1\toperstate=up\tspeed_mbps=1000\tduplex=full"));
    CHECK_THAT(pc.agent("addresses"), Contains("name=eth0\taddress=192.168.50.10/24"));
    CHECK(pc.agent("resolvers") == "row server=192.168.50.1\nend 1\n");
    CHECK_THAT(pc.agent("resolve serveur.atelier.lan"),
               Contains("status=ok\taddress=192.168.50.1\n"));
    CHECK_THAT(pc.agent("resolve imprimante.atelier.lan"), Contains("address=192.168.50.20\n"));
    CHECK_THAT(pc.agent("resolve personne.atelier.lan"), Contains("status=failed"));
    CHECK_THAT(pc.agent("ping 192.168.50.1"), Contains("status=ok"));
    CHECK_THAT(pc.agent("ping 192.168.50.99"), Contains("status=failed"));
    CHECK_THAT(pc.agent("hash /home/client/photos.txt"),
               Contains(std::string("status=ok\tsha256=") + kPhotos));
    CHECK_THAT(pc.agent("hash /nowhere"), Contains("status=missing"));
    CHECK_THAT(pc.agent("usb"), Contains("name=QEMU USB Keyboard"));
    CHECK_THAT(pc.agent("clock"), Contains("epoch_s="));
    CHECK_THAT(pc.agent("memory"), Contains("slot=DIMM 0\tsize_kb=131072"));
    CHECK_THAT(pc.agent("volumes nvme0n1"), Contains("fstype=ext4") && Contains("label=DONNEES"));
    CHECK_THAT(pc.agent("mounts /"), Contains("device=/dev/sda2\tfstype=ext4"));
    CHECK_THAT(pc.agent("services agent.sh"), Contains("state=running\tstart=enabled"));
    CHECK_THAT(pc.settled("services httpd", "running"), Contains("state=running\tstart=enabled"));
    CHECK_THAT(pc.agent("printers"), Contains("name=bureau\tstate=idle") && Contains("jobs=0"));
    CHECK_THAT(pc.agent("accounts client"), Contains("groups=client") && !Contains("$5$"));
    CHECK_THAT(pc.agent("sectors nvme0n1 30000 8"), Contains("status=ok") && Contains("blank=yes"));
    CHECK_THAT(pc.agent("events 600"), Contains("level=info") && Contains("end 100"));
    CHECK(pc.agent("package smartmontools") == "no unavailable\n");
    CHECK(pc.agent("reboot") == "no verb\n");
    CHECK(pc.agent("link ../../etc") == "no argument\n");
    CHECK(pc.agent("ping 192.168.50.1;reboot") == "no argument\n");
    CHECK(pc.agent("resolve $(reboot)") == "no argument\n");
}

TEST_CASE("without power on disk0 there is nothing to boot; a new cable brings it back",
          "[pc][disk]") {
    Pc pc;
    pc.close(1);
    pc.hands("press", "pc.power");
    REQUIRE(pc.says("No bootable device", kBoot));
    CHECK(pc.socket("console.signals").expect("\x03", kReact));
    pc.hands("hold", "pc.power");
    CHECK(pc.socket("console.signals").expect("\x02", kReact));
    CHECK(pc.status()["qemu_pid"] == 0);
    pc.hands("replace", "pc.disk0.power");
    pc.power_on();
    CHECK(pc.status()["contacts"]["relais"] == 1);  // still in the fault position
    CHECK(pc.status()["bypassed"] == Json::array({"pc.disk0.power"}));
}

TEST_CASE("disk0 loses power in a running PC", "[pc][disk]") {
    Pc pc;
    pc.power_on();
    REQUIRE_THAT(pc.agent("disks"), Contains("BE-SYS-0001"));
    pc.close(1);
    REQUIRE(pc.says("Stopping disk"));
    CHECK_THAT(pc.agent("disks"), !Contains("BE-SYS-0001") && Contains("BE-DATA-0002"));
}

TEST_CASE("a cut pair and keyboard and stick, live, by their contacts", "[pc][lines]") {
    Pc pc;
    pc.power_on();
    REQUIRE_THAT(pc.settled("link eth0", "carrier=1"), Contains("carrier=1"));
    pc.close(2);
    REQUIRE(pc.says("NIC Link is Down"));
    CHECK_THAT(pc.agent("link eth0"), Contains("carrier=0"));
    CHECK_THAT(pc.agent("ping 192.168.50.1"), Contains("status=failed"));
    pc.log_in();
    pc.type("ip link show eth0");
    CHECK(pc.says("NO-CARRIER"));
    pc.hands("replace", "pc.nic0.pair");
    REQUIRE(pc.says("NIC Link is Up"));
    CHECK_THAT(pc.agent("ping 192.168.50.1"), Contains("status=ok"));

    pc.close(3);
    REQUIRE(pc.says("USB disconnect"));
    CHECK_THAT(pc.agent("usb"), !Contains("Keyboard"));
    pc.open(3);
    REQUIRE(pc.says("QEMU USB Keyboard"));
    pc.hands("unplug", "pc.stick.vbus");
    REQUIRE(pc.says("USB disconnect"));
    CHECK_THAT(pc.agent("usb"), !Contains("BE-CLE-0003"));
    pc.hands("plug", "pc.stick.vbus");
    REQUIRE(pc.says("Attached SCSI removable disk"));
    CHECK_THAT(pc.agent("usb"), Contains("BE-CLE-0003"));
}

TEST_CASE("a BREAK and a letter are SysRq to the kernel, at a login prompt too", "[pc][break]") {
    Pc pc;
    pc.power_on();
    pc.type("");
    REQUIRE(pc.says("atelier login: "));
    pc.socket("console.signals").send("\x01");
    CHECK_FALSE(pc.says("sysrq: ", 1));  // it waits for the letter, and has heard the BREAK by then
    pc.socket("desk").send("h");
    CHECK(pc.says("sysrq: HELP : loglevel(0-9)"));
    pc.socket("console.signals").send("\x01");
    CHECK_FALSE(pc.says("sysrq: ", 1));
    pc.socket("desk").send("t");  // Debian's kernel.sysrq is 0x1b6
    CHECK(pc.says("This sysrq operation is disabled"));
    pc.socket("desk").send("h\n");  // without a BREAK it is a letter
    CHECK(pc.says("Password: "));
}

TEST_CASE("sectors under the client's photos go bad and good again", "[pc][disk]") {
    Pc pc;
    pc.power_on();
    pc.log_in();
    pc.set("pc.disk0.sectors", "fault");
    pc.type("echo 3 > /proc/sys/vm/drop_caches; cat /home/client/photos.txt");
    REQUIRE(pc.says("I/O error, dev sda, sector"));
    CHECK_THAT(pc.agent("hash /home/client/photos.txt"), Contains("unavailable"));  // not gone
    pc.set("pc.disk0.sectors", "healthy");
    CHECK_THAT(pc.agent("hash /home/client/photos.txt"), Contains(kPhotos));
}

TEST_CASE("a repair survives a cut of the mains and a reboot", "[pc][power]") {
    Pc pc;
    pc.power_on();
    pc.log_in();
    pc.type("echo 'nameserver 192.0.2.53' > /etc/resolv.conf && sync && echo sy''nced");
    REQUIRE(pc.says("synced"));
    CHECK_THAT(pc.agent("resolve serveur.atelier.lan"), Contains("status=failed"));
    pc.hands("cut", "pc.mains");
    CHECK(pc.status()["power"] == "off");
    pc.hands("restore", "pc.mains");
    CHECK(pc.status()["power"] == "off");  // nothing energises by itself
    pc.hands("press", "pc.power");
    REQUIRE(pc.says("recovery complete", kBoot));
    REQUIRE(pc.says("atelier login: ", kBoot));
    CHECK_THAT(pc.agent("resolvers"), Contains("server=192.0.2.53"));

    pc.log_in();
    pc.type("reboot");
    REQUIRE(pc.says("atelier login: ", kBoot));
    CHECK(pc.status()["power"] == "on");
    pc.hands("press", "pc.power");
    REQUIRE(pc.says("reboot: Power down", kBoot));
    CHECK(pc.socket("console.signals").expect("\x02", kReact));
}

TEST_CASE("clock cell and memory module show at the next start; the relay presses the button",
          "[pc][lines]") {
    Pc pc;
    pc.set("pc.clock.cell", "fault");
    pc.set("pc.ram1", "fault");
    pc.close(5);
    pc.open(5);
    REQUIRE(pc.says("setting system clock to 2000-01-01", kBoot));
    REQUIRE(pc.socket("agent").expect("banc-agent 2", kBoot));
    const auto memory = pc.agent("memory");
    CHECK_THAT(memory, Contains("total_kb=4") || Contains("total_kb=5") || Contains("total_kb=6"));
    CHECK(pc.ask("hands", {{"do", "reseat"}, {"part", "pc.ram1"}})["error"]["en"] ==
          "the PC is on (switch it off first)");
}

TEST_CASE("a setup that starts from the data disk boots nothing, nor does a blank disk",
          "[pc][disk]") {
    Pc pc;
    pc.set("pc.boot.order", "fault");
    pc.hands("press", "pc.power");
    REQUIRE(pc.says("No bootable device", kBoot));
    pc.hands("hold", "pc.power");
    pc.hands("replace", "pc.boot.order");
    pc.hands("swap", "pc.disk0");
    pc.hands("press", "pc.power");
    REQUIRE(pc.says("No bootable device", kBoot));
}

TEST_CASE("no QEMU outlives a bench that was killed", "[pc][life]") {
    Pc pc;
    pc.hands("press", "pc.power");
    const pid_t qemu = pc.status()["qemu_pid"].get<pid_t>();
    REQUIRE(qemu > 0);
    pc.kill_hard();
    CHECK(gone(qemu, 20));
}
