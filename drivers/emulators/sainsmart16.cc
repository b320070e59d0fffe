// SPDX-License-Identifier: EUPL-1.2
// The board's half of sainsmart16: a message of 16 bytes at the start of a report, of which length,
// signature and sum must be right; C3 takes the bitmap, D2 answers with it in the board's order.
#include <algorithm>
#include <array>

#include "drivers/emulators/boards.h"

namespace banc {
namespace {

constexpr std::size_t kReport = 64;
constexpr std::size_t kMessage = 16;
constexpr std::array<std::uint8_t, 4> kSignature{0x48, 0x49, 0x44, 0x43};
// The relay, less one, behind bit 15, 14 … 0 of an answer.
constexpr std::array<unsigned, 16> kInterleaved{15, 13, 11, 9, 7, 5,  3,  1,
                                                0,  2,  4,  6, 8, 10, 12, 14};

unsigned sum(ByteView message) {
    unsigned total = 0;
    for (const auto byte : message.first(kMessage - 2)) total += byte;
    return total;
}

class Sainsmart16 final : public BoardEmulator {
public:
    explicit Sainsmart16(const BoardFacts& facts)
        : BoardEmulator(facts.channels), plain_(facts.value({"plain-order", 0, 1, 0}) != 0) {}

    std::optional<Bytes> write(ByteView report, std::uint8_t) override {
        if (report.size() > kReport) return std::nullopt;
        if (!understood(report)) return Bytes{};
        if (report[0] == 0xc3) move(report[2] | static_cast<unsigned>(report[3]) << 8U);
        if (report[0] != 0xd2) return Bytes{};
        return answer();
    }

private:
    static bool understood(ByteView report) {
        if (report.size() < kMessage || report[1] != kMessage - 2) return false;
        const unsigned said = report[14] | static_cast<unsigned>(report[15]) << 8U;
        return std::ranges::equal(report.subspan(10, 4), kSignature) && sum(report) == said;
    }
    [[nodiscard]] unsigned bitmap() const {
        if (plain_) return coils();
        unsigned bits = 0;
        for (std::size_t at = 0; at < kInterleaved.size(); ++at)
            bits = bits << 1U | (coils() >> kInterleaved.at(at) & 1U);
        return bits;
    }
    [[nodiscard]] Bytes answer() const {
        Bytes said(kReport, 0);
        said[0] = 0xd2;
        said[1] = kMessage - 2;
        said[2] = static_cast<std::uint8_t>(bitmap() & 0xffU);
        said[3] = static_cast<std::uint8_t>(bitmap() >> 8U);
        std::ranges::copy(kSignature, said.begin() + 10);
        const unsigned total = sum(said);
        said[14] = static_cast<std::uint8_t>(total & 0xffU);
        said[15] = static_cast<std::uint8_t>(total >> 8U);
        return said;
    }

    bool plain_;
};

}  // namespace

std::unique_ptr<BoardEmulator> make_sainsmart16(const BoardFacts& facts) {
    if (facts.channels != 16) return nullptr;
    return std::make_unique<Sainsmart16>(facts);
}

}  // namespace banc
