// SPDX-License-Identifier: EUPL-1.2
// One fact over the time of the exam: at each instant seen, clear or blind, with the records that
// say so. Instants are whole nanoseconds, so [2, 5] and [6, 9] leave no gap.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bench/scoring/evidence.h"

namespace banc {

enum class View {
    seen,   // the state was true
    came,   // the event occurred, then or before: later than `after`
    maybe,  // an event that a later reading tells of may have occurred then
    clear,  // the source worked and the fact was not there
    blind,  // nobody looked
};

struct Stretch {
    Nanos from{0};
    Nanos to{0};
    View view = View::blind;
    std::vector<std::uint64_t> seqs;
    Nanos since{0};  // what is known here rests on everything from then on: a state's last sample
    Nanos after{0};  // of an event that came
};

class Track {
public:
    // Over [opened, ended] of the evidence's window, which must not be empty.
    Track(const Evidence& evidence, const std::string& fact);

    // The first instant of [from, to] with that view, seen or blind. Of an event, `seen` is the
    // first instant by which it surely came within them, `blind` any at which it may have.
    [[nodiscard]] std::optional<Nanos> first(View view, Nanos from, Nanos to) const;
    // Adds the records without which [from, to] would be blind.
    void cite(Nanos from, Nanos to, std::vector<std::uint64_t>& out) const;
    // Without gap or overlap, from opened or earlier to ended.
    [[nodiscard]] const std::vector<Stretch>& stretches() const { return stretches_; }

private:
    [[nodiscard]] std::vector<Stretch>::const_iterator at(Nanos instant) const;

    std::vector<Stretch> stretches_;
};

}  // namespace banc
