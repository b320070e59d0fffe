// SPDX-License-Identifier: EUPL-1.2
// The board's half of lcus-hid: A0 relay 00|01 sum, padded at will. Nobody knows for sure what it
// answers to what, so it answers nothing.
#include "drivers/emulators/boards.h"

namespace banc {
namespace {

constexpr std::size_t kReport = 64;
constexpr std::size_t kCommand = 4;

class LcusHid final : public BoardEmulator {
public:
    explicit LcusHid(int channels) : BoardEmulator(channels) {}

    std::optional<Bytes> write(ByteView report, std::uint8_t) override {
        if (report.size() > kReport) return std::nullopt;
        if (report.size() < kCommand || report[0] != 0xa0 || report[2] > 1) return Bytes{};
        const auto sum = static_cast<std::uint8_t>(report[0] + report[1] + report[2]);
        if (sum != report[3]) return Bytes{};
        move(report[1], report[2] == 1 ? Coil::energised : Coil::released);
        return Bytes{};
    }
};

}  // namespace

std::unique_ptr<BoardEmulator> make_lcus_hid(const BoardFacts& facts) {
    if (facts.channels < 1 || facts.channels > 8) return nullptr;
    return std::make_unique<LcusHid>(facts.channels);
}

}  // namespace banc
