// SPDX-License-Identifier: EUPL-1.2
// The board's half of ucreatefun, from the notes on it: F1-F8 and 01-08 for one relay, F9 and 09
// for all. The first byte of a report counts (usbrelay sends eight more); nothing can be read.
#include "drivers/emulators/boards.h"

namespace banc {
namespace {

constexpr int kAll = 9;

class Ucreatefun final : public BoardEmulator {
public:
    explicit Ucreatefun(int channels) : BoardEmulator(channels) {}

    std::optional<Bytes> write(ByteView report, std::uint8_t) override {
        if (report.empty()) return std::nullopt;
        const unsigned half = report[0] & 0xf0U;
        const int relay = report[0] & 0x0f;
        if (half != 0xf0 && half != 0x00) return Bytes{};
        const Coil to = half == 0xf0 ? Coil::energised : Coil::released;
        if (relay == kAll)
            move(to == Coil::energised ? all() : 0U);
        else
            move(relay, to);
        return Bytes{};
    }
};

}  // namespace

std::unique_ptr<BoardEmulator> make_ucreatefun(const BoardFacts& facts) {
    if (facts.channels < 1 || facts.channels > 8) return nullptr;
    return std::make_unique<Ucreatefun>(facts.channels);
}

}  // namespace banc
