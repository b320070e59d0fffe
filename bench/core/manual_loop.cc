// SPDX-License-Identifier: EUPL-1.2
#include "bench/core/manual_loop.h"

namespace banc {
namespace {

using Due = std::map<std::pair<Nanos, std::uint64_t>, std::function<void()>>;

class Entry : public Timer {
public:
    Entry(std::weak_ptr<Due> due, Due::key_type key) : due_(std::move(due)), key_(key) {}
    ~Entry() override {
        if (const auto due = due_.lock()) due->erase(key_);
    }

private:
    std::weak_ptr<Due> due_;
    Due::key_type key_;
};

}  // namespace

TimerPtr ManualLoop::after(Nanos delay, std::function<void()> call) {
    const Key key{now_.since_boot + delay, next_++};
    due_->emplace(key, std::move(call));
    return std::make_unique<Entry>(due_, key);
}

void ManualLoop::advance(Nanos by) {
    const Nanos until = now_.since_boot + by;
    while (!due_->empty() && due_->begin()->first.first <= until) {
        auto node = due_->extract(due_->begin());
        if (node.key().first > now_.since_boot) {
            now_.wall.unix_ns += (node.key().first - now_.since_boot).count();
            now_.since_boot = node.key().first;
        }
        node.mapped()();
    }
    now_.wall.unix_ns += (until - now_.since_boot).count();
    now_.since_boot = until;
}

}  // namespace banc
