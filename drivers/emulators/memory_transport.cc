// SPDX-License-Identifier: EUPL-1.2
#include "drivers/emulators/memory_transport.h"

#include <algorithm>

namespace banc {
namespace {

auto stall() { return fail(Errc::protocol, text("requête refusée", "request refused")); }

}  // namespace

Task<Result<Bytes>> MemoryTransport::exchange(Exchange exchange, Nanos) {
    ++exchanges_;
    co_return converse(exchange);
}

Result<void> MemoryTransport::reachable() {
    if (mishaps.unplugged) return fail(Errc::disconnected, text("carte débranchée", "board gone"));
    if (mishaps.busy)
        return fail(Errc::refused,
                    text("un autre programme tient la carte", "another program holds the board"));
    if (mishaps.mute || (mishaps.mute_after && writes_ >= *mishaps.mute_after))
        return fail(Errc::timeout, text("pas de réponse", "no answer"));
    if (mishaps.stalls) return stall();
    if (mishaps.bus_errors == 0) return {};
    --mishaps.bus_errors;
    return fail(Errc::protocol, text("erreur sur le bus", "bus error"));
}

Result<Bytes> MemoryTransport::converse(const Exchange& exchange) {
    if (const auto ready = reachable(); !ready) return tl::unexpected<Error>(ready.error());
    Bytes reply;
    if (!exchange.out.empty()) {
        auto said = write(exchange);
        if (!said) return tl::unexpected<Error>(said.error());
        reply = std::move(*said);
    }
    if (exchange.reply_size == 0) return Bytes{};
    if (reply.empty()) {
        auto read = board_->read(exchange.reply_size, exchange.report);
        if (!read && exchange.out.empty()) return stall();
        if (read) reply = std::move(*read);
    }
    return deliver(exchange, std::move(reply));
}

Result<Bytes> MemoryTransport::write(const Exchange& exchange) {
    ++writes_;
    Bytes out = exchange.out;
    if (mishaps.lost_byte && *mishaps.lost_byte < out.size())
        out.erase(out.begin() + static_cast<std::ptrdiff_t>(*mishaps.lost_byte));
    const auto before = board_->contacts();
    auto said = board_->write(out, exchange.report);
    if (!said) return stall();
    // Not after a question, which on many boards is written too.
    if (mishaps.finger != 0 && board_->contacts() != before)
        board_->release_by_hand(mishaps.finger);
    if (!mishaps.pulled_in_mid_command) return *said;
    mishaps.unplugged = true;
    return fail(Errc::disconnected, text("carte débranchée", "board gone"));
}

// Nothing at all is silence: a real line would wait for it until the deadline.
Result<Bytes> MemoryTransport::deliver(const Exchange& exchange, Bytes reply) {
    if (mishaps.late) std::swap(reply, kept_);
    if (mishaps.noise) std::ranges::fill(reply, *mishaps.noise);
    if (mishaps.reply_cut && *mishaps.reply_cut < reply.size()) reply.resize(*mishaps.reply_cut);
    if (reply.empty()) return fail(Errc::timeout, text("pas de réponse", "no answer"));
    return whole(exchange, std::move(reply));
}

}  // namespace banc
