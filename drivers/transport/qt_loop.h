// SPDX-License-Identifier: EUPL-1.2
// The event loop of the programs: Qt's, in the thread that uses it. main makes QCoreApplication.
#pragma once

#include "bench/core/loop.h"

namespace banc {

// Delays are rounded up to the millisecond, so nothing is called too early; a delay in the past
// counts as none. A timer may outlive this object, never its thread.
class QtLoop final : public Loop {
public:
    [[nodiscard]] Instant now() const override { return system_now(); }
    [[nodiscard]] TimerPtr after(Nanos delay, std::function<void()> call) override;
};

}  // namespace banc
