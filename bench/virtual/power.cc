// SPDX-License-Identifier: EUPL-1.2
#include "bench/virtual/power.h"

namespace banc {
namespace {

PowerStep when_off(PowerSignal signal) {
    switch (signal) {
        case PowerSignal::press: return {Power::on, PowerAction::start};
        case PowerSignal::cut: return {Power::dark, PowerAction::none};
        case PowerSignal::hold:
        case PowerSignal::restore:
        case PowerSignal::guest_reset:
        case PowerSignal::ended: break;
    }
    return {Power::off, PowerAction::none};
}

PowerStep when_on(PowerSignal signal) {
    switch (signal) {
        case PowerSignal::press: return {Power::on, PowerAction::ask};
        case PowerSignal::hold: return {Power::off, PowerAction::kill};
        case PowerSignal::cut: return {Power::dark, PowerAction::kill};
        case PowerSignal::guest_reset: return {Power::restarting, PowerAction::none};
        case PowerSignal::ended: return {Power::off, PowerAction::none};
        case PowerSignal::restore: break;
    }
    return {Power::on, PowerAction::none};
}

PowerStep when_restarting(PowerSignal signal) {
    switch (signal) {
        case PowerSignal::ended: return {Power::on, PowerAction::start};
        case PowerSignal::hold: return {Power::off, PowerAction::kill};
        case PowerSignal::cut: return {Power::dark, PowerAction::kill};
        case PowerSignal::press:
        case PowerSignal::restore:
        case PowerSignal::guest_reset: break;
    }
    return {Power::restarting, PowerAction::none};
}

}  // namespace

PowerStep power_step(Power now, PowerSignal signal) {
    switch (now) {
        case Power::dark:
            return {signal == PowerSignal::restore ? Power::off : Power::dark, PowerAction::none};
        case Power::off: return when_off(signal);
        case Power::on: return when_on(signal);
        case Power::restarting: return when_restarting(signal);
    }
    return {now, PowerAction::none};
}

}  // namespace banc
