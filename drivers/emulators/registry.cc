// SPDX-License-Identifier: EUPL-1.2
// Every emulated board, by the word of its protocol. A driver without an emulator does not ship.
#include <algorithm>
#include <array>

#include "drivers/emulators/dcttech.h"

namespace banc {
namespace {

struct Entry {
    std::string_view protocol;
    std::unique_ptr<BoardEmulator> (*make)(const BoardFacts& facts);
};
constexpr std::array kEmulators{Entry{"dcttech", make_dcttech}};

}  // namespace

std::unique_ptr<BoardEmulator> make_emulator(std::string_view protocol, const BoardFacts& facts) {
    const auto found = std::ranges::find(kEmulators, protocol, &Entry::protocol);
    return found == kEmulators.end() ? nullptr : found->make(facts);
}

}  // namespace banc
