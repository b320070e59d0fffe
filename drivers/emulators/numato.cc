// SPDX-License-Identifier: EUPL-1.2
// The module's half of numato, from docs.numato.com and pdudaemon numatousb.py: every character is
// echoed, a line is obeyed at its CR, what it says and a prompt follow. A relay is one capital hex
// digit counted from 0. A line it does not know gets a prompt and moves nothing.
#include <fmt/format.h>

#include <algorithm>

#include "drivers/emulators/boards.h"

namespace banc {
namespace {

constexpr std::string_view kDigits = "0123456789ABCDEF";
constexpr std::size_t kLongest = 32;
constexpr std::size_t kIdentity = 8;

class Numato final : public BoardEmulator {
public:
    Numato(int channels, int digits) : BoardEmulator(channels), digits_(digits) {}

    std::optional<Bytes> write(ByteView bytes, std::uint8_t) override {
        Bytes said;
        for (const auto byte : bytes) {
            if (byte != '\r') {
                said.push_back(byte);
                if (line_.size() < kLongest) line_ += static_cast<char>(byte);
                continue;
            }
            const std::string reply = obey(std::exchange(line_, ""));
            const std::string out = "\n\r" + (reply.empty() ? "" : reply + "\n\r") + ">";
            said.insert(said.end(), out.begin(), out.end());
        }
        return said;
    }

private:
    std::string obey(const std::string& line) {
        if (line == "ver") return "00000008";
        if (line == "id get") return identity_;
        if (line.starts_with("id set ") && line.size() == 7 + kIdentity) identity_ = line.substr(7);
        if (line == "reset") move(0U);
        if (line == "relay readall") return fmt::format("{:0{}x}", coils(), digits_);
        if (line.starts_with("relay writeall ")) write_all(line.substr(15));
        if (line.starts_with("relay on ")) move(relay(line.substr(9)), Coil::energised);
        if (line.starts_with("relay off ")) move(relay(line.substr(10)), Coil::released);
        if (line.starts_with("relay read ") && has(relay(line.substr(11))))
            return (coils() >> static_cast<unsigned>(relay(line.substr(11)) - 1) & 1U) != 0 ? "on"
                                                                                            : "off";
        return "";
    }

    // As printed, from 1; 0 for what is no relay.
    static int relay(const std::string& digit) {
        const auto at = digit.size() == 1 ? kDigits.find(digit[0]) : std::string_view::npos;
        return at == std::string_view::npos ? 0 : static_cast<int>(at) + 1;
    }

    void write_all(const std::string& mask) {
        const auto is_hex = [](char c) {
            return std::string_view("0123456789abcdefABCDEF").find(c) != std::string_view::npos;
        };
        if (mask.size() != static_cast<std::size_t>(digits_) || !std::ranges::all_of(mask, is_hex))
            return;
        unsigned bits = 0;
        for (const char c : mask)
            bits = bits * 16 + static_cast<unsigned>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        move(bits);
    }

    int digits_;
    std::string line_;
    std::string identity_ = "00000000";
};

}  // namespace

std::unique_ptr<BoardEmulator> make_numato(const BoardFacts& facts) {
    if (facts.channels < 1 || facts.channels > 16) return nullptr;
    return std::make_unique<Numato>(facts.channels, facts.value({.name = "digits", .usual = 2}));
}

}  // namespace banc
