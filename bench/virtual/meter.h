// SPDX-License-Identifier: EUPL-1.2
// The bench's multimeter: a real `sigrok-cli` on its demonstration device, told which voltage it
// finds under its probes.
#pragma once

#include <functional>
#include <memory>

#include "bench/core/bytes.h"
#include "drivers/transport/child_line.h"

namespace banc {

class Meter {
public:
    using Shown = std::function<void(ByteView)>;
    Meter(Loop& loop, Shown shown) : loop_(loop), shown_(std::move(shown)) {}

    // Somebody looks at it or not: nobody needs its readings while none does.
    void attended(int people);
    // Volts on what its probes touch; 0 when they touch nothing.
    void probe(int volts);

private:
    void run();

    Loop& loop_;
    Shown shown_;
    int volts_ = 0;
    bool on_ = false;
    std::unique_ptr<ByteLine> sigrok_;
};

}  // namespace banc
