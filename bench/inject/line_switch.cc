// SPDX-License-Identifier: EUPL-1.2
#include "bench/inject/line_switch.h"

#include <algorithm>

namespace banc {

std::string_view word(Position position) {
    return position == Position::fault ? "fault" : "healthy";
}

Result<LineSwitch::Contact> LineSwitch::find(const std::string& line) const {
    const LineConfig* config = config_.line(line);
    if (config == nullptr)
        return fail(Errc::invalid, text("ligne inconnue « {} »", "unknown line \"{}\"", line));
    const auto board = boards_.find(config->board);
    const auto channel = RelayChannel::from(config->channel);
    if (board == boards_.end() || !channel)
        return fail(Errc::invalid,
                    text("{} : le contact {}/{} n'existe pas", "{}: contact {}/{} does not exist",
                         line, config->board, config->channel));
    return Contact{board->second.get(), *channel, config};
}

Task<Result<Confirmed>> LineSwitch::set(std::string line, Position wanted) {
    const auto contact = find(line);
    if (!contact) co_return tl::unexpected(contact.error());
    if (contact->line->energises)
        co_return fail(Errc::refused, text("{} alimente un PC : seule une personne la manœuvre",
                                           "{} energises a PC: only a person switches it", line));
    const auto pass = co_await turn_.take();
    const auto last = moved_.find(line);
    if (last != moved_.end()) {
        const Nanos gap = std::max(contact->line->min_gap, contact->line->min_dwell);
        const Nanos wait = last->second + gap - loop_.now().since_boot;
        if (wait > Nanos{0}) co_await pause(loop_, wait);
    }
    const auto state = wanted == Position::fault ? Coil::energised : Coil::released;
    moved_[line] = loop_.now().since_boot;  // also when this is cancelled on its way
    auto moved = co_await contact->board->set(contact->channel, state);
    moved_[line] = loop_.now().since_boot;
    if (!moved) co_return tl::unexpected(std::move(moved.error()).within(line));
    co_return moved;
}

Task<Result<void>> LineSwitch::release_all() {
    const auto pass = co_await turn_.take();
    Result<void> first;
    for (auto& [name, board] : boards_) {
        auto rested = co_await rest(name, *board);
        if (!rested && first) first = rested;
    }
    co_return first;
}

Task<Result<void>> LineSwitch::rest(std::string name, RelayBoard& board) {
    const auto on_it = [&](const LineConfig& line) { return line.board == name; };
    const auto feeds = [&](const LineConfig& line) { return on_it(line) && line.energises; };
    if (std::none_of(config_.lines.begin(), config_.lines.end(), feeds)) {
        auto released = co_await board.release_all();
        if (!released) co_return tl::unexpected(released.error());
        co_return Result<void>{};
    }
    Result<void> first;
    for (const auto& line : config_.lines) {
        const auto channel = RelayChannel::from(line.channel);
        if (!on_it(line) || line.energises || !channel) continue;
        auto released = co_await board.release(*channel);
        if (!released && first) first = tl::unexpected(released.error());
    }
    co_return first;
}

Task<Result<Position>> LineSwitch::read(std::string line) {
    const auto contact = find(line);
    if (!contact) co_return tl::unexpected(contact.error());
    const auto pass = co_await turn_.take();
    auto coils = co_await contact->board->read();
    if (!coils) co_return tl::unexpected(std::move(coils.error()).within(line));
    const bool energised = coils->at(contact->channel) == Coil::energised;
    co_return energised ? Position::fault : Position::healthy;
}

}  // namespace banc
