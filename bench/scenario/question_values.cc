// SPDX-License-Identifier: EUPL-1.2
// What a row may hold under a key, as far as drivers/agent/PROTOCOL.md closes it.
#include <algorithm>

#include "bench/scenario/questions.h"
#include "bench/yaml/fields.h"

namespace banc {
namespace {

struct Closed {
    std::string_view key;
    std::string_view of;  // verbs or instruments, with blanks between and around
    std::vector<std::string> words;
};

const std::vector<Closed>& closed() {
    static const std::vector<Closed> all{
        {"up", " hello ", {"yes"}},
        {"firmware", " system ", {"uefi", "bios"}},
        {"secure_boot", " system ", {"yes", "no"}},
        {"transport", " disks ", {"sata", "nvme", "usb", "mmc", "virtio", "other"}},
        {"rotational", " disks ", {"0", "1"}},
        {"removable", " disks ", {"0", "1"}},
        {"carrier", " link nics ", {"0", "1"}},
        {"duplex", " link nics ", {"full", "half", "unknown"}},
        {"status", " resolve ping page ", {"ok", "failed"}},
        {"status", " hash file sectors ", {"ok", "missing"}},
        {"blank", " sectors ", {"yes", "no"}},
        {"level",
         " events ",
         {"emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"}},
        {"locked", " accounts ", {"yes", "no"}},
        {"password", " accounts ", {"none", "set", "locked"}},
        {"installed", " package ", {"yes", "no"}},
        {"state", " printers ", {"idle", "printing", "stopped"}},
        {"read_only", " shares ", {"yes", "no"}},
        {"guest", " shares ", {"yes", "no"}},
        {"online", " batteries ", {"0", "1"}},
        {"status", " disk ", {"good", "warning", "bad"}},
        {"contact", " input ", {"open", "closed"}},
    };
    return all;
}

// Those that may hold a whole number, of whatever they are keys.
constexpr std::string_view kNumbers =
    " version uptime_s epoch_s rtc_epoch_s drift_s rtc_drift_s cores threads total_kb size_kb"
    " speed_mts size_bytes rotational free_kb removable carrier speed_mbps rx_errors tx_errors"
    " problem uid time_s mode mtime_s jobs disks degraded rpm celsius online percent hours"
    " reallocated pending ";

bool among(std::string_view names, std::string_view name) {
    return names.find(fmt::format(" {} ", name)) != names.npos;
}

}  // namespace

std::vector<std::string> words_for(const Rows& rows, std::string_view key) {
    for (const auto& one : closed())
        if (one.key == key && among(one.of, rows.of)) return one.words;
    return {};
}

Result<void> check_value(const Rows& rows, const RowCondition& condition) {
    const auto& [key, op, value, quoted] = condition;
    if (std::ranges::find(rows.keys, key) == rows.keys.end()) return {};  // told elsewhere
    if (condition.ordered() && !among(kNumbers, key))
        return fail(Errc::invalid,
                    text("« {} » n'est pas un nombre : « {} » n'y a pas de sens",
                         "\"{}\" is no number: \"{}\" makes no sense with it", key, op),
                    text("écrivez == ou !=", "write == or !="));
    const auto words = words_for(rows, key);
    const bool free = words.empty() || condition.ordered() || condition.drawn() || value.empty();
    if (free || std::ranges::find(words, value) != words.end()) return {};
    return fail(Errc::invalid,
                text("« {} » ne vaut jamais « {} »", "\"{}\" is never \"{}\"", key, value),
                suggest(value, words));
}

}  // namespace banc
