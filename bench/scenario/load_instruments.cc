// SPDX-License-Identifier: EUPL-1.2
// What the controller itself sees: `disks` of bench.yaml, and the facts of a disk or of its USB.
#include <algorithm>

#include "bench/scenario/pieces.h"

namespace banc {
namespace {

const std::string kOfTheBench = "bench.";

// Kernel names go from one disk to the next: /dev/sdb is no place.
std::string as_disk_place(const Node& node, Errors& errors) {
    Fields fields(node, errors);
    const auto* serial = fields.need("serial");
    if (serial == nullptr) return {};
    auto place = as_text(*serial, errors);
    if (place.starts_with('/'))
        blame(errors, serial->place,
              text("« {} » change d'un branchement à l'autre",
                   "\"{}\" changes from one plugging to the next", place),
              text("donnez le port USB (\"usb:1-4\", comme banc devices) ou le numéro de série",
                   "give the USB port (\"usb:1-4\", as banc devices shows) or the serial number"));
    return place;
}

}  // namespace

void check_name(const std::string& name, const BenchConfig& bench, const Place& place,
                Errors& errors) {
    const auto taken = [&](const auto& all) {
        return std::ranges::any_of(all, [&](const auto& one) { return one.name == name; });
    };
    if (name == kUsbProvider || taken(bench.meters) || taken(bench.disks))
        blame(errors, place, text("nom déjà pris « {} »", "name already taken \"{}\"", name),
              text("donnez-lui un autre nom", "give it another name"));
}

DiskConfig read_disk(const Entry& entry, const BenchConfig& bench, Errors& errors) {
    Fields fields(entry.value, errors);
    DiskConfig disk{kOfTheBench + entry.key, fields.get("at", as_disk_place), entry.place};
    check_name(disk.name, bench, entry.place, errors);
    return disk;
}

FactSource read_usb_state(Fields& fields) {
    FactSource source;
    fields.word("usb");
    source.provider = kUsbProvider;
    source.verb = "usb";
    read_question(fields, source, seen_by_the_bench("usb"));
    return source;
}

FactSource read_disk_state(Fields& fields) {
    FactSource source;
    source.provider = kOfTheBench + fields.get("disk", as_text);
    source.verb = "smart";
    read_question(fields, source, seen_by_the_bench("disk"));
    return source;
}

FactSource read_usb_event(Fields& fields) {
    FactSource source;
    source.provider = kUsbProvider;
    source.shows = fields.word("usb");
    source.has = fields.get("has", as_condition, seen_by_the_bench("usb"));
    return source;
}

FactSource read_disk_event(Fields& fields) {
    FactSource source;
    source.provider = kOfTheBench + fields.get("disk", as_text);
    source.verb = "smart";
    source.shows = fields.word("shows");
    return source;
}

}  // namespace banc
