// SPDX-License-Identifier: EUPL-1.2
// The virtual bench's half of a board socket, byte by byte.
#include "drivers/emulators/board_port.h"

#include <catch2/catch.hpp>

namespace banc {

TEST_CASE("a board socket answers each request once, in order", "[relay][socket]") {
    const auto board = make_emulator("dcttech", BoardFacts{8});
    BoardPort port(board.get());
    const Bytes requests{0, 0, 8, 0xff, 3, 0, 0, 0, 0, 0, 0, 1, 0, 8};
    const Bytes answers{0, 0, 0, 8, 'B', 'I', 'T', 'F', 'T', 0, 0, 4};
    SECTION("all at once") { CHECK(port.receive(requests) == answers); }
    SECTION("byte by byte") {
        Bytes all;
        for (const auto byte : requests) {
            const Bytes some = port.receive(ByteView(&byte, 1));
            all.insert(all.end(), some.begin(), some.end());
        }
        CHECK(all == answers);
    }
    CHECK(board->contacts() == 4);
}

TEST_CASE("a board socket says stall and gone as the bus would", "[relay][socket]") {
    const auto board = make_emulator("dcttech", BoardFacts{8});
    BoardPort port(board.get());
    CHECK(port.receive(Bytes{7, 0, 1}) == Bytes{1, 0});  // no such operation
    CHECK(port.receive(Bytes{0, 0, 0}) == Bytes{1, 0});  // an empty report
    CHECK(port.receive(Bytes{1, 0, 2}) == Bytes{0, 2, 'B', 'I'});
    port.unplug();
    CHECK(port.receive(Bytes{1, 0, 8}) == Bytes{2, 0});
}

TEST_CASE("a board is held by one connection at a time", "[relay][socket]") {
    const auto board = make_emulator("dcttech", BoardFacts{8});
    BoardClaim claim;
    const auto first = claim.open();
    const auto second = claim.open();
    BoardPort holder(board.get(), claim, first);
    BoardPort other(board.get(), claim, second);
    const Bytes closes{0, 0, 8, 0xff, 3, 0, 0, 0, 0, 0, 0};
    const Bytes reads{1, 0, 8};
    CHECK(other.receive(closes) == Bytes{3, 0});
    CHECK(other.receive(reads) == Bytes{3, 0});
    CHECK(board->contacts() == 0);
    CHECK(holder.receive(closes) == Bytes{0, 0});
    claim.close(second);  // held nothing
    CHECK(other.receive(reads) == Bytes{3, 0});
    claim.close(first);
    CHECK(other.receive(reads) == Bytes{0, 8, 'B', 'I', 'T', 'F', 'T', 0, 0, 4});
    CHECK(holder.receive(reads) == Bytes{3, 0});
}

}  // namespace banc
