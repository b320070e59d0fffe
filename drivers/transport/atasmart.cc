// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/atasmart.h"

#include <unistd.h>

#include <cerrno>
#include <cstddef>  // atasmart.h uses size_t without it
#include <cstring>
// After <cstddef>.
#include <atasmart.h>

#include "drivers/transport/scsi_ata.h"
#include "drivers/transport/smart_error.h"

namespace banc {
namespace {

std::optional<std::string> unless_empty(const char* words) {
    if (*words == '\0') return {};
    return words;
}

// 254 and 255 are no values. libatasmart drops 0 as well, where an SSD stands whose spare is used
// up: a value at or below its threshold like any other. None of the seven readings of real disks
// holds a 0; where a disk keeps no such value its threshold is 0 too, which judges nothing.
std::optional<int> normalised(std::uint8_t value) {
    if (value > 253) return {};
    return value;
}

DiskAttribute attribute_of(const SkSmartAttributeParsedData& parsed) {
    DiskAttribute out;
    out.id = parsed.id;
    out.name = parsed.name;
    for (std::size_t i = 0; i < 6; ++i) out.raw |= std::uint64_t{parsed.raw[i]} << (8 * i);
    for (std::size_t i = 0; i < 3; ++i)
        out.words.at(i) = static_cast<std::uint16_t>(out.raw >> (16 * i));
    out.current = normalised(parsed.current_value);
    out.worst = normalised(parsed.worst_value);
    if (parsed.threshold_valid) out.threshold = parsed.threshold;
    out.prefailure = parsed.prefailure;
    return out;
}

// What libatasmart takes from a file. Without an identity it names no attribute: it gets an empty
// one, which matches no quirk.
Bytes for_atasmart(const SmartBlob& pages) {
    SmartBlob copy;
    copy[SmartPage::identify] = Bytes(512, 0);
    for (const auto which :
         {SmartPage::identify, SmartPage::verdict, SmartPage::data, SmartPage::thresholds})
        if (const auto found = pages.find(which); found != pages.end()) copy[which] = found->second;
    return encode_smart_blob(copy);
}

// It asserts and reads through pointers of 32 bits: only sizes that parse_smart_blob let through,
// in memory of its own, ever get here.
AtaDisk handle_on(const SmartBlob& pages) {
    SkDisk* disk = nullptr;
    if (sk_disk_open(nullptr, &disk) < 0) return nullptr;
    AtaDisk out(disk);
    const auto bytes = for_atasmart(pages);
    if (sk_disk_set_blob(disk, bytes.data(), bytes.size()) < 0) return nullptr;
    return out;
}

// Identify and RETURN STATUS leave a sleeping disk asleep; the rest does not.
bool sleeps(SkDisk* disk) {
    SkBool awake = TRUE;
    return sk_disk_check_sleep_mode(disk, &awake) >= 0 && awake == FALSE;
}

Error asleep(const std::string& device) {
    return {Errc::environment,
            text("{} : le disque dort", "{}: the disk is asleep", device),
            {"pour le réveiller : --wake", "to wake it: --wake"},
            {}};
}

Error no_smart(const std::string& device) {
    if (geteuid() != 0) return smart_error(EPERM, device);
    return {Errc::environment,
            text("{} : pas de données SMART (pas un disque ATA, ou un boîtier qui les retient)",
                 "{}: no SMART data (no ATA disk, or an enclosure that holds them back)", device),
            {"branchez le disque sur un port SATA", "plug the disk into a SATA port"},
            {}};
}

}  // namespace

void SkDiskFree::operator()(SkDisk* disk) const { sk_disk_free(disk); }

AtaWords ata_words(const SmartBlob& pages) {
    AtaWords out;
    const auto disk = handle_on(pages);
    if (!disk) return out;
    const SkIdentifyParsedData* identity = nullptr;
    if (pages.contains(SmartPage::identify) && sk_disk_identify_parse(disk.get(), &identity) >= 0) {
        out.model = unless_empty(identity->model);
        out.serial = unless_empty(identity->serial);
        out.firmware = unless_empty(identity->firmware);
    }
    sk_disk_smart_parse_attributes(
        disk.get(),
        [](SkDisk*, const SkSmartAttributeParsedData* parsed, void* into) {
            static_cast<AtaWords*>(into)->attributes.push_back(attribute_of(*parsed));
        },
        &out);
    SkSmartOverall overall{};
    if (sk_disk_smart_get_overall(disk.get(), &overall) >= 0)
        if (const char* const words = sk_smart_overall_to_string(overall)) out.opinion = words;
    return out;
}

Result<SmartBlob> sample_ata(const std::string& device, Wake wake) {
    SkDisk* opened = nullptr;
    if (sk_disk_open(device.c_str(), &opened) < 0)
        return tl::unexpected<Error>(smart_error(errno, device));
    const AtaDisk disk(opened);
    if (wake == Wake::no && sleeps(disk.get())) return tl::unexpected<Error>(asleep(device));
    SkBool available = FALSE;
    if (sk_disk_smart_is_available(disk.get(), &available) < 0 || available == FALSE)
        return tl::unexpected<Error>(no_smart(device));
    if (sk_disk_smart_read_data(disk.get()) < 0)
        return tl::unexpected<Error>(smart_error(errno, device));
    const void* bytes = nullptr;
    std::size_t size = 0;
    if (sk_disk_get_blob(disk.get(), &bytes, &size) < 0)
        return tl::unexpected<Error>(smart_error(errno, device));
    auto pages = parse_smart_blob({static_cast<const std::uint8_t*>(bytes), size}, device);
    if (!pages) return pages;
    if (auto log = read_self_test_log(device)) (*pages)[SmartPage::self_tests] = std::move(*log);
    return pages;
}

}  // namespace banc
