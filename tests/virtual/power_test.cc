// SPDX-License-Identifier: EUPL-1.2
#include "bench/virtual/power.h"

#include <catch2/catch.hpp>
#include <map>

using namespace banc;

namespace {

using S = PowerSignal;
using P = Power;
using A = PowerAction;

// Every cell that moves something; all others stay as they are and do nothing.
const std::map<std::pair<P, S>, PowerStep> kMoves{
    {{P::dark, S::restore}, {P::off, A::none}},  // never on by itself
    {{P::off, S::press}, {P::on, A::start}},
    {{P::off, S::cut}, {P::dark, A::none}},
    {{P::on, S::press}, {P::on, A::ask}},
    {{P::on, S::hold}, {P::off, A::kill}},
    {{P::on, S::cut}, {P::dark, A::kill}},
    {{P::on, S::guest_reset}, {P::restarting, A::none}},
    {{P::on, S::ended}, {P::off, A::none}},
    {{P::restarting, S::ended}, {P::on, A::start}},
    {{P::restarting, S::hold}, {P::off, A::kill}},
    {{P::restarting, S::cut}, {P::dark, A::kill}},
};

}  // namespace

TEST_CASE("the power of a PC, every state and every signal", "[virtual][power]") {
    for (const auto now : {P::dark, P::off, P::on, P::restarting})
        for (const auto signal :
             {S::press, S::hold, S::cut, S::restore, S::guest_reset, S::ended}) {
            CAPTURE(static_cast<int>(now), static_cast<int>(signal));
            const auto move = kMoves.find({now, signal});
            const auto expected = move == kMoves.end() ? PowerStep{now, A::none} : move->second;
            CHECK(power_step(now, signal) == expected);
        }
}
