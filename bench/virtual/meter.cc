// SPDX-License-Identifier: EUPL-1.2
#include "bench/virtual/meter.h"

#include <fmt/format.h>

namespace banc {
namespace {

constexpr Nanos kMute = std::chrono::seconds(5);

// The demonstration device takes an offset or a sample rate, not both, and without a rate it makes
// 60 000 readings a second: so a few at a time, once a second (sigrok-cli 0.7.2).
ChildProgram sigrok(int volts) {
    return {"sigrok-cli",
            {"--driver", "demo:logic_channels=0:analog_channels=1", "--channel-group", "A0",
             "--config", fmt::format("pattern=sine:amplitude=0.02:offset={}", volts), "--channels",
             "A0", "--samples", "3"},
            "sigrok-cli",
            "multimetre",
            kMute};
}

}  // namespace

void Meter::attended(int people) {
    const bool on = people > 0;
    if (on == on_) return;
    on_ = on;
    run();
}

void Meter::probe(int volts) {
    if (volts == volts_) return;
    volts_ = volts;
    run();
}

void Meter::run() {
    sigrok_.reset();
    if (!on_) return;
    auto opened = ChildLine::open(loop_, sigrok(volts_));
    if (!opened) return;  // not installed: the meter stays dark
    sigrok_ = std::move(*opened);
    sigrok_->listen({[this](ByteView bytes, Instant) { shown_(bytes); }, {}, {}});
}

}  // namespace banc
