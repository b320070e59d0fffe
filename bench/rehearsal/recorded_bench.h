// SPDX-License-Identifier: EUPL-1.2
// A bench whose sources play raw recordings (scenarios/pieces): the drivers and watches of a real
// one, without a PC or a board.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "bench/exam/instruments.h"
#include "bench/rehearsal/recorded_line.h"

namespace banc {

class RecordedBench {
public:
    // `folder`: where the pieces lie.
    RecordedBench(Loop& loop, std::string folder) : loop_(loop), folder_(std::move(folder)) {}

    // Its plugs, which it outlives: of each source that the scenario needs, and of its consoles.
    Bench plug_in(const BenchConfig& config, const std::vector<std::string>& needs);
    // From now on its source shows that piece. Errors: invalid, at the piece's place.
    Result<void> show(const PieceName& piece);
    Result<void> show(const PieceNames& pieces);

private:
    std::unique_ptr<RecordedLine> line(const std::string& name);
    template <class Source, class... From>
    void play(const std::string& name, From&&... from) {
        sources_[name] = std::make_unique<Source>(std::forward<From>(from)...);
    }

    Loop& loop_;
    std::string folder_;
    std::map<std::string, RecordedLine*> lines_;  // of the Bench
    std::map<std::string, std::unique_ptr<RecordedSource>> sources_;
};

// What is wrong with the pieces that a scenario names: not there, or not to be read.
Errors mistakes_in_pieces(const Scenario& scenario, const BenchConfig& bench,
                          const std::string& folder);

}  // namespace banc
