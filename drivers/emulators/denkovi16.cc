// SPDX-License-Identifier: EUPL-1.2
// The board's half of denkovi16, from its manual as dimss1979/denkovi reads it: NN+//, NN-//, on//,
// off//, x hi lo //, each echoed, and ask//. The top bit is relay 1. What ends in "//" and is none
// of these is dropped without a word.
#include "drivers/emulators/boards.h"

namespace banc {
namespace {

constexpr int kRelays = 16;
constexpr std::size_t kLongest = 32;

unsigned mirrored(unsigned bits) {
    unsigned out = 0;
    for (unsigned i = 0; i < kRelays; ++i) out |= (bits >> i & 1U) << (kRelays - 1 - i);
    return out;
}

class Denkovi16 final : public BoardEmulator {
public:
    Denkovi16() : BoardEmulator(kRelays) {}

    std::optional<Bytes> write(ByteView bytes, std::uint8_t) override {
        Bytes said;
        for (const auto byte : bytes) {
            if (word_.size() < kLongest) word_ += static_cast<char>(byte);
            const bool pattern = word_.front() == 'x' && word_.size() < 5;  // may hold any byte
            if (pattern || !word_.ends_with("//")) continue;
            const std::string reply = obey(std::exchange(word_, ""));
            said.insert(said.end(), reply.begin(), reply.end());
        }
        return said;
    }

private:
    [[nodiscard]] static unsigned at(const std::string& word, std::size_t i) {
        return static_cast<unsigned char>(word[i]);
    }

    std::string obey(const std::string& word) {
        if (word == "ask//") {
            const unsigned shown = mirrored(coils());
            return {static_cast<char>(shown >> 8U), static_cast<char>(shown & 0xffU)};
        }
        if (word == "on//") move(all());
        if (word == "off//") move(0U);
        if (word == "on//" || word == "off//") return word;
        if (word.size() != 5) return "";
        if (word[0] == 'x') {
            move(mirrored(at(word, 1) << 8U | at(word, 2)));
            return word;
        }
        return one(word);
    }

    std::string one(const std::string& word) {
        const int relay = (word[0] - '0') * 10 + (word[1] - '0');
        const bool digits = word[0] >= '0' && word[0] <= '1' && word[1] >= '0' && word[1] <= '9';
        if (!digits || !has(relay) || (word[2] != '+' && word[2] != '-')) return "";
        move(relay, word[2] == '+' ? Coil::energised : Coil::released);
        return word;
    }

    std::string word_;
};

}  // namespace

std::unique_ptr<BoardEmulator> make_denkovi16(const BoardFacts& facts) {
    if (facts.channels != kRelays) return nullptr;
    return std::make_unique<Denkovi16>();
}

}  // namespace banc
