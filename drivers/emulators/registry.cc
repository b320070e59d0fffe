// SPDX-License-Identifier: EUPL-1.2
// Every emulated board, by the word of its protocol. A driver without an emulator does not ship.
#include <algorithm>
#include <array>

#include "drivers/emulators/boards.h"

namespace banc {
namespace {

struct Entry {
    std::string_view protocol;
    std::unique_ptr<BoardEmulator> (*make)(const BoardFacts& facts);
};
constexpr std::array kEmulators{
    Entry{"conrad", make_conrad},       Entry{"dcttech", make_dcttech},
    Entry{"denkovi16", make_denkovi16}, Entry{"devantech", make_devantech},
    Entry{"ft245", make_ft245},         Entry{"icstation", make_icstation},
    Entry{"kmtronic", make_kmtronic},   Entry{"lcus", make_lcus},
    Entry{"lcus-hid", make_lcus_hid},   Entry{"lcus-silent", make_lcus_silent},
    Entry{"modbus", make_modbus},       Entry{"modbus-flash", make_modbus_flash},
    Entry{"numato", make_numato},       Entry{"sainsmart16", make_sainsmart16},
    Entry{"sispm", make_sispm},         Entry{"ucreatefun", make_ucreatefun},
    Entry{"ykush", make_ykush}};

}  // namespace

std::unique_ptr<BoardEmulator> make_emulator(std::string_view protocol, const BoardFacts& facts) {
    const auto found = std::ranges::find(kEmulators, protocol, &Entry::protocol);
    return found == kEmulators.end() ? nullptr : found->make(facts);
}

}  // namespace banc
