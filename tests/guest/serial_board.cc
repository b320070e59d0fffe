// SPDX-License-Identifier: EUPL-1.2
// serial_board PROTOCOL RELAYS: an emulated serial board between standard input and output, where
// the other end of a cable may be. Says on standard error what its contacts became.
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <span>

#include "drivers/emulators/emulator.h"

namespace banc {
namespace {

int run(std::string_view protocol, int relays) {
    const auto board = make_emulator(protocol, BoardFacts{relays});
    if (!board) return 2;
    board->on_contacts = [](std::uint16_t on) { fmt::print(stderr, "contacts {:02x}\n", on); };
    std::array<std::uint8_t, 64> some{};
    for (auto got = ::read(STDIN_FILENO, some.data(), some.size()); got > 0;
         got = ::read(STDIN_FILENO, some.data(), some.size())) {
        const auto said = board->write(std::span(some).first(static_cast<std::size_t>(got)));
        if (said && ::write(STDOUT_FILENO, said->data(), said->size()) < 0) return 3;
    }
    return 0;
}

}  // namespace
}  // namespace banc

int main(int argc, char** argv) {
    if (argc != 3) return 2;
    const long relays = std::strtol(argv[2], nullptr, 10);
    return banc::run(argv[1], static_cast<int>(relays));
}
