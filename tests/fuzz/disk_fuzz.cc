// SPDX-License-Identifier: EUPL-1.2
// Any bytes as a reading of a disk; and any bytes as its pages, so that what lies behind the
// envelope, libatasmart too, is reached every time.
#include <algorithm>
#include <cstdlib>

#include "drivers/smart/nvme_health.h"
#include "drivers/transport/atasmart.h"

namespace {

using namespace banc;

Bytes page(ByteView& rest, std::size_t size) {
    const auto some = rest.first(std::min(size, rest.size()));
    rest = rest.subspan(some.size());
    Bytes out(some.begin(), some.end());
    out.resize(size);
    return out;
}

// Nothing absurd is counted, and whatever is counted is explained.
void judge(const DiskHealth& health) {
    const auto sane = [](const std::optional<std::int64_t>& count) {
        return count.value_or(0) >= 0 && count.value_or(0) <= 65535;
    };
    if (!sane(health.reallocated_sectors) || !sane(health.pending_sectors)) std::abort();
    if (health.power_on_hours.value_or(0) < 0) std::abort();
    const bool alarmed = health.status == DiskStatus::warning || health.status == DiskStatus::bad;
    if (alarmed && health.reasons.empty()) std::abort();
}

void read_file(ByteView bytes) {
    const auto pages = parse_smart_blob(bytes, "f");
    if (!pages) {
        if (pages.error().what.fr.empty() || pages.error().place.file != "f") std::abort();
        return;
    }
    if (parse_smart_blob(encode_smart_blob(*pages), "f") != *pages) std::abort();
    judge(ata_health(*pages, ata_words(*pages)));
    judge(nvme_health(*pages));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    ByteView rest(data + 1, size - 1);
    read_file(rest);
    SmartBlob pages;
    for (const auto which : {SmartPage::data, SmartPage::thresholds, SmartPage::identify,
                             SmartPage::self_tests, SmartPage::nvme_health})
        if ((data[0] >> static_cast<int>(which) & 1) != 0) pages[which] = page(rest, 512);
    if ((data[0] & 0x80) != 0) pages[SmartPage::verdict] = page(rest, 4);
    read_file(encode_smart_blob(pages));
    return 0;
}
