// SPDX-License-Identifier: EUPL-1.2
#include "bench/inject/line_policy.h"

#include <algorithm>

namespace banc {
namespace {

constexpr std::string_view kExtraLow = "TBTS";

bool on_certified_outlet(const BenchConfig& bench, const LineConfig& line) {
    return std::ranges::any_of(bench.boards, [&](const BoardConfig& board) {
        return board.name == line.board && board.certified_outlet;
    });
}

const LineStanding& standing(const Standings& standings, const std::string& line) {
    static const LineStanding kUntouched;
    const auto found = standings.find(line);
    return found == standings.end() ? kUntouched : found->second;
}

// Another line of the same group that is in fault; empty: none.
std::string rival(const BenchConfig& bench, const LineConfig& line, const Standings& standings) {
    if (line.group.empty()) return "";
    for (const auto& other : bench.lines)
        if (other.name != line.name && other.group == line.group &&
            standing(standings, other.name).position == Position::fault)
            return other.name;
    return "";
}

}  // namespace

std::string_view word(Position position) {
    return position == Position::fault ? "fault" : "healthy";
}

std::string_view word(LineRule rule) {
    switch (rule) {
        case LineRule::energises: return "energises";
        case LineRule::voltage: return "voltage";
        case LineRule::group: return "group";
        case LineRule::wear: return "wear";
        case LineRule::power: return "power";
    }
    return "?";
}

LineVerdict may_move(const LinesNow& lines, const LineConfig& line, Position to) {
    LineVerdict verdict;
    const auto& mine = standing(lines.standings, line.name);
    if (line.energises) verdict.forbidden = LineRule::energises;
    if (to == Position::fault && !verdict.forbidden) {
        verdict.because = rival(lines.bench, line, lines.standings);
        if (line.voltage != kExtraLow && !on_certified_outlet(lines.bench, line))
            verdict.forbidden = LineRule::voltage;
        else if (!verdict.because.empty())
            verdict.forbidden = LineRule::group;
        else if (mine.switchings >= kRatedSwitchings)
            verdict.forbidden = LineRule::wear;
        else if (mine.live)
            verdict.forbidden = LineRule::power;
    }
    if (verdict.forbidden || mine.moved == Nanos{0}) return verdict;
    const Nanos least = std::max(line.min_gap, line.min_dwell);
    verdict.wait = std::max(mine.moved + least - lines.now, Nanos{0});
    return verdict;
}

Error refusal(LineRule rule, const LineConfig& line, const std::string& because) {
    Error error{Errc::refused, {}, {}, {}};
    switch (rule) {
        case LineRule::energises:
            error.what = text("{} alimente un PC : seule une personne la manœuvre",
                              "{} energises a PC: only a person switches it", line.name);
            break;
        case LineRule::voltage:
            error.what = text("{} : tension « {} » refusée sur un relais",
                              "{}: voltage \"{}\" refused on a relay", line.name, line.voltage);
            error.remedy = text("très basse tension de sécurité, ou une prise certifiée",
                                "safety extra-low voltage, or a certified outlet");
            break;
        case LineRule::group:
            error.what = text("{} : {} est déjà en panne dans le même groupe",
                              "{}: {} is already in fault in the same group", line.name, because);
            break;
        case LineRule::wear:
            error.what = text("{} : le contact a fait {} manœuvres, sa vie nominale",
                              "{}: the contact has made {} switchings, its rated life", line.name,
                              kRatedSwitchings);
            error.remedy = text("remplacez le relais, puis remettez son compteur à zéro",
                                "replace the relay, then reset its counter");
            break;
        case LineRule::power:
            error.what =
                text("{} ne s'ouvre que PC éteint", "{} is opened only with the PC off", line.name);
            error.remedy = text("éteignez le PC", "switch the PC off");
            break;
    }
    return error;
}

}  // namespace banc
