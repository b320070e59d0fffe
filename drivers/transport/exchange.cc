// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "drivers/transport/transport.h"

namespace banc {

bool complete(const Exchange& exchange, ByteView reply) {
    if (!exchange.until) return reply.size() >= exchange.reply_size;
    return !reply.empty() && reply.back() == *exchange.until &&
           std::ranges::count(reply, *exchange.until) >= exchange.times;
}

Result<Bytes> whole(const Exchange& exchange, Bytes reply) {
    if (complete(exchange, reply) && reply.size() <= exchange.reply_size) return reply;
    return fail(Errc::protocol,
                text("réponse de {} octets au lieu de {}", "reply of {} bytes instead of {}",
                     reply.size(), exchange.reply_size));
}

std::optional<bool> asserted(const ModemSignals& signals, std::string_view wire) {
    if (wire == "dsr") return signals.dsr;
    if (wire == "dcd") return signals.dcd;
    if (wire == "cts") return signals.cts;
    if (wire == "ri") return signals.ri;
    return std::nullopt;
}

Result<void> ByteLine::send_break(Nanos) {
    return fail(Errc::refused,
                text("cette ligne ne sait pas envoyer de BREAK", "this line can't send a BREAK"),
                text("il faut la console d'un port série, ou celle du banc virtuel",
                     "it takes the console of a serial port, or the virtual bench's"));
}

}  // namespace banc
