// SPDX-License-Identifier: EUPL-1.2
// From a line of bench.yaml to a board that answered. Nothing is written to a board that was not
// recognised first (boards.md Q1: some take an identification byte for a relay pattern).
#pragma once

#include <memory>
#include <string>

#include "bench/scenario/bench_config.h"
#include "drivers/relay/board_table.h"
#include "drivers/relay/relay_board.h"
#include "drivers/transport/usb_loop.h"

namespace banc {

// What opening needs. Outlives the boards it opened.
struct BoardContext {
    Loop& loop;
    const BoardTable& table;
    std::string virtual_dir;                 // folder of the sockets of `banc virtual`
    std::unique_ptr<UsbLoop> usb = nullptr;  // started by the first board on USB
};

// Recognised by its strings and by its place ("usb:1-4") or the serial number it answers, then read
// once. None or several that fit is an error that says what is plugged in and where; so is a board
// that answers nonsense. Every error names the board.
Task<Result<std::unique_ptr<RelayBoard>>> open_board(BoardContext& context, BoardConfig config);

}  // namespace banc
