// SPDX-License-Identifier: EUPL-1.2
// Real libatasmart through our worker, and Debian's skdump, which nobody here wrote, on one mock
// disk; the program itself on disks and files.
#include <fmt/format.h>
#include <libudev.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "bench/core/json.h"
#include "drivers/transport/plugged_disk.h"
#include "drivers/transport/qt_loop.h"
#include "drivers/transport/smart_worker.h"
#include "tests/smart/fake_disk.h"
#include "tests/smart/made_disk.h"
#include "tests/transport/foreign.h"
#include "tests/transport/wait.h"

// What udevd knows lies in /run/udev, which no mock bus covers: that it has looked at a device is a
// property here.
extern "C" int udev_device_get_is_initialized(udev_device* device) {
    return int{udev_device_get_property_value(device, "USEC_INITIALIZED") != nullptr};
}

namespace banc {
namespace {

constexpr Nanos kSoon = std::chrono::milliseconds(50);
// Where tests/smart/fake_disk.cc puts it.
constexpr const char* kDisk = "/sys/devices/pci0000:00/ata1/host0/target0:0:0/0:0:0:0/block/sda";

MadeDisk worn() {
    return {.attributes = {{.id = 5, .raw = 7, .threshold = 36},
                           {.id = 9, .raw = 8055},
                           {.id = 12, .raw = 44},
                           {.id = 194, .raw = 31},
                           {.id = 197, .raw = 2}}};
}

struct Bus {
    FakeUsb mock;
    FakeDisk disk{mock.bed(), "sda", pages_of(worn())};
    QtLoop loop;
    std::unique_ptr<SmartWorker> worker = SmartWorker::start(loop).value();

    Result<SmartBlob> sample(Wake wake = Wake::no, Nanos deadline = kDiskDeadline) {
        return wait_for(worker->sample({"/dev/sda", wake, deadline}));
    }
    DiskHealth health() {
        const auto pages = sample();
        if (!pages) FAIL(pages.error().line(Lang::en));
        return health_of(*pages);
    }
};

Ended run(std::vector<std::string> command) {
    command.insert(command.begin(),
                   {"env", std::string("LD_PRELOAD=") + BLOCK_STAT + ":libumockdev-preload.so.0"});
    return run_on_bus(std::move(command));
}

Ended show(const std::string& what, std::vector<std::string> options = {}) {
    options.insert(options.begin(), {BANC_PROGRAM, "disk", "show", what});
    return run(std::move(options));
}

std::string write(const QTemporaryDir& folder, const Bytes& bytes) {
    const auto path = folder.path().toStdString() + "/BANC--1.02";
    std::ofstream(path, std::ios::binary) << to_string(bytes);
    return path;
}

}  // namespace

TEST_CASE("a disk on the bus is read by real libatasmart, its log of self-tests by us",
          "[smart][mock]") {
    Bus bus;
    CHECK(bus.health().serial == "BA-0001");
    CHECK(bus.health().reallocated_sectors == 7);
    CHECK_FALSE(bus.health().self_tests);
    auto pages = pages_of(worn());
    pages[SmartPage::self_tests] = made_self_test_log();
    bus.disk.become(pages);
    REQUIRE(bus.health().self_tests);
    CHECK(bus.health().self_tests->size() == 2);
    CHECK(bus.sample() == pages);
}

TEST_CASE("a disk is found by its serial number or its USB port, or is not there",
          "[smart][mock]") {
    FakeUsb mock;
    const auto usb = "/devices/usb1/1-4";
    mock.add(fmt::format("P: {0}\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\n", usb));
    const auto disk = [&](const std::string& name, const std::string& serial, long size) {
        const auto told = serial.empty() ? "" : "E: ID_SERIAL_SHORT=" + serial + "\n";
        mock.add(
            fmt::format("P: {0}/1-4:1.0/host6/target6:0:0/6:0:0:0/block/{1}\nN: {1}\n"
                        "E: SUBSYSTEM=block\nE: DEVTYPE=disk\nE: DEVNAME=/dev/{1}\n"
                        "{2}A: size={3}\\n\n",
                        usb, name, told, size));
    };
    CHECK(disk_device("usb:1-4") == "");
    disk("sdb", "BE-DATA-0002", 976773168);
    disk("sdc", "CARTE", 0);  // a card reader without a card
    CHECK(disk_device("usb:1-4") == "/dev/sdb");
    CHECK(disk_device("BE-DATA-0002") == "/dev/sdb");
    CHECK(disk_device("usb:1-5") == "");
    CHECK(disk_device("CARTE") == "");
    disk("sdd", "BE-NEUF-0010", 976773168);
    CHECK(disk_device("usb:1-4").error().code == Errc::invalid);
    CHECK(disk_device("BE-NEUF-0010") == "/dev/sdd");
    disk("sde", "", 976773168);  // udevd has not told its number yet: it may be any
    CHECK(disk_device("BE-NEUF-0010") == "/dev/sdd");
    CHECK(disk_device("BE-NEUF-0011").error().code == Errc::environment);
    CHECK(disk_device("usb:1-5") == "");
    umockdev_testbed_set_property(
        mock.bed(), "/sys/devices/usb1/1-4/1-4:1.0/host6/target6:0:0/6:0:0:0/block/sde",
        "USEC_INITIALIZED", "1");
    CHECK(disk_device("BE-NEUF-0011") == "");  // it has none: then it is not the one
}

TEST_CASE("a disk of bench.yaml is read where it stands, and never waited for", "[smart][mock]") {
    Bus bus;
    const DiskConfig config{"bench.dock", "BA-0001", {}};
    PluggedDisk disk(*bus.worker, config);
    umockdev_testbed_set_property(bus.mock.bed(), kDisk, "ID_SERIAL_SHORT", "BA-0001");
    const auto found = wait_for(disk.sample(kDiskDeadline));
    REQUIRE(found);
    REQUIRE(*found);
    CHECK((*found)->serial == "BA-0001");
    bus.disk.hang();
    CHECK(wait_for(disk.sample(kSoon)).error().code == Errc::timeout);
    CHECK(wait_for(disk.sample(kSoon)).error().code == Errc::timeout);
    bus.disk.let_go();
    CHECK(wait_for(disk.sample(kDiskDeadline)));  // nothing is asked of it any more when it goes
}

TEST_CASE("a disk whose name another one got while it hung is not taken for it", "[smart][mock]") {
    Bus bus;
    const DiskConfig config{"bench.dock", "BA-0001", {}};
    PluggedDisk disk(*bus.worker, config);
    umockdev_testbed_set_property(bus.mock.bed(), kDisk, "ID_SERIAL_SHORT", "BA-0001");
    bus.disk.hang();
    auto reading = disk.sample(kDiskDeadline);
    reading.start();
    umockdev_testbed_set_property(bus.mock.bed(), kDisk, "ID_SERIAL_SHORT", "BA-0002");
    bus.disk.let_go();
    run_until([&] { return reading.done(); });
    const auto read = reading.take();
    REQUIRE_FALSE(read);
    CHECK(read.error().code == Errc::disconnected);
}

TEST_CASE("each sample sees the disk as it is now, not as it was", "[smart][mock]") {
    Bus bus;
    CHECK(bus.health().pending_sectors == 2);
    auto worse = worn();
    worse.attributes[4].raw = 90;
    worse.says = MadeDisk::Says::bad;
    bus.disk.become(pages_of(worse));
    CHECK(bus.health().pending_sectors == 90);
    CHECK(bus.health().status == DiskStatus::bad);
}

TEST_CASE("a sleeping disk is left asleep unless it is to be woken", "[smart][mock]") {
    Bus bus;
    bus.disk.sleep_now();  // allow: sleep, what a disk does
    const auto refused = bus.sample();
    REQUIRE_FALSE(refused);
    CHECK_THAT(refused.error().remedy.en, Catch::Contains("--wake"));
    CHECK(bus.disk.times_read() == 0);
    CHECK(bus.sample(Wake::yes));
    CHECK(bus.disk.times_read() == 1);
}

TEST_CASE("a disk that holds its command is a timeout; once it answers it is read again",
          "[smart][mock]") {
    Bus bus;
    bus.disk.hang();
    const auto silent = bus.sample(Wake::no, kSoon);
    REQUIRE_FALSE(silent);
    CHECK(silent.error().code == Errc::timeout);
    bus.disk.let_go();
    while (!bus.sample()) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

TEST_CASE("a disk that is gone says so", "[smart][mock]") {
    Bus bus;
    bus.disk.fail_with(ENODEV);
    const auto gone = bus.sample();
    REQUIRE_FALSE(gone);
    CHECK(gone.error().code == Errc::disconnected);
}

TEST_CASE("skdump and our worker agree on a disk", "[smart][mock][judge]") {
    Bus bus;
    const auto said = run({"skdump", "/dev/sda"}).said;
    CAPTURE(said);
    const auto health = bus.health();
    CHECK_THAT(said, Catch::Contains("Model: [" + health.model.value() + "]"));
    CHECK_THAT(said, Catch::Contains("Serial: [" + health.serial.value() + "]"));
    CHECK_THAT(said, Catch::Contains("Firmware: [" + health.firmware.value() + "]"));
    CHECK_THAT(said, Catch::Contains("Overall Status: " + health.opinion.value()));
    CHECK_THAT(said, Catch::Contains("Power Cycles: 44"));
    CHECK(health.power_cycles == 44);
    CHECK_THAT(said, Catch::Contains("Temperature: 31.0 C"));
    CHECK(health.temperature_c == 31);
    CHECK_THAT(said, Catch::Contains("Bad Sectors: 9 sectors"));
    CHECK(health.reallocated_sectors.value() + health.pending_sectors.value() == 9);
}

TEST_CASE("what skdump saves, banc shows", "[smart][mock][judge]") {
    Bus bus;
    const QTemporaryDir folder;
    const auto file = folder.path().toStdString() + "/saved";
    CHECK(run({"skdump", "--save=" + file, "/dev/sda"}).code == 0);
    CHECK(load_smart_file(file).value() == bus.sample().value());
}

TEST_CASE("banc disk show tells a disk, an NVMe disk and a file alike", "[smart][cli]") {
    Bus bus;
    const FakeDisk nvme(bus.mock.bed(), "nvme0", pages_of(MadeNvme{.critical_warning = 4}));
    const QTemporaryDir folder;
    const auto file = write(folder, encode_smart_blob(pages_of(worn())));
    const auto disk = show("/dev/sda", {"--json"});
    CAPTURE(disk.said);
    CHECK(disk.code == 0);
    CHECK(disk.said == show(file, {"--json"}).said);
    const auto told = parse_json(disk.said).value();
    CHECK(told["status"] == "warning");
    CHECK(told["attributes"][0]["name"] == "reallocated-sector-count");
    CHECK(told["attributes"][0]["suspect"] == false);
    CHECK_THAT(show("/dev/sda", {"--lang", "fr"}).said, Catch::Contains("À SURVEILLER"));
    const auto spare = show("/dev/nvme0", {"--json"});
    CAPTURE(spare.said);
    REQUIRE(spare.code == 0);
    const auto other = parse_json(spare.said).value();
    CHECK(other["serial"] == "BN-0042");
    CHECK(other["status"] == "bad");
    CHECK(other["pending_sectors"].is_null());
}

TEST_CASE("banc bench check says which disk stands at its place, or that none does",
          "[smart][cli]") {
    Bus bus;
    umockdev_testbed_set_property(bus.mock.bed(), kDisk, "ID_SERIAL_SHORT", "BA-0001");
    const QTemporaryDir folder;
    const auto file = folder.path().toStdString() + "/bench.yaml";
    std::ofstream(file) << "bench: poste\ndisks:\n  dock: { at: { serial: BA-0001 } }\n"
                           "  tiroir: { at: { serial: \"usb:1-4\" } }\n";
    const auto ended = run({BANC_PROGRAM, "bench", "check", file, "--json"});
    CAPTURE(ended.said);
    CHECK(ended.code == 1);
    const auto items = parse_json(ended.said).value()["items"];
    CHECK(items[0]["name"] == "bench.dock");
    CHECK(items[0]["proven"] == true);
    CHECK_THAT(items[0]["what"].get<std::string>(), Catch::Contains("BA-0001, status warning"));
    CHECK(items[1]["proven"] == false);
}

TEST_CASE("banc disk show refuses what is no reading, and says which file", "[smart][cli]") {
    const QTemporaryDir folder;
    const auto [bytes, says] = GENERATE(table<Bytes, std::string>({
        {Bytes{}, "the file is empty"},
        {Bytes(2000, 0x20), "this is no SMART reading"},
        {Bytes(1 << 20, 'A'), "more than 16384 bytes"},
    }));
    const auto path = write(folder, bytes);
    const auto ended = show(path, {"--lang", "en"});
    CHECK(ended.code == 2);
    CHECK_THAT(ended.said, Catch::StartsWith(path + ": ") && Catch::Contains(says));
    CHECK(show(path + "-none").code == 2);
    CHECK(show(folder.path().toStdString()).code == 2);
}

TEST_CASE("a reading one may not open is told with what to do", "[smart][cli]") {
    const QTemporaryDir folder;
    const auto path = write(folder, {1});
    std::filesystem::permissions(path, std::filesystem::perms::none);
    std::vector<std::string> command{BANC_PROGRAM, "disk", "show", path, "--lang", "en"};
    // Root as a plain person: without the capabilities that pass over permissions.
    const std::vector<std::string> plainly{"setpriv",
                                           "--bounding-set=-dac_override,-dac_read_search"};
    if (::geteuid() == 0) command.insert(command.begin(), plainly.begin(), plainly.end());
    const auto ended = run_on_bus(std::move(command));
    CHECK(ended.code == 3);
    CHECK_THAT(ended.said, Catch::Contains("run it as root"));
}

}  // namespace banc
