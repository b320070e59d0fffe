// SPDX-License-Identifier: EUPL-1.2
// The geometry of the timeline: time to position, ticks, and labels that never overlap. Positions
// are in the drawing's own units (px at 100 %).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "bench/core/time.h"

namespace banc::report {

struct TimeSpan {
    Nanos from{0};
    Nanos to{0};
};

// One linear scale for the whole drawing. A long wait before the opening may be cut out: both sides
// keep the same px per second and the cut is kGap wide.
class Scale {
public:
    static constexpr double kGap = 26;
    Scale(TimeSpan time, double left, double right, std::optional<TimeSpan> cut = std::nullopt);

    // Times outside the span land on its ends, times inside the cut inside the gap.
    [[nodiscard]] double x(Nanos at) const;
    [[nodiscard]] const std::optional<TimeSpan>& cut() const { return cut_; }
    // Multiples of a round step, about 70 px apart or more, none inside the cut.
    [[nodiscard]] std::vector<Nanos> ticks() const;

private:
    TimeSpan time_;
    std::optional<TimeSpan> cut_;
    double left_;
    double per_second_;
};

// The wait between two moments is cut out when it would take more than a quarter of the drawing.
std::optional<TimeSpan> wait_to_cut(TimeSpan drawing, TimeSpan wait);

// A label wanted for a moment at x, joined to it by a vertical leader.
struct Label {
    double x = 0;
    double width = 0;
};
// below: starts at x and extends to the right. above: ends at x, because it would not fit.
enum class Side { below, above };
struct Placed {
    Side side = Side::below;
    int row = 0;  // from 0, the nearest to the line of moments
    double from = 0;
    double to = 0;
};
// One place per label, in the order given (ascending x). No two labels overlap and no leader runs
// through another label.
std::vector<Placed> stagger(std::span<const Label> labels, double right);

}  // namespace banc::report
