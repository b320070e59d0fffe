// SPDX-License-Identifier: EUPL-1.2
// A loop ticked by hand: an hour passes when its owner says so. For tests, and for exams composed
// from recorded pieces (bench/rehearsal/composition.h).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <utility>

#include "bench/core/loop.h"

namespace banc {

class ManualLoop : public Loop {
public:
    [[nodiscard]] Instant now() const override { return now_; }
    TimerPtr after(Nanos delay, std::function<void()> call) override;

    // Runs everything that falls due while this much time passes, in order.
    void advance(Nanos by);
    // Runs what is due now, without letting time pass.
    void settle() { advance(Nanos{0}); }

private:
    using Key = std::pair<Nanos, std::uint64_t>;
    Instant now_{Nanos{1'000'000'000}, WallTime{1'781'000'000'000'000'000}};
    std::uint64_t next_ = 0;
    // allow: shared_ptr, owner is the loop alone; timers hold it weakly and may outlive it
    std::shared_ptr<std::map<Key, std::function<void()>>> due_ =
        std::make_shared<std::map<Key, std::function<void()>>>();
};

}  // namespace banc
