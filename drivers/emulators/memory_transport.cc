// SPDX-License-Identifier: EUPL-1.2
#include "drivers/emulators/memory_transport.h"

namespace banc {
namespace {

auto stall() { return fail(Errc::protocol, text("requête refusée", "request refused")); }

}  // namespace

Task<Result<Bytes>> MemoryTransport::exchange(Exchange exchange, Nanos) {
    ++exchanges_;
    co_return converse(exchange);
}

Result<Bytes> MemoryTransport::converse(const Exchange& exchange) {
    if (mishaps.unplugged) return fail(Errc::disconnected, text("carte débranchée", "board gone"));
    if (mishaps.mute) return fail(Errc::timeout, text("pas de réponse", "no answer"));
    if (mishaps.bus_errors > 0) {
        --mishaps.bus_errors;
        return fail(Errc::protocol, text("erreur sur le bus", "bus error"));
    }
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
    if (mishaps.reply_cut && *mishaps.reply_cut < reply.size()) reply.resize(*mishaps.reply_cut);
    return whole(exchange, std::move(reply));
}

Result<Bytes> MemoryTransport::write(const Exchange& exchange) {
    auto said = board_->write(exchange.out, exchange.report);
    if (!said) return stall();
    if (mishaps.finger != 0) board_->release_by_hand(mishaps.finger);
    return *said;
}

}  // namespace banc
