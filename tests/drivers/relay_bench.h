// SPDX-License-Identifier: EUPL-1.2
// A relay board, its emulator and the cable between them, ready to be mistreated.
#pragma once

#include <memory>
#include <utility>

#include "drivers/emulators/memory_transport.h"
#include "drivers/relay/relay_board.h"

namespace banc {

inline constexpr int kRelays = 8;

struct RelayBench {
    explicit RelayBench(const RelayProtocol& protocol)
        : RelayBench(protocol,
                     std::make_unique<MemoryTransport>(make_emulator(protocol.name, kRelays))) {}

    [[nodiscard]] unsigned contacts() const { return cable.board().contacts(); }

    MemoryTransport& cable;
    RelayBoard board;

private:
    RelayBench(const RelayProtocol& protocol, std::unique_ptr<MemoryTransport> transport)
        : cable(*transport), board("relais", protocol, kRelays, std::move(transport)) {}
};

inline RelayChannel relay(int printed) { return RelayChannel::from(printed).value(); }

}  // namespace banc
