// SPDX-License-Identifier: EUPL-1.2
// The hub's half of ykush: the first byte of a report is the command, the others are padding but
// for 41 (YKUSH3). A command it knows is answered with 01 and, when asked, state and port; one it
// does not know is not answered. A port's contact is energised while the port is down.
#include <array>

#include "drivers/emulators/boards.h"

namespace banc {
namespace {

constexpr std::size_t kReport = 64;
constexpr int kAll = 0x0a;

class Ykush final : public BoardEmulator {
public:
    explicit Ykush(const BoardFacts& facts)
        : BoardEmulator(facts.channels), remembers_(facts.value({"remembers", 0, 1, 0}) != 0) {}

    std::optional<Bytes> write(ByteView report, std::uint8_t) override {
        if (report.empty() || report.size() > kReport) return std::nullopt;
        const int port = report[0] & 0x0f;
        switch (report[0] & 0xf0) {
            case 0x00: return switched(port, Coil::energised);
            case 0x10: return switched(port, Coil::released);
            case 0x20: return asked(port);
            case 0x40: return configured(report);
            default: return Bytes{};
        }
    }

private:
    static Bytes answer(std::uint8_t second) {
        Bytes said(kReport, 0);
        said[0] = 0x01;
        said[1] = second;
        return said;
    }
    Bytes switched(int port, Coil to) {
        const bool all_ports = port == kAll && channels() > 1;
        if (!has(port) && !all_ports) return {};
        if (all_ports)
            move(to == Coil::energised ? all() : 0U);
        else
            move(port, to);
        return answer(0);
    }
    [[nodiscard]] Bytes asked(int port) const {
        if (!has(port)) return {};
        const bool down = (coils() >> static_cast<unsigned>(port - 1) & 1U) != 0;
        return answer(static_cast<std::uint8_t>((down ? 0x00 : 0x10) | port));
    }
    // 41 port value: 0 down, 1 up, 2 as it was.
    Bytes configured(ByteView report) {
        const bool known = remembers_ && report[0] == 0x41 && report.size() >= 3 &&
                           has(report[1]) && report[2] <= 2;
        if (!known) return {};
        power_on_.at(report[1]) = report[2];
        return answer(0);
    }

    bool remembers_;
    std::array<std::uint8_t, 4> power_on_{};
};

}  // namespace

std::unique_ptr<BoardEmulator> make_ykush(const BoardFacts& facts) {
    if (facts.channels != 1 && facts.channels != 3) return nullptr;
    return std::make_unique<Ykush>(facts);
}

}  // namespace banc
