// SPDX-License-Identifier: EUPL-1.2
// 50 asks what it is: AB four relays, AD two, AC eight. 51 makes it listen; from then on each byte
// is the pattern of all relays, active low, until its power goes, 50 and 51 too. Sources: libsigrok
// icstation-usbrelay; hwiguna/g33k #7 (10 ms after 51: the gap in boards.yaml).
#include "drivers/relay/icstation.h"

namespace banc {
namespace {

int identity(int channels) {
    switch (channels) {
        case 2: return 0xad;  // ICSE013A
        case 4: return 0xab;  // ICSE012A
        case 8: return 0xac;  // ICSE014A
        default: return -1;
    }
}

Exchange pattern(Coils coils) {
    return {{static_cast<std::uint8_t>(~static_cast<unsigned>(coils.bits))}};
}

Frames set(const Move& move, const BoardFacts&) { return {pattern(move.after())}; }

Frames all_released(const BoardFacts&) { return {pattern({})}; }

// The last frame says in so many words where the relays stand.
Frames start(const BoardFacts&) { return {{{0x50}, 1}, {{0x51}}, pattern({})}; }

Result<void> started(Replies replies, const BoardFacts& facts) {
    const Bytes& reply = replies.front();
    if (reply.size() == 1 && reply.front() == identity(facts.channels)) return {};
    return fail(Errc::protocol,
                text("ce n'est pas la carte attendue : elle répond {}",
                     "it is not the expected board: it answers {}", hex(reply)),
                text("vérifier le modèle et le port dans bench.yaml",
                     "check the model and the port in bench.yaml"));
}

}  // namespace

const RelayProtocol kIcstation{.name = "icstation",
                               .set = set,
                               .all_released = all_released,
                               .start = start,
                               .started = started,
                               .start_once = true};

}  // namespace banc
