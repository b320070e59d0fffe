// SPDX-License-Identifier: EUPL-1.2
// The French of the reports: dates, durations, and the official word for each value (design.md §1,
// exam.md §6.3).
#pragma once

#include <string>
#include <string_view>

#include "bench/core/time.h"
#include "bench/scoring/score.h"

namespace banc::report::fr {

std::string date(WallTime wall);           // "12 juin 2026 à 14 h 03 (UTC)"
std::string time_of_day(WallTime wall);    // "14 h 03 min 27 s (UTC)"
std::string duration(Nanos span);          // "15 min", "1 h 30 min", "45 s"; to the second
std::string clock(Nanos since_opening);    // "03:27", "−00:45"
std::string mode(std::string_view word);   // "official" -> "session officielle"
std::string state(std::string_view word);  // "running" -> "épreuve en cours"
std::string outcome(std::string_view word);
std::string purpose(std::string_view word);
std::string result(std::string_view word);  // of an act: "confirmed" -> "confirmé par relecture"
std::string standing(
    std::string_view word);  // of a line: "cannot-say" -> "sans relecture possible"
std::string decision(std::string_view word);  // about a line: "restore" -> "remise en panne"
std::string kind(CriterionKind kind);         // who establishes it
std::string finding(Finding finding);         // "oui", "non", "inconnu"
std::string integrity(std::string_view word);

// French typography: ’, and no-break spaces before : ; ? ! », after « and n°.
std::string typeset(std::string_view sentence);

}  // namespace banc::report::fr
