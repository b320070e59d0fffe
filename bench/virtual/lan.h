// SPDX-License-Identifier: EUPL-1.2
// The workshop's network as the PC sees it: a server that answers ARP, ping and DNS, and a printer
// that answers ARP and ping. A pure function from one Ethernet frame to another.
#pragma once

#include <cstddef>
#include <optional>

#include "bench/core/bytes.h"

namespace banc {

inline constexpr std::size_t kMaxFrame = 1514;  // Ethernet without its checksum

// The answer to a frame the PC sent, if it calls for one. Anything malformed, fragmented or not for
// this network is left without answer, as a real network would. DNS (RFC 1035): A of
// serveur.atelier.lan, www.atelier.lan and imprimante.atelier.lan; other names do not exist; a
// known name asked for another type has no record.
std::optional<Bytes> lan_answer(ByteView frame);

}  // namespace banc
