// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/qt_loop.h"

#include <QTimer>
#include <algorithm>

namespace banc {
namespace {

using std::chrono::milliseconds;

// QTimer counts milliseconds in an int (24 days); no wait of an exam comes near it.
constexpr milliseconds kLongest{std::chrono::hours(24 * 20)};

class SingleShot final : public Timer {
public:
    SingleShot(milliseconds delay, std::function<void()> call) : call_(std::move(call)) {
        timer_.setSingleShot(true);
        timer_.setTimerType(Qt::PreciseTimer);
        QObject::connect(&timer_, &QTimer::timeout, &timer_, [this] { fire(); });
        timer_.start(delay);
    }

private:
    // The call may drop this object: it must not live inside it while it runs.
    void fire() {
        const auto call = std::move(call_);
        call();
    }

    std::function<void()> call_;
    QTimer timer_;
};

}  // namespace

TimerPtr QtLoop::after(Nanos delay, std::function<void()> call) {
    const auto rounded = std::chrono::ceil<milliseconds>(std::max(delay, Nanos{0}));
    return std::make_unique<SingleShot>(std::min(rounded, kLongest), std::move(call));
}

}  // namespace banc
