// SPDX-License-Identifier: EUPL-1.2
// A chain of Conrad 197720 cards, from what pdudaemon conrad197720.py asks and expects. A card
// takes four bytes whatever they are: after a lost byte it stays out of step until single bytes
// bring it back. A wrong sum is not answered. One card is ours; the others answer and have nothing.
#include "drivers/emulators/boards.h"

namespace banc {
namespace {

constexpr std::size_t kFrame = 4;
constexpr std::uint8_t kDefaultOption = 1;

void put(Bytes& said, int command, int card, unsigned data) {
    const auto byte = [](unsigned value) { return static_cast<std::uint8_t>(value); };
    const auto c = byte(static_cast<unsigned>(command));
    const auto a = byte(static_cast<unsigned>(card));
    said.insert(said.end(), {c, a, byte(data), byte(static_cast<unsigned>(c ^ a ^ byte(data)))});
}

class Conrad final : public BoardEmulator {
public:
    Conrad(int channels, int address, int cards)
        : BoardEmulator(channels), address_(address), cards_(cards) {}

    std::optional<Bytes> write(ByteView bytes, std::uint8_t) override {
        Bytes said;
        for (const auto byte : bytes) {
            frame_.push_back(byte);
            if (frame_.size() < kFrame) continue;
            if ((frame_[0] ^ frame_[1] ^ frame_[2]) == frame_[3])
                obey(frame_[0], frame_[1], frame_[2], said);
            frame_.clear();
        }
        return said;
    }

private:
    void obey(int command, int card, unsigned data, Bytes& said) {
        if (command == 1) return init(card, said);
        if (card < 1 || card > cards_ || command < 2 || command > 8) return;
        if (card != address_) return put(said, 255 - command, card, 0);
        if (command == 3) move(data);
        if (command == 6) move(coils() | data);
        if (command == 7) move(coils() & ~data);
        if (command == 8) move(coils() ^ data);
        const bool option = command == 4 || command == 5;
        put(said, 255 - command, card, option ? kDefaultOption : coils());
    }

    // Each card takes the address that comes in, answers, and passes the next one on; what leaves
    // the last card comes back to the PC.
    void init(int first, Bytes& said) const {
        for (int card = first; card < first + cards_; ++card) put(said, 254, card, 0);
        put(said, 1, first + cards_, 0);
    }

    int address_;
    int cards_;
    Bytes frame_;
};

}  // namespace

std::unique_ptr<BoardEmulator> make_conrad(const BoardFacts& facts) {
    if (facts.channels != 8) return nullptr;
    return std::make_unique<Conrad>(facts.channels, facts.value({.name = "address", .usual = 1}),
                                    facts.value({.name = "cards", .usual = 1}));
}

}  // namespace banc
