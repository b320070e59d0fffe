// SPDX-License-Identifier: EUPL-1.2
#include "bench/observe/pace.h"

#include <algorithm>
#include <array>

namespace banc {
namespace {

using namespace std::chrono_literals;

// A silent PC must not hold a question longer than a candidate would notice.
constexpr AskingPace kCheap{2s, 5s};

struct VerbPace {
    std::string_view verb;
    AskingPace pace;
};
constexpr std::array<VerbPace, 7> kSlower{{
    {"resolve", {3s, 5s}},  // a name nobody resolves takes 3 s on the PC
    {"ping", {3s, 5s}},     // packets on the candidate's own wire
    {"page", {3s, 5s}},     // a server that hangs takes 3 s
    {"hash", {10s, 5s}},    // reads the whole file, for 3 s at most
    {"sectors", {10s, 5s}},
    {"events", {10s, 10s}},  // as much text as a serial line carries in 4 s
    {"smart", {10s, 10s}},   // a disk that spins up takes 3 to 8 s
}};

}  // namespace

AskingPace pace_of(std::string_view verb, const Pace& wished) {
    verb = verb.substr(0, verb.find(' '));
    const auto found =
        std::ranges::find_if(kSlower, [&](const auto& slow) { return slow.verb == verb; });
    const AskingPace usual = found == kSlower.end() ? kCheap : found->pace;
    return {wished.every.value_or(usual.every), wished.within.value_or(usual.within)};
}

}  // namespace banc
