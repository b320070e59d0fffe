// SPDX-License-Identifier: EUPL-1.2
#include "drivers/emulators/emulator.h"

namespace banc {

std::optional<Bytes> BoardEmulator::read(std::size_t, std::uint8_t) { return std::nullopt; }

void BoardEmulator::release_by_hand(int channel) {
    if (!has(channel)) return;
    coils_ = static_cast<std::uint16_t>(coils_ & ~RelayChannel::from(channel)->bit());
    settle();
}

void BoardEmulator::move(unsigned coils) {
    if (frozen) return;
    coils_ = static_cast<std::uint16_t>(coils & all());
    settle();
}

void BoardEmulator::move(int channel, Coil to) {
    if (!has(channel)) return;
    const unsigned own = RelayChannel::from(channel)->bit();
    move(to == Coil::energised ? coils_ | own : coils_ & ~own);
}

void BoardEmulator::settle() {
    const unsigned now = (contacts_ & stuck) | (coils_ & ~static_cast<unsigned>(stuck));
    if (now == contacts_) return;
    contacts_ = static_cast<std::uint16_t>(now);
    if (on_contacts) on_contacts(contacts_);
}

}  // namespace banc
