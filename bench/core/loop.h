// SPDX-License-Identifier: EUPL-1.2
// The one event loop, seen from code that must not know which loop it is: Qt's in the programs,
// a hand-ticked one in the tests.
#pragma once

#include <functional>
#include <memory>

#include "bench/core/time.h"

namespace banc {

// Dropping it cancels the call it stands for.
class Timer {
public:
    virtual ~Timer() = default;
};
using TimerPtr = std::unique_ptr<Timer>;

class Loop {
public:
    virtual ~Loop() = default;
    [[nodiscard]] virtual Instant now() const = 0;
    // Calls back once, on the loop's thread, never from inside this function. The call may drop
    // its own timer and everything else.
    [[nodiscard]] virtual TimerPtr after(Nanos delay, std::function<void()> call) = 0;
};

}  // namespace banc
