// SPDX-License-Identifier: EUPL-1.2
#include "drivers/relay/relay_board.h"

#include <fmt/format.h>

#include "drivers/relay/busy.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

// A low-speed control transfer takes milliseconds; a board silent for this long is mute (usbrelay
// #100), and the guard's own bounds are counted around it.
constexpr Nanos kDeadline = 1s;
// A bus error now and then is normal on these boards (EPROTO, usbrelay #88), and every frame here
// says a state, never "toggle": saying it again is harmless. Silence and absence are not repeated,
// nor is a reply that came whole and makes no sense: that board is not believed.
constexpr int kAttempts = 3;

Task<Result<Bytes>> converse(BoardTransport& transport, Exchange exchange,
                             int attempts = kAttempts) {
    for (int attempt = 1;; ++attempt) {
        Result<Bytes> reply = co_await transport.exchange(exchange, kDeadline);
        const bool bus_error = !reply && reply.error().code == Errc::protocol;
        if (!bus_error || attempt >= attempts) co_return reply;
    }
}

std::string relays(unsigned bits) {
    std::string out;
    for (unsigned n = 0; n < 16; ++n)
        if ((bits >> n & 1U) != 0) out += fmt::format("{}{}", out.empty() ? "" : ", ", n + 1);
    return out;
}

Error not_started() {
    return {Errc::protocol,
            text("elle ne s'est pas identifiée : elle a peut-être déjà été mise en route",
                 "it did not identify itself: it may have been started before"),
            text("couper son alimentation, la débrancher, la rebrancher",
                 "cut its supply, unplug it, plug it in again")};
}

}  // namespace

RelayBoard::RelayBoard(std::string name, const RelayProtocol& protocol, BoardFacts facts,
                       std::unique_ptr<BoardTransport> transport)
    : name_(std::move(name)),
      protocol_(protocol),
      facts_(std::move(facts)),
      transport_(std::move(transport)) {}

tl::unexpected<Error> RelayBoard::broken(Error error) const {
    return tl::unexpected<Error>(std::move(error).within(name_));
}

tl::unexpected<Error> RelayBoard::unmoved(unsigned bits) const {
    return broken({Errc::protocol,
                   text("relais {} : la carte a accepté l'ordre et n'a pas suivi",
                        "relay {}: the board took the command and did not follow", relays(bits)),
                   text("rebrancher la carte", "plug the board in again")});
}

Result<void> RelayBoard::has(RelayChannel channel) const {
    if (channel.printed() <= facts_.channels) return {};
    return broken(
        {Errc::invalid, text("pas de relais {}, la carte en a {}", "no relay {}, the board has {}",
                             channel.printed(), facts_.channels)});
}

Task<Result<Confirmed>> RelayBoard::set(RelayChannel channel, Coil wanted) {
    if (const auto known = has(channel); !known) co_return tl::unexpected<Error>(known.error());
    if (busy_) co_return broken(still_busy());
    const Busy busy(busy_);
    const Result<Coils> before = co_await standing();
    if (!before) co_return tl::unexpected<Error>(before.error());
    const Move move{channel, wanted, *before};
    const Result<void> sent = co_await command(protocol_.set(move, facts_));
    if (!sent) co_return tl::unexpected<Error>(sent.error());
    Result<Confirmed> confirmed = co_await confirm(move.after(), channel.bit());
    co_return confirmed;
}

Task<Result<Confirmed>> RelayBoard::release(RelayChannel channel) {
    if (const auto known = has(channel); !known) co_return tl::unexpected<Error>(known.error());
    if (busy_) co_return broken(still_busy());
    const Busy busy(busy_);
    Result<void> sent = co_await begin();
    const Coils before = commanded_.value_or(Coils{});
    const Move move{channel, Coil::released, before};
    if (sent) sent = co_await command(protocol_.set(move, facts_));
    if (!sent) co_return tl::unexpected<Error>(sent.error());
    if (!readable()) {
        commanded_ = move.after();
        co_return Confirmed::not_readable;
    }
    const Result<Coils> seen = co_await look();
    if (!seen) co_return tl::unexpected<Error>(seen.error());
    if (seen->at(channel) == Coil::released) co_return Confirmed::by_readback;
    co_return unmoved(channel.bit());
}

Task<Result<Confirmed>> RelayBoard::release_all() {
    if (busy_) co_return broken(still_busy());
    const Busy busy(busy_);
    const Result<void> begun = co_await begin();
    if (!begun) co_return tl::unexpected<Error>(begun.error());
    Frames frames;
    if (protocol_.all_released != nullptr) frames = protocol_.all_released(facts_);
    for (int n = 1; protocol_.all_released == nullptr && n <= facts_.channels; ++n)
        for (auto& frame : protocol_.set({*RelayChannel::from(n), Coil::released, {}}, facts_))
            frames.push_back(std::move(frame));
    const Result<void> sent = co_await command(std::move(frames));
    if (!sent) co_return tl::unexpected<Error>(sent.error());
    const Coils rest;
    Result<Confirmed> confirmed = co_await confirm(rest, facts_.all());
    co_return confirmed;
}

Task<Result<Coils>> RelayBoard::read() {
    if (busy_) co_return broken(still_busy());
    const Busy busy(busy_);
    Result<Coils> seen = co_await look();
    co_return seen;
}

Task<Result<void>> RelayBoard::adopt() {
    if (protocol_.adopt == nullptr) co_return Result<void>{};
    if (busy_) co_return broken(still_busy());
    const Busy busy(busy_);
    Result<void> sent = co_await begin();
    if (sent) sent = co_await command(protocol_.adopt(facts_));
    co_return sent;
}

Task<Result<Confirmed>> RelayBoard::pulse(RelayChannel channel, Nanos length) {
    if (const auto known = has(channel); !known) co_return tl::unexpected<Error>(known.error());
    if (protocol_.pulse == nullptr || length > protocol_.longest_pulse)
        co_return broken({Errc::refused, text("cette carte ne compte pas une telle impulsion",
                                              "this board can't time such a pulse")});
    if (busy_) co_return broken(still_busy());
    const Busy busy(busy_);
    Result<void> sent = co_await begin();
    if (sent) sent = co_await command(protocol_.pulse(channel, length, facts_));
    if (!sent) co_return tl::unexpected<Error>(sent.error());
    co_return Confirmed::not_readable;
}

Task<Result<std::vector<Bytes>>> RelayBoard::ask(Frames frames) {
    std::vector<Bytes> replies;
    for (auto& frame : frames) {
        Result<Bytes> reply = co_await converse(*transport_, std::move(frame));
        if (!reply) co_return broken(std::move(reply.error()));
        replies.push_back(std::move(*reply));
    }
    co_return replies;
}

Task<Result<void>> RelayBoard::command(Frames frames) {
    for (auto& frame : frames) {
        Result<Bytes> reply = co_await converse(*transport_, frame);
        if (!reply) co_return broken(std::move(reply.error()));
        if (protocol_.accept == nullptr) continue;
        auto taken = protocol_.accept(frame, *reply);
        if (!taken) co_return broken(std::move(taken.error()));
    }
    co_return Result<void>{};
}

// Once per connection. A board that was started has let go of everything.
Task<Result<void>> RelayBoard::begin() {
    if (start_ == Start::done || protocol_.start == nullptr) co_return Result<void>{};
    if (start_ == Start::wrong) co_return broken(not_started());
    if (start_ == Start::due) {
        Result<void> proven = co_await start();
        const bool gone = !proven && proven.error().code == Errc::disconnected;
        if (proven || gone || start_ != Start::spent) co_return proven;
    }
    Result<void> refused = co_await let_go_unstarted();
    co_return refused;
}

Task<Result<void>> RelayBoard::start() {
    std::vector<Bytes> replies;
    if (protocol_.start_once) start_ = Start::spent;
    for (auto& frame : protocol_.start(facts_)) {
        const int attempts = protocol_.start_once ? 1 : kAttempts;
        Result<Bytes> reply = co_await converse(*transport_, std::move(frame), attempts);
        if (!reply) co_return broken(std::move(reply.error()));
        replies.push_back(std::move(*reply));
        auto proven = protocol_.started(replies, facts_);
        if (proven) continue;
        if (protocol_.start_once) start_ = Start::wrong;
        co_return broken(std::move(proven.error()));
    }
    start_ = Start::done;
    commanded_ = Coils{};
    co_return Result<void>{};
}

// A silent board may have been started before us, and then took our start for an order: whatever it
// was, it is told to let go, and is believed in nothing.
Task<Result<void>> RelayBoard::let_go_unstarted() {
    if (protocol_.all_released != nullptr) {
        Result<void> told = co_await command(protocol_.all_released(facts_));
        if (!told) co_return told;
    }
    co_return broken(not_started());
}

// What every coil shows before a move: never from memory where the board can be asked. Where it
// can't, and nobody knows yet, everything is put at rest first.
Task<Result<Coils>> RelayBoard::standing() {
    const Result<void> begun = co_await begin();
    if (!begun) co_return tl::unexpected<Error>(begun.error());
    if (readable()) {
        Result<Coils> seen = co_await look();
        co_return seen;
    }
    co_return commanded_.value_or(Coils{});
}

Task<Result<Coils>> RelayBoard::look() {
    if (!readable())
        co_return broken({Errc::refused, text("cette carte ne peut pas être relue",
                                              "this board can't be read back")});
    const Result<void> begun = co_await begin();
    if (!begun) co_return tl::unexpected<Error>(begun.error());
    const auto replies = co_await ask(protocol_.query(facts_));
    if (!replies) co_return tl::unexpected<Error>(replies.error());
    Result<Coils> coils = protocol_.parse(*replies, facts_);
    if (!coils) co_return broken(std::move(coils.error()));
    const unsigned beyond = coils->bits & ~facts_.all();
    if (beyond != 0)
        co_return broken(
            {Errc::protocol,
             text("elle montre des relais qu'elle n'a pas : {}",
                  "it shows relays it does not have: {}", relays(beyond)),
             text("vérifier le modèle dans bench.yaml", "check the model in bench.yaml")});
    co_return coils;
}

Task<Result<Confirmed>> RelayBoard::confirm(Coils wanted, unsigned asked) {
    commanded_ = wanted;
    if (!readable()) co_return Confirmed::not_readable;
    const Result<Coils> seen = co_await look();
    if (!seen) co_return tl::unexpected<Error>(seen.error());
    const auto wrong = static_cast<unsigned>(seen->bits ^ wanted.bits);
    if (wrong == 0) co_return Confirmed::by_readback;
    if ((wrong & asked) != 0) co_return unmoved(wrong & asked);
    co_return broken({Errc::protocol,
                      text("relais {} : a bougé sans qu'on le demande",
                           "relay {}: moved without being asked", relays(wrong)),
                      text("rebrancher la carte", "plug the board in again")});
}

}  // namespace banc
