// SPDX-License-Identifier: EUPL-1.2
// The board's half of dcttech, written from the boards' notes and not from our driver: FF n, FD n,
// FE, FC, FA c1..c5. A command it does not know, or for a relay it does not have, is taken and
// changes nothing; a report longer than the descriptor's 8 bytes, or empty, is a stall.
#include "drivers/emulators/dcttech.h"

#include <algorithm>
#include <array>

namespace banc {
namespace {

constexpr std::size_t kReport = 8;
constexpr std::size_t kIdentity = 5;

class Dcttech final : public BoardEmulator {
public:
    explicit Dcttech(int channels) : channels_(channels) {}

    std::optional<Bytes> set_report(ByteView report) override {
        if (report.empty() || report.size() > kReport) return std::nullopt;
        switch (report[0]) {
            case 0xfe: move(all()); break;
            case 0xfc: move(0); break;
            case 0xfa: rename(report.subspan(1)); break;
            case 0xff:
            case 0xfd: switch_one(report); break;
            default: break;
        }
        return Bytes{};
    }

    std::optional<Bytes> get_report(std::size_t wanted) override {
        Bytes report(identity_.begin(), identity_.end());
        report.resize(kReport - 1, 0);
        report.push_back(static_cast<std::uint8_t>(coils_));
        report.resize(std::min(wanted, kReport));
        return report;
    }

    [[nodiscard]] std::uint16_t contacts() const override { return coils_; }

    void release_by_hand(int channel) override {
        if (has(channel)) move(coils_ & ~bit(channel));
    }

private:
    [[nodiscard]] bool has(int channel) const { return channel >= 1 && channel <= channels_; }
    [[nodiscard]] static unsigned bit(int channel) {
        return 1U << static_cast<unsigned>(channel - 1);
    }
    [[nodiscard]] unsigned all() const { return (1U << static_cast<unsigned>(channels_)) - 1U; }

    void switch_one(ByteView report) {
        if (report.size() < 2 || !has(report[1])) return;
        const unsigned own = bit(report[1]);
        move(report[0] == 0xff ? coils_ | own : coils_ & ~own);
    }

    void rename(ByteView letters) {
        if (letters.size() >= kIdentity) std::copy_n(letters.begin(), kIdentity, identity_.begin());
    }

    void move(unsigned coils) {
        if (coils == coils_) return;
        coils_ = static_cast<std::uint16_t>(coils);
        if (on_contacts) on_contacts(coils_);
    }

    int channels_;
    std::uint16_t coils_ = 0;  // at rest when power comes, as after a replug (pavel-a notes)
    std::array<std::uint8_t, kIdentity> identity_{'B', 'I', 'T', 'F', 'T'};  // many leave so (#23)
};

}  // namespace

std::unique_ptr<BoardEmulator> make_dcttech(int channels) {
    if (channels < 1 || channels > 8) return nullptr;
    return std::make_unique<Dcttech>(channels);
}

}  // namespace banc
