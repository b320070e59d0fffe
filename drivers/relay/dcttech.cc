// SPDX-License-Identifier: EUPL-1.2
// SET_REPORT: FF n energises relay n, FD n releases it, FC releases all. GET_REPORT: 8 bytes, 0-4
// the identity as a C string (so 5 is 00), 7 the register, bit 0 for relay 1. Sources: usbrelay
// libusbrelay.c, libsigrok dcttech-usbrelay, pavel-a usb-relay-hid doc/hidrelay.md.
#include "drivers/relay/dcttech.h"

#include <algorithm>

namespace banc {
namespace {

constexpr std::size_t kReport = 8;  // wReportCount of the only feature report
constexpr std::size_t kIdentityEnd = 5;
constexpr std::size_t kRegister = 7;

// Two bytes are enough for the firmware; padding makes the frame the report its descriptor
// declares, which every HID stack lets through.
Exchange frame(std::uint8_t command, std::uint8_t relay) {
    Bytes out(kReport, 0);
    out[0] = command;
    out[1] = relay;
    return {std::move(out), 0};
}

Frames set(const Move& move, const BoardFacts&) {
    const std::uint8_t command = move.to == Coil::energised ? 0xff : 0xfd;
    return {frame(command, static_cast<std::uint8_t>(move.channel.printed()))};
}

Frames all_released(const BoardFacts&) { return {frame(0xfc, 0)}; }

Frames query(const BoardFacts&) { return {{{}, kReport}}; }

// The identity itself is not checked: boards whose identity was overwritten with FF or 01 still
// switch (usbrelay #56, #102, #107). Its terminator is: it tells a report from noise.
Result<Coils> parse(Replies replies, const BoardFacts&) {
    const Bytes& reply = replies.front();
    if (reply.size() != kReport)
        return fail(Errc::protocol, text("réponse de {} octets au lieu de {}",
                                         "reply of {} bytes instead of {}", reply.size(), kReport));
    if (reply[kIdentityEnd] != 0)
        return fail(Errc::protocol,
                    text("réponse incompréhensible : {}", "reply makes no sense: {}", hex(reply)));
    return Coils{reply[kRegister]};
}

// Five characters by habit; many boards left the factory as BITFT or HW554 (pavel-a #23, #26).
std::string serial(Replies replies) {
    const ByteView reply = replies.front();
    if (reply.size() != kReport || reply[kIdentityEnd] != 0) return "";  // noise
    std::string written;
    for (const auto byte : reply.first(kIdentityEnd))
        if (byte != 0) written += static_cast<char>(byte);
    return written;
}

}  // namespace

const RelayProtocol kDcttech{.name = "dcttech",
                             .set = set,
                             .all_released = all_released,
                             .query = query,
                             .parse = parse,
                             .ask_serial = query,
                             .serial = serial};

}  // namespace banc
