// SPDX-License-Identifier: EUPL-1.2
#include "bench/inject/line_switch.h"

#include <algorithm>

namespace banc {
namespace {

tl::unexpected<Error> away(const std::string& board) {
    return fail(Errc::disconnected, text("la carte {} n'est plus là", "board {} is away", board),
                text("rebranchez-la", "plug it in again"));
}

}  // namespace

Error no_such_line(const std::string& line) {
    return {Errc::invalid, text("ligne inconnue « {} »", "unknown line \"{}\"", line)};
}

Result<LineSwitch::Contact> LineSwitch::find(const std::string& line) const {
    const LineConfig* config = config_.line(line);
    if (config == nullptr) return tl::unexpected(no_such_line(line));
    const auto board = boards_.find(config->board);
    const auto channel = RelayChannel::from(config->channel);
    if (board == boards_.end() || !channel)
        return fail(Errc::invalid,
                    text("{} : le contact {}/{} n'existe pas", "{}: contact {}/{} does not exist",
                         line, config->board, config->channel));
    if (board->second == nullptr) return away(config->board);
    return Contact{board->second.get(), *channel, config};
}

// An order that can't even be given leaves nobody sure where the line stands.
Result<LineSwitch::Contact> LineSwitch::ordered(const std::string& line) {
    auto contact = find(line);
    if (!contact && contact.error().code == Errc::disconnected) standings_[line].confirmed = false;
    return contact;
}

void LineSwitch::failed(const std::string& board, const Error& why) {
    if (why.code != Errc::disconnected || boards_[board] == nullptr) return;
    boards_[board].reset();
    if (on_gone) on_gone(board, why);
}

void LineSwitch::plug_in(std::unique_ptr<ContactBoard> board) {
    auto& place = boards_[board->name()];
    place = std::move(board);
}

JournalSays LineSwitch::recorded(const std::string& line) const {
    const auto found = standings_.find(line);
    if (found == standings_.end()) return JournalSays::healthy;
    if (!found->second.confirmed) return JournalSays::unknown;
    return found->second.position == Position::fault ? JournalSays::fault : JournalSays::healthy;
}

std::optional<LineSwitch::Refusal> LineSwitch::forbids(const std::string& line,
                                                       Position wanted) const {
    const LineConfig* config = config_.line(line);
    if (config == nullptr) return std::nullopt;
    auto standings = standings_;
    standings[line].live = live && live(line);
    standings[line].switchings = wear.of(contact_name(config->board, config->channel));
    const auto verdict = may_move({config_, standings, loop_.now().since_boot}, *config, wanted);
    if (!verdict.forbidden) return std::nullopt;
    return Refusal{*verdict.forbidden, refusal(*verdict.forbidden, *config, verdict.because)};
}

// The dwell is waited for without the turn: another line may have to let go meanwhile.
Task<Result<Confirmed>> LineSwitch::set(std::string line, Position wanted) {
    auto pass = co_await turn_.take();
    for (Nanos wait = wait_for(line, wanted); wait > Nanos{0}; wait = wait_for(line, wanted)) {
        pass.reset();
        co_await pause(loop_, wait);
        pass = co_await turn_.take();
    }
    const auto forbidden = forbids(line, wanted);
    if (forbidden) co_return tl::unexpected(forbidden->error);
    const auto contact = ordered(line);
    if (!contact) co_return tl::unexpected(contact.error());
    if (wanted == Position::fault && before_fault) {
        auto known = before_fault(line);
        if (!known) co_return tl::unexpected(std::move(known.error()).within(line));
    }
    auto counted = wear.count(contact_name(contact->line->board, contact->line->channel));
    if (!counted && wanted == Position::fault) co_return tl::unexpected(counted.error());
    auto moved = co_await carry_out(*contact, wanted, move(*contact, wanted));
    co_return moved;
}

Nanos LineSwitch::wait_for(const std::string& line, Position wanted) const {
    const LineConfig* config = config_.line(line);
    if (config == nullptr || !find(line)) return Nanos{0};
    return may_move({config_, standings_, loop_.now().since_boot}, *config, wanted).wait;
}

Task<Result<Confirmed>> LineSwitch::release(std::string line) {
    const auto pass = co_await turn_.take();
    const auto forbidden = forbids(line, Position::healthy);
    if (forbidden) co_return tl::unexpected(forbidden->error);
    const auto contact = ordered(line);
    if (!contact) co_return tl::unexpected(contact.error());
    auto counted = wear.count(contact_name(contact->line->board, contact->line->channel));
    static_cast<void>(counted);  // no fault stays in for a counter
    auto order = contact->board->release(contact->channel);
    auto moved = co_await carry_out(*contact, Position::healthy, std::move(order));
    co_return moved;
}

Task<Result<Confirmed>> LineSwitch::carry_out(Contact contact, Position wanted,
                                              Task<Result<Confirmed>> order) {
    const LineConfig& line = *contact.line;
    auto& standing = standings_[line.name];
    standing.confirmed = false;
    standing.moved = loop_.now().since_boot;  // also when this is cancelled on its way
    if (wanted == Position::fault) goes_in(line);
    auto moved = co_await order;
    standing.moved = loop_.now().since_boot;
    if (!moved) {
        failed(line.board, moved.error());
        co_return tl::unexpected(std::move(moved.error()).within(line.name));
    }
    standing.confirmed = true;
    if (wanted == Position::healthy) is_out(line.name);
    co_return moved;
}

Task<Result<Confirmed>> LineSwitch::move(Contact contact, Position wanted) {
    const auto most = contact.line->max_on;
    const bool counts = most && *most <= contact.board->longest_pulse();
    if (wanted == Position::fault && counts) {
        auto pressed = co_await press(contact, *most);
        co_return pressed;
    }
    const auto state = wanted == Position::fault ? Coil::energised : Coil::released;
    auto moved = co_await contact.board->set(contact.channel, state);
    co_return moved;
}

// The board lets go by itself, whatever becomes of this program; on_limit says so in the journal.
Task<Result<Confirmed>> LineSwitch::press(Contact contact, Nanos length) {
    const Nanos begun = loop_.now().since_boot;
    auto pressed = co_await contact.board->pulse(contact.channel, length);
    if (!pressed || !contact.board->readable()) co_return pressed;
    const auto seen = co_await contact.board->read();
    if (!seen) co_return tl::unexpected(seen.error());
    if (seen->at(contact.channel) == Coil::energised) co_return Confirmed::by_readback;
    if (loop_.now().since_boot - begun >= length) co_return Confirmed::not_readable;
    co_return fail(Errc::protocol,
                   text("la carte a accepté l'impulsion et n'a pas suivi",
                        "the board took the pulse and did not follow"),
                   text("rebrancher la carte", "plug the board in again"));
}

void LineSwitch::goes_in(const LineConfig& line) {
    standings_[line.name].position = Position::fault;
    if (line.max_on && on_limit)
        limits_[line.name] =
            loop_.after(*line.max_on, [this, name = line.name] { on_limit(name); });
}

Task<Result<void>> LineSwitch::release_all() {
    const auto pass = co_await turn_.take();
    Result<void> first;
    for (auto& [name, board] : boards_) {
        Result<void> rested = away(name);
        if (board != nullptr) rested = co_await rest(name, *board);
        if (!rested) failed(name, rested.error());
        if (!rested && first) first = rested;
    }
    co_return first;
}

Task<Result<void>> LineSwitch::rest(std::string name, ContactBoard& board) {
    const auto on_it = [&](const LineConfig& line) { return line.board == name; };
    const auto feeds = [&](const LineConfig& line) { return on_it(line) && line.energises; };
    if (std::none_of(config_.lines.begin(), config_.lines.end(), feeds)) {
        auto released = co_await board.release_all();
        if (!released) co_return tl::unexpected(released.error());
        for (const auto& line : config_.lines)
            if (on_it(line)) is_out(line.name);
        co_return Result<void>{};
    }
    Result<void> first;
    for (const auto& line : config_.lines) {
        const auto channel = RelayChannel::from(line.channel);
        if (!on_it(line) || line.energises || !channel) continue;
        auto released = co_await board.release(*channel);
        if (released) is_out(line.name);
        if (!released && first) first = tl::unexpected(released.error());
    }
    co_return first;
}

void LineSwitch::is_out(const std::string& line) {
    auto& standing = standings_[line];
    standing.position = Position::healthy;
    standing.confirmed = true;
    limits_.erase(line);
    if (after_healthy) after_healthy(line);
}

bool LineSwitch::starts_once(const std::string& line) const {
    const auto contact = find(line);
    return contact && contact->board->starts_once();
}

Task<Result<Position>> LineSwitch::read(std::string line) {
    const auto pass = co_await turn_.take();
    const auto contact = find(line);
    if (!contact) co_return tl::unexpected(contact.error());
    auto coils = co_await contact->board->read();
    if (!coils) {
        // Refused is what a board without a register answers; from any other it is no answer.
        const bool stalls = coils.error().code == Errc::refused && contact->board->readable();
        if (stalls) coils.error().code = Errc::protocol;
        failed(contact->line->board, coils.error());
        co_return tl::unexpected(std::move(coils.error()).within(line));
    }
    const bool energised = coils->at(contact->channel) == Coil::energised;
    co_return energised ? Position::fault : Position::healthy;
}

}  // namespace banc
