// SPDX-License-Identifier: EUPL-1.2
#include "bench/virtual/arguments.h"

namespace banc {
namespace {

using Strings = std::vector<std::string>;

void add(Strings& to, Strings more) {
    for (auto& each : more) to.push_back(std::move(each));
}

// A comma ends an option's value for QEMU; doubled, it is a comma.
std::string escaped(const std::string& path) {
    std::string out;
    for (const char c : path) out += c == ',' ? ",," : std::string(1, c);
    return out;
}

std::string file_node(const char* name, const std::string& path) {
    return fmt::format("driver=file,node-name={},filename={}", name, escaped(path));
}

// Two modules, 96 and 32 MiB.
std::string memory(const PcState& pc) { return pc.sound(Line::ram1) ? "128" : "96"; }

// A chipset whose cell is flat wakes up at the start of its calendar.
std::string clock(const PcState& pc) {
    return pc.sound(Line::clock_cell) ? "base=utc" : "base=2000-01-01T00:00:00";
}

Strings machine(const PcState& pc) {
    return {"-name",       "banc-virtual",    "-machine", "q35,graphics=off",
            "-accel",      "tcg,tb-size=64",  "-m",       memory(pc),
            "-rtc",        clock(pc),         "-display", "none",
            "-nodefaults", "-no-user-config", "-boot",    "strict=on",
            "-action",     "reboot=shutdown", "-S"};
}

Strings ports(const PcWires& wires) {
    Strings out;
    const auto chardev = [&](const char* name, int fd) {
        add(out, {"-chardev", fmt::format("socket,id={},fd={}", name, fd)});
    };
    chardev("monitor", wires.monitor);
    add(out, {"-mon", "chardev=monitor,mode=control"});
    chardev("console", wires.console);
    add(out, {"-serial", "chardev:console"});
    chardev("agent", wires.agent);
    add(out, {"-serial", "chardev:agent"});
    return out;
}

// Behind a root port, so that the controller can be pulled from a running PC with its disk: QEMU
// can't unplug an ATA disk alone. ACPI hot-plug would need the guest's consent.
Strings system_disk(const PcState& pc, const PcDisks& disks) {
    Strings out{"-global", "ICH9-LPC.acpi-pci-hotplug-with-bridge-support=off",
                "-device", "pcie-root-port,id=port0,chassis=1,slot=1",
                "-device", "ich9-ahci,id=sata,bus=port0"};
    if (!pc.sound(Line::disk0_power)) return out;
    add(out, {"-blockdev", file_node("platters", pc.blank_disk ? disks.blank : disks.system)});
    add(out, {"-blockdev",
              fmt::format("driver=blkdebug,node-name=worn,image=platters,inject-error.0.event=none,"
                          "inject-error.0.iotype=read,inject-error.0.errno=5,"
                          "inject-error.0.sector={}",
                          disks.bad_sector)});
    add(out, {"-blockdev", fmt::format("driver=raw,node-name=disk0,file={}",
                                       pc.sound(Line::disk0_sectors) ? "platters" : "worn")});
    add(out, {"-device", fmt::format("ide-hd,id=disk0,drive=disk0,bus=sata.0,serial={}{}",
                                     pc.blank_disk ? "BE-NEUF-0009" : "BE-SYS-0001",
                                     pc.sound(Line::boot_order) ? ",bootindex=1" : "")});
    return out;
}

// The data disk holds no boot code: a setup that starts there ends at "No bootable device". It is
// the second to try, because QEMU enforces `strict` only on a list that is not empty: without it a
// PC that lost disk0 would go on to the stick, whose FAT boot sector says something else.
Strings data_disk(const PcState& pc, const PcDisks& disks) {
    if (!pc.sound(Line::disk1_power)) return {};
    return {"-blockdev", file_node("disk1", pc.new_data_disk ? disks.new_data : disks.data),
            "-device",
            fmt::format("nvme,id=disk1,drive=disk1,serial={}{}",
                        pc.new_data_disk ? "BE-NEUF-0010" : "BE-DATA-0002",
                        pc.sound(Line::boot_order) ? ",bootindex=2" : ",bootindex=1")};
}

Strings network(const PcWires& wires) {
    return {"-netdev", fmt::format("dgram,id=cable,local.type=fd,local.str={}", wires.network),
            "-device", "e1000,id=nic0,netdev=cable,mac=02:be:00:00:00:10,romfile="};
}

Json keyboard() {
    return {{"driver", "usb-kbd"}, {"id", "keyboard"}, {"bus", "usb.0"}, {"port", "1"}};
}
Json stick() {
    return {{"driver", "usb-storage"}, {"id", "stick"},           {"bus", "usb.0"},   {"port", "2"},
            {"drive", "stick"},        {"serial", "BE-CLE-0003"}, {"removable", true}};
}

Strings usb(const PcState& pc, const PcDisks& disks) {
    Strings out{"-device", "qemu-xhci,id=usb", "-blockdev", file_node("stick", disks.stick)};
    if (pc.sound(Line::keyboard_vbus)) add(out, {"-device", keyboard().dump()});
    if (pc.sound(Line::stick_vbus)) add(out, {"-device", stick().dump()});
    return out;
}

Json command(const char* name, Json arguments) {
    return {{"execute", name}, {"arguments", std::move(arguments)}};
}
Json unplug(const char* id) { return command("device_del", {{"id", id}}); }

Json cable(Health to) {
    return command("set_link", {{"name", "nic0"}, {"up", to == Health::healthy}});
}
Json platters(Health to) {
    const Json node = {{"driver", "raw"},
                       {"node-name", "disk0"},
                       {"file", to == Health::healthy ? "platters" : "worn"}};
    return command("blockdev-reopen", {{"options", Json::array({node})}});
}

}  // namespace

std::vector<std::string> qemu_arguments(const PcState& pc, const PcDisks& disks,
                                        const PcWires& wires) {
    Strings out = machine(pc);
    add(out, ports(wires));
    add(out, system_disk(pc, disks));
    add(out, data_disk(pc, disks));
    add(out, network(wires));
    add(out, usb(pc, disks));
    return out;
}

std::vector<Json> live_commands(Line line, Health to) {
    const bool healthy = to == Health::healthy;
    switch (line) {
        case Line::disk0_power:
            if (healthy) return {};
            return {unplug("sata")};
        case Line::disk0_sectors: return {platters(to)};
        case Line::nic0_pair: return {cable(to)};
        case Line::keyboard_vbus:
            return {healthy ? command("device_add", keyboard()) : unplug("keyboard")};
        case Line::stick_vbus: return {healthy ? command("device_add", stick()) : unplug("stick")};
        case Line::clock_cell:
        case Line::ram1:
        case Line::boot_order:
        case Line::disk1_power: return {};
    }
    return {};
}

std::vector<Json> first_commands(const PcState& pc) {
    const auto link = pc.sound(Line::nic0_pair) ? Health::healthy : Health::fault;
    return {command("qmp_capabilities", Json::object()), cable(link),
            command("cont", Json::object())};
}

}  // namespace banc
