// SPDX-License-Identifier: EUPL-1.2
// One at a time: sequences that share a board take turns, first come first served. A pass is given
// back when it is dropped, also by a cancelled task.
#pragma once

#include <deque>
#include <memory>

#include "bench/core/task.h"

namespace banc {

class Turn {
    struct GiveBack {
        void operator()(Turn* turn) const { turn->pass_on(); }
    };

public:
    using Pass = std::unique_ptr<Turn, GiveBack>;

    explicit Turn(Loop& loop) : loop_(loop) {}

    Task<Pass> take() {
        if (!taken_) {
            taken_ = true;
            co_return Pass(this);
        }
        Answer<Pass> answer(loop_);
        waiting_.push_back(answer.resolver());
        Pass pass = co_await answer;
        co_return pass;
    }

private:
    // The pass travels inside the answer: a waiter cancelled before it resumes gives it back too.
    void pass_on() {
        while (!waiting_.empty()) {
            const auto next = waiting_.front();
            waiting_.pop_front();
            if (next.wanted()) return next(Pass(this));
        }
        taken_ = false;
    }

    Loop& loop_;
    bool taken_ = false;
    std::deque<Answer<Pass>::Resolver> waiting_;
};

}  // namespace banc
