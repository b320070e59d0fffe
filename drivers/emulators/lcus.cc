// SPDX-License-Identifier: EUPL-1.2
// The board's half of lcus, from the shops' listings and B. Rzycki's notes on a 2-relay board: A0
// ch st sum, and the byte FF between two frames. A frame with a wrong sum, state or channel is
// dropped. Lines are ten bytes, "ON" padded to the length of "OFF".
#include "drivers/emulators/boards.h"

namespace banc {
namespace {

constexpr std::uint8_t kHead = 0xa0;
constexpr std::uint8_t kStatus = 0xff;
constexpr std::size_t kFrame = 4;

class Lcus final : public BoardEmulator {
public:
    enum class Status { lines, bytes, none };
    Lcus(int channels, Status status) : BoardEmulator(channels), status_(status) {}

    std::optional<Bytes> write(ByteView bytes, std::uint8_t) override {
        Bytes said;
        for (const auto byte : bytes) {
            if (frame_.empty() && byte == kStatus) {
                const Bytes status = report();
                said.insert(said.end(), status.begin(), status.end());
            }
            if (!frame_.empty() || byte == kHead) frame_.push_back(byte);
            if (frame_.size() == kFrame) obey();
        }
        return said;
    }

private:
    void obey() {
        const unsigned sum = static_cast<unsigned>(frame_[0]) + frame_[1] + frame_[2];
        if ((sum & 0xffU) == frame_[3] && frame_[2] <= 1)
            move(frame_[1], frame_[2] == 1 ? Coil::energised : Coil::released);
        frame_.clear();
    }

    [[nodiscard]] Bytes report() const {
        std::string out;
        for (int n = 1; n <= channels() && status_ != Status::none; ++n) {
            const bool on = (coils() >> static_cast<unsigned>(n - 1) & 1U) != 0;
            if (status_ == Status::bytes)
                out += on ? '\1' : '\0';
            else
                out += "CH" + std::to_string(n) + (on ? ": ON \r\n" : ": OFF\r\n");
        }
        return {out.begin(), out.end()};
    }

    Status status_;
    Bytes frame_;
};

std::unique_ptr<BoardEmulator> made(int channels, Lcus::Status status) {
    if (channels < 1 || channels > 8) return nullptr;
    return std::make_unique<Lcus>(channels, status);
}

}  // namespace

std::unique_ptr<BoardEmulator> make_lcus(const BoardFacts& facts) {
    const bool bytes = facts.value({.name = "reply"}) == 2;
    return made(facts.channels, bytes ? Lcus::Status::bytes : Lcus::Status::lines);
}

std::unique_ptr<BoardEmulator> make_lcus_silent(const BoardFacts& facts) {
    return made(facts.channels, Lcus::Status::none);
}

}  // namespace banc
