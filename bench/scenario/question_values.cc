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

// What a value is written like, beside the words above: as stat and sha256sum write theirs.
struct Shape {
    std::string_view key;
    std::string_view signs;
    std::size_t least;
    std::size_t most;
    Text remedy;
};
const std::vector<Shape>& shapes() {
    static const std::vector<Shape> all{
        {"mode",
         "01234567",
         1,
         4,
         {"en octal, sans 0 devant : 644", "in octal, without a 0 before it: 644"}},
        {"sha256",
         "0123456789abcdef",
         64,
         64,
         {"64 chiffres hexadécimaux en minuscules, comme les écrit sha256sum",
          "64 lower-case hexadecimal digits, as sha256sum writes them"}},
    };
    return all;
}

bool written_like(const Shape& shape, std::string_view value) {
    const bool padded = shape.key == "mode" && value.size() > 1 && value.front() == '0';
    return !padded && value.size() >= shape.least && value.size() <= shape.most &&
           value.find_first_not_of(shape.signs) == value.npos;
}

bool among(std::string_view names, std::string_view name) {
    return names.find(fmt::format(" {} ", name)) != names.npos;
}

tl::unexpected<Error> never(const RowCondition& condition, Text remedy) {
    return fail(Errc::invalid,
                text("« {} » ne vaut jamais « {} »", "\"{}\" is never \"{}\"", condition.key,
                     condition.value),
                std::move(remedy));
}

Result<void> check_value(const Rows& rows, const RowCondition& condition) {
    const auto& [key, op, value, quoted] = condition;
    if (std::ranges::find(rows.keys, key) == rows.keys.end()) return {};  // told elsewhere
    if (condition.ordered() && !among(kNumbers, key))
        return fail(Errc::invalid,
                    text("« {} » n'est pas un nombre : « {} » n'y a pas de sens",
                         "\"{}\" is no number: \"{}\" makes no sense with it", key, op),
                    text("écrivez == ou !=", "write == or !="));
    if (condition.ordered() || condition.drawn() || value.empty()) return {};
    const auto shape = std::ranges::find(shapes(), key, &Shape::key);
    if (shape != shapes().end() && !written_like(*shape, value))
        return never(condition, shape->remedy);
    const auto words = words_for(rows, key);
    if (words.empty() || std::ranges::find(words, value) != words.end()) return {};
    return never(condition, suggest(value, words));
}

}  // namespace

std::vector<std::string> words_for(const Rows& rows, std::string_view key) {
    for (const auto& one : closed())
        if (one.key == key && among(one.of, rows.of)) return one.words;
    return {};
}

Result<void> check_values(const Rows& rows, const std::vector<RowCondition>& conditions) {
    for (const auto& condition : conditions)
        if (auto possible = check_value(rows, condition); !possible) return possible;
    for (const auto& condition : conditions) {
        const auto words = words_for(rows, condition.key);
        const auto fits = [&](const std::string& word) {
            return std::ranges::all_of(conditions, [&](const RowCondition& one) {
                return one.key != condition.key || one.drawn() ||
                       holds(one, {{std::string(one.key), word}});
            });
        };
        if (words.empty() || std::ranges::any_of(words, fits)) continue;
        return fail(Errc::invalid,
                    text("aucun « {} » ne convient à cela", "no \"{}\" fits this", condition.key),
                    text("ses valeurs : {}", "its values: {}",
                         fmt::format("{}", fmt::join(words, ", "))));
    }
    return {};
}

}  // namespace banc
