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
    if (!exchange.out.empty()) {
        const Result<void> written = write(exchange.out);
        if (!written) return tl::unexpected<Error>(written.error());
    }
    if (exchange.reply_size == 0) return Bytes{};
    auto reply = board_->get_report(exchange.reply_size);
    if (!reply) return stall();
    if (mishaps.reply_cut && *mishaps.reply_cut < reply->size()) reply->resize(*mishaps.reply_cut);
    if (reply->size() != exchange.reply_size)
        return fail(Errc::protocol,
                    text("réponse de {} octets au lieu de {}", "reply of {} bytes instead of {}",
                         reply->size(), exchange.reply_size));
    return *reply;
}

Result<void> MemoryTransport::write(ByteView report) {
    if (!mishaps.deaf && !board_->set_report(report)) return stall();
    if (mishaps.finger != 0) board_->release_by_hand(mishaps.finger);
    return {};
}

}  // namespace banc
