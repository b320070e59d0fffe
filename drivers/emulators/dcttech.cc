// SPDX-License-Identifier: EUPL-1.2
// The board's half of dcttech, written from the boards' notes and not from our driver: FF n, FD n,
// FE, FC, FA c1..c5. A command it does not know, or for a relay it does not have, is taken and
// changes nothing; a report longer than the descriptor's 8 bytes, or empty, is a stall.
#include <algorithm>
#include <array>

#include "drivers/emulators/boards.h"

namespace banc {
namespace {

constexpr std::size_t kReport = 8;
constexpr std::size_t kIdentity = 5;

class Dcttech final : public BoardEmulator {
public:
    explicit Dcttech(int channels) : BoardEmulator(channels) {}

    std::optional<Bytes> write(ByteView report, std::uint8_t) override {
        if (report.empty() || report.size() > kReport) return std::nullopt;
        const int relay = report.size() < 2 ? 0 : report[1];
        switch (report[0]) {
            case 0xfe: move(all()); break;
            case 0xfc: move(0U); break;
            case 0xfa: rename(report.subspan(1)); break;
            case 0xff: move(relay, Coil::energised); break;
            case 0xfd: move(relay, Coil::released); break;
            default: break;
        }
        return Bytes{};
    }

    std::optional<Bytes> read(std::size_t wanted, std::uint8_t) override {
        Bytes report(identity_.begin(), identity_.end());
        report.resize(kReport - 1, 0);
        report.push_back(static_cast<std::uint8_t>(coils()));
        report.resize(std::min(wanted, kReport));
        return report;
    }

private:
    void rename(ByteView letters) {
        if (letters.size() >= kIdentity) std::copy_n(letters.begin(), kIdentity, identity_.begin());
    }

    std::array<std::uint8_t, kIdentity> identity_{'B', 'I', 'T', 'F', 'T'};  // many leave so (#23)
};

}  // namespace

std::unique_ptr<BoardEmulator> make_dcttech(const BoardFacts& facts) {
    if (facts.channels < 1 || facts.channels > 8) return nullptr;
    return std::make_unique<Dcttech>(facts.channels);
}

}  // namespace banc
