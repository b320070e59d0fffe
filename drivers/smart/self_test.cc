// SPDX-License-Identifier: EUPL-1.2
#include "drivers/smart/self_test.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace banc {
namespace {

constexpr std::size_t kEntries = 21, kEntrySize = 24, kFirst = 2, kIndexAt = 508;
constexpr std::uint64_t kNoSector = 0xffffffff;
constexpr int kFirstFailure = 3, kLastFailure = 8;

struct Outcome {
    int code;  // what the high half of the status byte says; -1 is for us
    std::string_view word;
    Text text;
};
const std::array kOutcomes{
    Outcome{0, "passed", {"réussi", "passed"}},
    Outcome{1, "aborted", {"interrompu par une personne", "aborted by a person"}},
    Outcome{2, "interrupted", {"interrompu par une réinitialisation", "interrupted by a reset"}},
    Outcome{3, "fatal_error", {"impossible à mener", "could not be run"}},
    Outcome{4, "unknown_failure", {"échec, élément inconnu", "failed, element unknown"}},
    Outcome{5, "electrical_failure", {"échec électrique", "electrical failure"}},
    Outcome{6, "servo_failure", {"échec du positionnement des têtes", "servo failure"}},
    Outcome{7, "read_failure", {"échec de lecture", "read failure"}},
    Outcome{8, "handling_damage", {"échec, choc probable", "failed, handling damage suspected"}},
    Outcome{15, "in_progress", {"en cours", "in progress"}},
    Outcome{-1, kPassedOrNeverRun, {"réussi, ou jamais fait", "passed, or never run"}},
    Outcome{-1, kNeverRun, {"jamais fait", "never run"}},
};

// The number the test was started with; the high bit says that the disk did nothing else.
std::string_view kind_of(std::uint8_t number) {
    switch (number & 0x7f) {
        case 0: return "offline";
        case 1: return "short";
        case 2: return "extended";
        case 3: return "conveyance";
        case 4: return "selective";
        default: return "vendor";
    }
}

SelfTest ended_with(std::uint8_t status) {
    SelfTest out;
    const auto* const found = std::ranges::find(kOutcomes, status >> 4, &Outcome::code);
    out.result = found == kOutcomes.end() ? "reserved" : found->word;
    if (const int tenths = status & 0xf; tenths <= 9) out.remaining_percent = 10 * tenths;
    return out;
}

SelfTest entry(ByteView bytes) {
    auto out = ended_with(bytes[1]);
    out.kind = kind_of(bytes[0]);
    out.at_hours = bytes[2] | bytes[3] << 8;
    const auto lba = std::uint64_t{bytes[5]} | std::uint64_t{bytes[6]} << 8 |
                     std::uint64_t{bytes[7]} << 16 | std::uint64_t{bytes[8]} << 24;
    if (failed(out) && lba != kNoSector) out.lba = lba;
    return out;
}

}  // namespace

bool failed(const SelfTest& test) {
    const auto* const found = std::ranges::find(kOutcomes, test.result, &Outcome::word);
    return found != kOutcomes.end() && found->code >= kFirstFailure && found->code <= kLastFailure;
}

Text in_words(const SelfTest& test) {
    const auto* const found = std::ranges::find(kOutcomes, test.result, &Outcome::word);
    auto out = found == kOutcomes.end() ? Text{test.result, test.result} : found->text;
    if (const int left = test.remaining_percent.value_or(0); left != 0) {
        out.fr += fmt::format(" ({} % restaient)", left);
        out.en += fmt::format(" ({} % were left)", left);
    }
    if (!test.lba) return out;
    out.fr += fmt::format(", LBA {}", *test.lba);
    out.en += fmt::format(", LBA {}", *test.lba);
    return out;
}

SelfTest last_self_test(std::uint8_t execution_status) {
    auto out = ended_with(execution_status);
    if (execution_status >> 4 == 0) out.result = kPassedOrNeverRun;
    return out;
}

std::vector<SelfTest> self_test_log(ByteView page) {
    assert(page.size() == 512);
    std::vector<SelfTest> out;
    const std::size_t newest = page[kIndexAt];  // counts from 1; 0: no test was ever run
    if (newest == 0 || newest > kEntries) return out;
    for (std::size_t back = 0; back < kEntries; ++back) {
        const auto at = (newest - 1 + kEntries - back) % kEntries;
        const auto bytes = page.subspan(kFirst + at * kEntrySize, kEntrySize);
        if (std::ranges::all_of(bytes, [](auto byte) { return byte == 0; })) break;
        out.push_back(entry(bytes));
    }
    return out;
}

}  // namespace banc
