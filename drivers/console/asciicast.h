// SPDX-License-Identifier: EUPL-1.2
// A console as an asciicast, version 2 (https://docs.asciinema.org/manual/asciicast/v2/): what
// asciinema and the players made for it show. Valid UTF-8, whatever the console sent.
#pragma once

#include <string>
#include <string_view>

#include "bench/core/bytes.h"
#include "bench/core/time.h"
#include "drivers/console/utf8.h"

namespace banc {

class Asciicast {
public:
    // A serial console has no size: 80 × 24, as firmware takes for granted. `begin` is second 0.
    explicit Asciicast(Instant begin);

    // In the order of time.
    void output(ByteView bytes, Nanos at);
    void marker(std::string_view label, Nanos at);
    // The whole file.
    std::string finish();

private:
    void event(std::string_view type, std::string_view data, Nanos at);

    Nanos begin_;
    Nanos last_{0};
    Utf8Decoder decoder_;
    std::string cast_;
};

}  // namespace banc
