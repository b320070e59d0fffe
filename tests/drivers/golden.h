// SPDX-License-Identifier: EUPL-1.2
// Golden rows: the bytes on the wire, each with the place they were taken from, so that driver and
// emulator cannot share one misreading. tests/drivers/golden/<protocol>.txt, one row a line:
//
//   # where the row is from
//   section: on 3 with 1,2 -> FF 03 <- 01        coils 1 and 2 are already energised
//   section: off 3 | rest | start | adopt | pulse 1 700ms -> …
//   section: read -> r1: FF <- 00 01 = 2         report 1; "= none", "= refused"
//   section: serial -> 38 <- "00001543" = 00001543
//
// Frames and replies alternate and are hex or "text" with \r, \n.
#pragma once

#include <string>
#include <vector>

#include "drivers/relay/protocol.h"

namespace banc {

struct GoldenRow {
    std::string place;    // "golden/dcttech.txt:3"
    std::string section;  // of boards.yaml
    std::string act;      // "on", "off", "rest", "read", "start", "serial", "adopt", "pulse"
    int relay = 0;
    Nanos length{0};
    Coils before;
    std::vector<Exchange> sent;  // without reply_size and until
    std::vector<Bytes> replies;  // as many as frames, or none
    std::string meaning;         // after "=", or empty
};

// Every row of every file. A row that can't be read ends the test.
std::vector<GoldenRow> golden_rows();

}  // namespace banc
