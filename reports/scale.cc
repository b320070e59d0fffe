// SPDX-License-Identifier: EUPL-1.2
#include "reports/scale.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace banc::report {
namespace {

constexpr double kTickApart = 70;
constexpr double kLabelApart = 10;
constexpr std::array kSteps{1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400};

double seconds(Nanos span) { return std::chrono::duration<double>(span).count(); }

// The same place, or a place that the other's leader has to pass through.
bool in_the_way(const Placed& wanted, const Placed& other) {
    if (wanted.side != other.side || wanted.row > other.row) return false;
    const double leader = other.side == Side::below ? other.from : other.to;
    const double from = wanted.row == other.row ? other.from : leader;
    const double to = wanted.row == other.row ? other.to : leader;
    return wanted.from < to + kLabelApart && from < wanted.to + kLabelApart;
}

Placed lowest_free(Placed wanted, const std::vector<Placed>& taken) {
    const auto hit = [&](const Placed& other) { return in_the_way(wanted, other); };
    while (std::any_of(taken.begin(), taken.end(), hit)) ++wanted.row;
    return wanted;
}

}  // namespace

Scale::Scale(TimeSpan time, double left, double right, std::optional<TimeSpan> cut)
    : time_(time), cut_(cut), left_(left), per_second_(0) {
    const auto shown = time.to - time.from - (cut ? cut->to - cut->from : Nanos{0});
    const double width = right - left - (cut ? kGap : 0);
    per_second_ = shown > Nanos{0} ? width / seconds(shown) : 0;
}

double Scale::x(Nanos at) const {
    at = std::clamp(at, time_.from, time_.to);
    const auto plain = [this](Nanos t) { return left_ + seconds(t - time_.from) * per_second_; };
    if (!cut_ || at <= cut_->from) return plain(at);
    const double before = plain(cut_->from);
    const double share = seconds(at - cut_->from) / seconds(cut_->to - cut_->from);
    if (at < cut_->to) return before + kGap * share;
    return before + kGap + seconds(at - cut_->to) * per_second_;
}

std::vector<Nanos> Scale::ticks() const {
    Nanos step = std::chrono::seconds{kSteps.back()};
    for (auto s = kSteps.rbegin(); s != kSteps.rend(); ++s)
        if (*s * per_second_ >= kTickApart) step = std::chrono::seconds{*s};
    std::vector<Nanos> out;
    for (Nanos at = time_.from / step * step; at <= time_.to; at += step) {
        const bool hidden = cut_ && at > cut_->from && at < cut_->to;
        if (at >= time_.from && !hidden) out.push_back(at);
    }
    return out;
}

std::optional<TimeSpan> wait_to_cut(TimeSpan drawing, TimeSpan wait) {
    const auto waited = wait.to - wait.from;
    if (waited <= (drawing.to - drawing.from) / 4) return std::nullopt;
    return wait;
}

// Below, going from right to left: a leader further left goes deeper, past labels that all start to
// its right. Above it is the mirror image. So nothing is ever crossed.
std::vector<Placed> stagger(std::span<const Label> labels, double right) {
    std::vector<Placed> out(labels.size());
    std::vector<Placed> taken;
    const auto place = [&](std::size_t i, Placed wanted) {
        out[i] = lowest_free(wanted, taken);
        taken.push_back(out[i]);
    };
    const auto fits = [right](const Label& label) { return label.x + label.width <= right; };
    for (std::size_t i = labels.size(); i-- > 0;)
        if (const auto& l = labels[i]; fits(l)) place(i, {Side::below, 0, l.x, l.x + l.width});
    for (std::size_t i = 0; i < labels.size(); ++i)
        if (const auto& l = labels[i]; !fits(l)) place(i, {Side::above, 0, l.x - l.width, l.x});
    return out;
}

}  // namespace banc::report
