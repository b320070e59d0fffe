// SPDX-License-Identifier: EUPL-1.2
#include "bench/inject/line_return.h"

#include "bench/inject/on_record.h"

namespace banc {
namespace {

Json decision(const LineConfig& line, const LinePast& past, const Settled& settled) {
    Json body{{"line", line.name}, {"board", line.board}, {"cause", word(past.back)}};
    body["journal"] = word(settled.found.journal);
    body["reads"] = word(settled.found.board);
    body["rule"] = word(settled.found.rule);
    body["hold"] = word(settled.found.hold);
    body["act"] = word(settled.act);
    return body;
}

}  // namespace

std::string_view word(Back what) { return what == Back::board ? "board" : "program"; }

Task<BoardSays> LineReturn::ask(std::string line) {
    // Asking would be a second identification: a person cuts its supply first.
    if (lines_.starts_once(line)) co_return BoardSays::unreadable;
    const auto seen = co_await lines_.read(std::move(line));
    const bool mute = !seen && seen.error().code == Errc::refused;  // this model has no register
    if (mute) co_return BoardSays::cannot_say;
    if (!seen) co_return BoardSays::unreadable;
    co_return *seen == Position::fault ? BoardSays::fault : BoardSays::healthy;
}

Task<Result<Settled>> LineReturn::settle(std::string line, LinePast past) {
    const LineConfig* config = config_.line(line);
    if (config == nullptr) co_return tl::unexpected(no_such_line(line));
    Settled settled;
    const BoardSays reads = co_await ask(line);
    settled.found = {past.journal, reads, rule_of(*config), past.hold};
    settled.act = restart_act(settled.found);
    auto written = co_await logbook_.append("restart", decision(*config, past, settled));
    if (!written) co_return tl::unexpected(written.error());
    const bool restores = settled.act == RestartAct::restore;
    if (!restores && settled.act != RestartAct::rest) co_return settled;
    const auto to = restores ? Position::fault : Position::healthy;
    Json intent{{"act", "line"}, {"line", line}, {"to", word(to)}, {"purpose", "return"}};
    auto move = restores ? lines_.set(line, to) : lines_.release(line);
    auto moved = co_await move_on_record(logbook_, std::move(intent), std::move(move));
    if (!moved) settled.failed = moved.error();
    co_return settled;
}

}  // namespace banc
