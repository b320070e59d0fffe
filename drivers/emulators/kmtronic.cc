// SPDX-License-Identifier: EUPL-1.2
// The board's half of kmtronic, from the maker's pages: FF n 00/01; FF n 03 on boards of one or two
// relays, FF 09 00 on boards of four or eight. Anything else of three bytes is dropped.
#include "drivers/emulators/boards.h"

namespace banc {
namespace {

constexpr std::uint8_t kHead = 0xff;
constexpr std::size_t kFrame = 3;

class Kmtronic final : public BoardEmulator {
public:
    explicit Kmtronic(int channels) : BoardEmulator(channels) {}

    std::optional<Bytes> write(ByteView bytes, std::uint8_t) override {
        Bytes said;
        for (const auto byte : bytes) {
            if (!frame_.empty() || byte == kHead) frame_.push_back(byte);
            if (frame_.size() < kFrame) continue;
            obey(frame_[1], frame_[2], said);
            frame_.clear();
        }
        return said;
    }

private:
    [[nodiscard]] std::uint8_t state(int n) const {
        return static_cast<std::uint8_t>(coils() >> static_cast<unsigned>(n - 1) & 1U);
    }

    void obey(int relay, int what, Bytes& said) {
        const bool small = channels() <= 2;
        if (has(relay) && what <= 1)
            move(relay, what == 1 ? Coil::energised : Coil::released);
        else if (has(relay) && what == 3 && small)
            said.insert(said.end(), {kHead, static_cast<std::uint8_t>(relay), state(relay)});
        else if (relay == 9 && what == 0 && !small)
            for (int n = 1; n <= channels(); ++n) said.push_back(state(n));
    }

    Bytes frame_;
};

}  // namespace

std::unique_ptr<BoardEmulator> make_kmtronic(const BoardFacts& facts) {
    const int n = facts.channels;
    if (n != 1 && n != 2 && n != 4 && n != 8) return nullptr;
    return std::make_unique<Kmtronic>(n);
}

}  // namespace banc
