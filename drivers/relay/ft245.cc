// SPDX-License-Identifier: EUPL-1.2
// One byte is written, a pin a bit, and the pins are read back. Relay n hangs on pin
// first-pin + (n - 1) * pin-step. Sources: crelay relay_drv_sainsmart.c; Denkovi's 4-channel board
// on D1, D3, D5, D7: Multi-SendSpin PR #107.
#include "drivers/relay/ft245.h"

#include <array>

namespace banc {
namespace {

constexpr DialectKey kFirst{"first-pin", 0, 7, 0};
constexpr DialectKey kStep{"pin-step", 1, 2, 1};
constexpr std::array kKeys{kFirst, kStep};

unsigned pin(int printed, const BoardFacts& facts) {
    const int number = facts.value(kFirst) + (printed - 1) * facts.value(kStep);
    return 1U << static_cast<unsigned>(number);
}

Frames set(const Move& move, const BoardFacts& facts) {
    unsigned pins = 0;
    for (int n = 1; n <= facts.channels; ++n)
        if (move.after().at(*RelayChannel::from(n)) == Coil::energised) pins |= pin(n, facts);
    return {{{static_cast<std::uint8_t>(pins)}}};
}

Frames all_released(const BoardFacts&) { return {{{0x00}}}; }

Frames query(const BoardFacts&) { return {{{}, 1}}; }

// A pin that no relay hangs on is never driven high by us: another board, or another mapping.
Result<Coils> parse(Replies replies, const BoardFacts& facts) {
    const Bytes& reply = replies.front();
    if (reply.size() != 1)
        return fail(Errc::protocol, text("réponse de {} octets au lieu de 1",
                                         "reply of {} bytes instead of 1", reply.size()));
    unsigned pins = reply.front();
    unsigned bits = 0;
    for (int n = 1; n <= facts.channels; ++n) {
        if ((pins & pin(n, facts)) != 0) bits |= RelayChannel::from(n)->bit();
        pins &= ~pin(n, facts);
    }
    if (pins != 0)
        return fail(Errc::protocol,
                    text("broches sans relais à 1 : {}", "pins without a relay are high: {}",
                         hex(reply)),
                    text("vérifier le modèle dans bench.yaml", "check the model in bench.yaml"));
    return Coils{static_cast<std::uint16_t>(bits)};
}

}  // namespace

const RelayProtocol kFt245{.name = "ft245",
                           .set = set,
                           .all_released = all_released,
                           .query = query,
                           .parse = parse,
                           .dialect = kKeys};

}  // namespace banc
