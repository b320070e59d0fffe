// SPDX-License-Identifier: EUPL-1.2
// The board's half of icstation, from libsigrok's notes: 50 is answered with what it is, 51 makes
// it listen, and from then on every byte is the pattern of its relays, active low. Nothing but a
// power cut ends that, so that whoever identifies it again moves its relays.
#include "drivers/emulators/boards.h"

namespace banc {
namespace {

class Icstation final : public BoardEmulator {
public:
    explicit Icstation(int channels) : BoardEmulator(channels) {}

    std::optional<Bytes> write(ByteView bytes, std::uint8_t) override {
        Bytes said;
        for (const auto byte : bytes) {
            if (listening_)
                move(~static_cast<unsigned>(byte) & 0xffU);
            else if (byte == 0x50)
                said.push_back(identity());
            else if (byte == 0x51)
                listening_ = true;
        }
        return said;
    }

private:
    [[nodiscard]] std::uint8_t identity() const {
        if (channels() == 2) return 0xad;
        return channels() == 4 ? 0xab : 0xac;
    }

    bool listening_ = false;
};

}  // namespace

std::unique_ptr<BoardEmulator> make_icstation(const BoardFacts& facts) {
    const int n = facts.channels;
    if (n != 2 && n != 4 && n != 8) return nullptr;
    return std::make_unique<Icstation>(n);
}

}  // namespace banc
