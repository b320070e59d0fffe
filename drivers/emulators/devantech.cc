// SPDX-License-Identifier: EUPL-1.2
// The module's half of devantech, from Devantech's technical pages: one byte is one command, except
// 5C which takes the pattern that follows. Unknown bytes are dropped.
#include "drivers/emulators/boards.h"

namespace banc {
namespace {

constexpr std::string_view kSerial = "00001543";
constexpr std::uint8_t kFirmware = 2;

class Devantech final : public BoardEmulator {
public:
    Devantech(int channels, int module)
        : BoardEmulator(channels), module_(static_cast<std::uint8_t>(module)) {}

    std::optional<Bytes> write(ByteView bytes, std::uint8_t) override {
        Bytes said;
        for (const auto byte : bytes) {
            if (pattern_follows_) {
                pattern_follows_ = false;
                move(static_cast<unsigned>(byte));
                continue;
            }
            obey(byte, said);
        }
        return said;
    }

private:
    void obey(std::uint8_t byte, Bytes& said) {
        switch (byte) {
            case 0x38: said.insert(said.end(), kSerial.begin(), kSerial.end()); return;
            case 0x5a: said.insert(said.end(), {module_, kFirmware}); return;
            case 0x5b: said.push_back(static_cast<std::uint8_t>(coils())); return;
            case 0x5c: pattern_follows_ = true; return;
            case 0x5d: said.push_back(50); return;  // 5.0 V
            case 0x64: move(all()); return;
            case 0x6e: move(0U); return;
            default: break;
        }
        if (byte > 0x64 && byte <= 0x6c) move(byte - 0x64, Coil::energised);
        if (byte > 0x6e && byte <= 0x76) move(byte - 0x6e, Coil::released);
    }

    std::uint8_t module_;
    bool pattern_follows_ = false;
};

}  // namespace

std::unique_ptr<BoardEmulator> make_devantech(const BoardFacts& facts) {
    if (facts.channels < 1 || facts.channels > 8) return nullptr;
    return std::make_unique<Devantech>(facts.channels, facts.value({.name = "module", .usual = 8}));
}

}  // namespace banc
