// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cerrno>
#include <fstream>

#include "bench/journal/writer.h"

namespace banc {

Result<BootId> this_boot() {
    std::string text;
    std::ifstream("/proc/sys/kernel/random/boot_id") >> text;
    std::erase(text, '-');
    const auto bytes = unhex(text);
    BootId out{};
    if (!bytes || bytes->size() != out.size())
        return disk_error(ENOENT, "/proc/sys/kernel/random/boot_id");
    std::copy(bytes->begin(), bytes->end(), out.begin());
    return out;
}

}  // namespace banc
