// SPDX-License-Identifier: EUPL-1.2
// From a line of bench.yaml to a board, or a hub, that answered. Nothing is written to a board that
// was not recognised first (boards.md Q1: some take an identification byte for a relay pattern).
#pragma once

#include <memory>
#include <string>

#include "bench/scenario/bench_config.h"
#include "drivers/hub/hub_board.h"
#include "drivers/relay/identity.h"
#include "drivers/relay/relay_board.h"
#include "drivers/transport/board_lock.h"
#include "drivers/transport/usb_loop.h"

namespace banc {

// Whether a board is read once when it is opened. Not by a guard: a board that answers nonsense is
// told to let go all the same.
enum class FirstLook { read, none };

// What opening needs. Outlives the boards it opened.
struct BoardContext {
    Loop& loop;
    const BoardTable& table;
    std::string virtual_dir;                 // folder of the sockets of `banc virtual`
    std::unique_ptr<UsbLoop> usb = nullptr;  // started by the first board on USB
    std::string locks = lock_folder();       // where this machine's owners of boards say so
    FirstLook first_look = FirstLook::read;
};

// Which plugged device this is, and why it is none. Of a board named by its number, each that may
// be it and is not held by anybody is opened and asked, with a read that switches nothing.
Task<Result<Placement>> find_board(BoardContext& context, BoardConfig config);

// Recognised by its strings, its id or the place a person named, and by its port ("usb:1-4"), its
// serial port or the number it answers; locked for this program; then read once, if it can be.
// None or several that fit is an error that says what is plugged in and where; so is a board that
// answers nonsense. Every error names the board. Of a hub, the contacts that lines name are opened
// and locked, each on its own: another bench may use its other ports.
Task<Result<std::unique_ptr<ContactBoard>>> open_board(BoardContext& context, BoardConfig config);
// The same, of a hub, for those who need more of it.
Task<Result<std::unique_ptr<HubBoard>>> open_hub_board(BoardContext& context, BoardConfig config);

}  // namespace banc
