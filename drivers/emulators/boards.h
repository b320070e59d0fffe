// SPDX-License-Identifier: EUPL-1.2
// Every emulated board, each the other half of the protocol of that name in drivers/relay. Null for
// a number of relays that its product does not come with.
#pragma once

#include "drivers/emulators/emulator.h"

namespace banc {

// The whole chain of `cards`; the relays are those of the card at `address`. 8 relays.
std::unique_ptr<BoardEmulator> make_conrad(const BoardFacts& facts);
// 1 to 8 relays (the register is one byte).
std::unique_ptr<BoardEmulator> make_dcttech(const BoardFacts& facts);
// 16 relays.
std::unique_ptr<BoardEmulator> make_denkovi16(const BoardFacts& facts);
// 1 to 8 relays.
std::unique_ptr<BoardEmulator> make_devantech(const BoardFacts& facts);
// As many relays as there are pins for them.
std::unique_ptr<BoardEmulator> make_ft245(const BoardFacts& facts);
// 2, 4 or 8 relays, just powered. It stays started until it is destroyed: another
// RelayBoard on the same object is a re-connection without a power cut.
std::unique_ptr<BoardEmulator> make_icstation(const BoardFacts& facts);
// 1, 2, 4 or 8 relays.
std::unique_ptr<BoardEmulator> make_kmtronic(const BoardFacts& facts);
// 1 to 8 relays. The silent one has no status command.
std::unique_ptr<BoardEmulator> make_lcus(const BoardFacts& facts);
std::unique_ptr<BoardEmulator> make_lcus_silent(const BoardFacts& facts);
// 1 to 8 relays, as they are sold.
std::unique_ptr<BoardEmulator> make_lcus_hid(const BoardFacts& facts);
// 1 to 16 relays. The dialect is in `facts`; the flash one is a Waveshare.
std::unique_ptr<BoardEmulator> make_modbus(const BoardFacts& facts);
std::unique_ptr<BoardEmulator> make_modbus_flash(const BoardFacts& facts);
// 1 to 16 relays.
std::unique_ptr<BoardEmulator> make_numato(const BoardFacts& facts);
// 16 relays.
std::unique_ptr<BoardEmulator> make_sainsmart16(const BoardFacts& facts);
// 1 or 4 outlets, behind live mains.
std::unique_ptr<BoardEmulator> make_sispm(const BoardFacts& facts);
// 1 to 8 relays (9 is the word for all).
std::unique_ptr<BoardEmulator> make_ucreatefun(const BoardFacts& facts);
// 1 port (YKUSHXS) or 3 (YKUSH, YKUSH3), powered. A contact is energised while its
// port is down.
std::unique_ptr<BoardEmulator> make_ykush(const BoardFacts& facts);

}  // namespace banc
