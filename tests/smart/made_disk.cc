// SPDX-License-Identifier: EUPL-1.2
#include "tests/smart/made_disk.h"

#include <numeric>

namespace banc {
namespace {

void put(Bytes& page, std::size_t at, std::uint64_t value, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i)
        page.at(at + i) = static_cast<std::uint8_t>(value >> (8 * i));
}

// ATA strings: two letters a word, the first one high, padded with blanks.
void put_swapped(Bytes& page, std::size_t at, std::string text, std::size_t size) {
    text.resize(size, ' ');
    for (std::size_t i = 0; i < size; ++i)
        page.at(at + i) = static_cast<std::uint8_t>(text.at(i ^ 1U));
}

void put_text(Bytes& page, std::size_t at, std::string text, std::size_t size) {
    text.resize(size, ' ');
    for (std::size_t i = 0; i < size; ++i) page.at(at + i) = static_cast<std::uint8_t>(text.at(i));
}

void seal(Bytes& page) {
    page.at(511) = 0;
    page.at(511) = static_cast<std::uint8_t>(-std::accumulate(page.begin(), page.end(), 0));
}

Bytes identify(const MadeDisk& disk) {
    Bytes page(512);
    put_swapped(page, 20, disk.serial, 20);
    put_swapped(page, 46, disk.firmware, 8);
    put_swapped(page, 54, disk.model, 40);
    put(page, 2 * 60, disk.sectors & 0x0fffffff, 4);
    put(page, 2 * 82, 1, 2);        // knows SMART
    put(page, 2 * 83, 1 << 10, 2);  // knows 48-bit addresses
    put(page, 2 * 85, 1, 2);        // SMART is on
    put(page, 2 * 100, disk.sectors, 8);
    put(page, 2 * 217, disk.turns_per_minute, 2);
    put(page, 510, 0xa5, 1);
    seal(page);
    return page;
}

}  // namespace

SmartBlob pages_of(const MadeDisk& disk) {
    Bytes data(512);
    Bytes thresholds(512);
    std::size_t at = 2;
    for (const auto& attribute : disk.attributes) {
        put(data, at, attribute.id, 1);
        put(data, at + 1, static_cast<std::uint8_t>(attribute.kind), 2);
        put(data, at + 3, attribute.current, 1);
        put(data, at + 4, attribute.worst, 1);
        put(data, at + 5, attribute.raw, 6);
        put(thresholds, at, attribute.id, 1);
        put(thresholds, at + 1, attribute.threshold, 1);
        at += 12;
    }
    put(data, 363, disk.execution_status, 1);
    seal(data);
    seal(thresholds);
    SmartBlob out;
    out[SmartPage::identify] = identify(disk);
    out[SmartPage::data] = data;
    out[SmartPage::thresholds] = thresholds;
    if (disk.says != MadeDisk::Says::nothing)
        out[SmartPage::verdict] =
            Bytes{0, 0, 0, static_cast<std::uint8_t>(disk.says == MadeDisk::Says::good ? 1 : 0)};
    return out;
}

Bytes made_self_test_log() {
    Bytes page(512);
    put(page, 0, 1, 2);
    put(page, 2, 1, 1);  // short, passed
    put(page, 4, 1200, 2);
    put(page, 2 + 24, 2, 1);         // extended,
    put(page, 2 + 24 + 1, 0x76, 1);  // could not read, 60 % left
    put(page, 2 + 24 + 2, 1234, 2);
    put(page, 2 + 24 + 5, 5000, 4);
    put(page, 508, 2, 1);
    seal(page);
    return page;
}

SmartBlob pages_of(const MadeNvme& disk) {
    Bytes controller(4096);
    put_text(controller, 4, "BN-0042", 20);
    put_text(controller, 24, "BANC NVME 256", 40);
    put_text(controller, 64, "2.1", 8);
    Bytes health(512);
    put(health, 0, disk.critical_warning, 1);
    put(health, 1, disk.kelvin, 2);
    put(health, 3, disk.spare, 1);
    put(health, 4, disk.spare_threshold, 1);
    put(health, 5, disk.percentage_used, 1);
    put(health, 112, disk.power_cycles, 8);
    put(health, 128, disk.power_on_hours, 8);
    put(health, 160, disk.media_errors, 8);
    SmartBlob out;
    out[SmartPage::nvme_identify] = controller;
    out[SmartPage::nvme_health] = health;
    return out;
}

}  // namespace banc
