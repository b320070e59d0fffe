// SPDX-License-Identifier: EUPL-1.2
// A relay a pin on an FT245R in bit-bang mode: each byte that comes is put on the eight pins, the
// last one stays. Reading gives the pins, also those no relay hangs on.
#include "drivers/emulators/boards.h"

namespace banc {
namespace {

constexpr int kPins = 8;

class Ft245 final : public BoardEmulator {
public:
    Ft245(int channels, int first, int step)
        : BoardEmulator(channels), first_(first), step_(step) {}

    std::optional<Bytes> write(ByteView bytes, std::uint8_t) override {
        for (const auto pins : bytes) {
            unsigned coils = 0;
            for (int n = 1; n <= channels(); ++n)
                if ((pins & pin(n)) != 0) coils |= RelayChannel::from(n)->bit();
            if (!frozen) idle_ = pins & ~relays();
            move(coils);
        }
        return Bytes{};
    }

    std::optional<Bytes> read(std::size_t wanted, std::uint8_t) override {
        if (wanted == 0) return Bytes{};
        unsigned pins = idle_;
        for (int n = 1; n <= channels(); ++n)
            if ((coils() & RelayChannel::from(n)->bit()) != 0) pins |= pin(n);
        return Bytes{static_cast<std::uint8_t>(pins)};
    }

private:
    [[nodiscard]] unsigned pin(int relay) const {
        return 1U << static_cast<unsigned>(first_ + (relay - 1) * step_);
    }
    [[nodiscard]] unsigned relays() const {
        unsigned pins = 0;
        for (int n = 1; n <= channels(); ++n) pins |= pin(n);
        return pins;
    }

    int first_, step_;
    unsigned idle_ = 0;  // pins without a relay
};

}  // namespace

std::unique_ptr<BoardEmulator> make_ft245(const BoardFacts& facts) {
    const int first = facts.value({"first-pin", 0, 7, 0});
    const int step = facts.value({"pin-step", 1, 2, 1});
    if (facts.channels < 1 || first + (facts.channels - 1) * step >= kPins) return nullptr;
    return std::make_unique<Ft245>(facts.channels, first, step);
}

}  // namespace banc
