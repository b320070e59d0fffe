// SPDX-License-Identifier: EUPL-1.2
// A relay board, its emulator and the cable between them, ready to be mistreated; and the shipped
// list of boards, of which every test of the battery runs on each.
#pragma once

#include <memory>
#include <utility>

#include "drivers/emulators/memory_transport.h"
#include "drivers/relay/board_table.h"
#include "drivers/relay/relay_board.h"

namespace banc {

// drivers/relay/boards.yaml.
const BoardTable& shipped_boards();
const BoardProduct& shipped_board(const std::string& section);

struct RelayBench {
    explicit RelayBench(const BoardProduct& product)
        : RelayBench(*product.protocol, product.facts) {}
    RelayBench(const RelayProtocol& protocol, const BoardFacts& facts)
        : RelayBench(protocol, facts,
                     std::make_unique<MemoryTransport>(make_emulator(protocol.name, facts))) {}

    [[nodiscard]] unsigned contacts() const { return cable.board().contacts(); }

    MemoryTransport& cable;
    RelayBoard board;

private:
    RelayBench(const RelayProtocol& protocol, const BoardFacts& facts,
               std::unique_ptr<MemoryTransport> transport)
        : cable(*transport), board("relais", protocol, facts, std::move(transport)) {}
};

inline RelayChannel relay(int printed) { return RelayChannel::from(printed).value(); }

}  // namespace banc
