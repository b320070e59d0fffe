// SPDX-License-Identifier: EUPL-1.2
// Tells an exam as it happens, one line per thing a person cares about, from records that are
// already on the disk.
#pragma once

#include <optional>
#include <string>

#include "bench/journal/record.h"
#include "bench/scenario/scenario.h"

namespace banc {

// A candidate must not read what is broken: he is told the steps, not their content.
enum class Audience { observer, candidate };

class Narrator {
public:
    Narrator(const Scenario& scenario, Lang lang, Audience audience)
        : scenario_(scenario), lang_(lang), audience_(audience) {}

    // The sentence for a record, or nothing where a person would only be bored.
    std::optional<std::string> tell(const Record& record);

private:
    std::optional<Text> sentence(const Record& record);
    std::optional<Text> of_state(const Json& body) const;
    std::optional<Text> of_guard(const Json& body) const;
    std::optional<Text> of_intent(const Json& body) const;
    std::optional<Text> of_outcome(const Json& body) const;
    std::optional<Text> of_contact(const Json& body) const;
    std::optional<Text> of_board(const Json& body) const;
    std::optional<Text> of_restart(const Json& body) const;
    std::optional<Text> of_probe(const Json& body);
    [[nodiscard]] Text label(const std::string& fact) const;

    const Scenario& scenario_;
    Lang lang_;
    Audience audience_;
    std::map<std::string, bool> states_;  // as last told
};

}  // namespace banc
