// SPDX-License-Identifier: EUPL-1.2
#include "drivers/relay/relay_board.h"

#include <fmt/format.h>

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

Task<Result<Bytes>> converse(BoardTransport& transport, Exchange exchange) {
    for (int attempt = 1;; ++attempt) {
        Result<Bytes> reply = co_await transport.exchange(exchange, kDeadline);
        const bool bus_error = !reply && reply.error().code == Errc::protocol;
        if (!bus_error || attempt == kAttempts) co_return reply;
    }
}

std::string relays(unsigned bits) {
    std::string out;
    for (unsigned n = 0; n < 16; ++n)
        if ((bits >> n & 1U) != 0) out += fmt::format("{}{}", out.empty() ? "" : ", ", n + 1);
    return out;
}

// Held by the command under way; given back even when its task is dropped half-way.
class Busy {
public:
    explicit Busy(bool& busy) : busy_(busy) { busy_ = true; }
    ~Busy() { busy_ = false; }
    Busy(const Busy&) = delete;
    Busy& operator=(const Busy&) = delete;

private:
    bool& busy_;
};

Error still_busy() {
    return {Errc::refused,
            text("une commande est déjà en cours", "a command is already under way")};
}

}  // namespace

RelayBoard::RelayBoard(std::string name, const RelayProtocol& protocol, int channels,
                       std::unique_ptr<BoardTransport> transport)
    : name_(std::move(name)),
      protocol_(protocol),
      channels_(channels),
      transport_(std::move(transport)) {}

tl::unexpected<Error> RelayBoard::broken(Error error) const {
    return tl::unexpected<Error>(std::move(error).within(name_));
}

Task<Result<Confirmed>> RelayBoard::set(RelayChannel channel, Coil wanted) {
    if (channel.printed() > channels_)
        co_return broken(
            {Errc::invalid, text("pas de relais {}, la carte en a {}",
                                 "no relay {}, the board has {}", channel.printed(), channels_)});
    if (busy_) co_return broken(still_busy());
    const Busy busy(busy_);
    const Result<Coils> after = co_await expected(channel, wanted);
    if (!after) co_return tl::unexpected<Error>(after.error());
    const Result<void> sent = co_await send(protocol_.set(channel, wanted));
    if (!sent) co_return tl::unexpected<Error>(sent.error());
    Result<Confirmed> confirmed = co_await confirm(*after, channel.bit());
    co_return confirmed;
}

Task<Result<Confirmed>> RelayBoard::release(RelayChannel channel) {
    if (busy_) co_return broken(still_busy());
    const Busy busy(busy_);
    const Result<void> sent = co_await send(protocol_.set(channel, Coil::released));
    if (!sent) co_return tl::unexpected<Error>(sent.error());
    if (protocol_.query == nullptr) co_return Confirmed::not_readable;
    const Result<Coils> seen = co_await read();
    if (!seen) co_return tl::unexpected<Error>(seen.error());
    const Coils wanted{static_cast<std::uint16_t>(seen->bits & ~channel.bit())};
    Result<Confirmed> confirmed = co_await confirm(wanted, channel.bit());
    co_return confirmed;
}

Task<Result<Confirmed>> RelayBoard::release_all() {
    if (busy_) co_return broken(still_busy());
    const Busy busy(busy_);
    if (protocol_.all_released != nullptr) {
        const Result<void> sent = co_await send(protocol_.all_released());
        if (!sent) co_return tl::unexpected<Error>(sent.error());
    } else {
        for (int n = 1; n <= channels_; ++n) {
            const Result<void> sent =
                co_await send(protocol_.set(*RelayChannel::from(n), Coil::released));
            if (!sent) co_return tl::unexpected<Error>(sent.error());
        }
    }
    const Coils rest;
    Result<Confirmed> confirmed = co_await confirm(rest, (1U << channels_) - 1U);
    co_return confirmed;
}

Task<Result<Coils>> RelayBoard::read() {
    if (protocol_.query == nullptr)
        co_return broken({Errc::refused, text("cette carte ne peut pas être relue",
                                              "this board can't be read back")});
    Result<Bytes> reply = co_await converse(*transport_, protocol_.query());
    if (!reply) co_return broken(std::move(reply.error()));
    Result<Coils> coils = protocol_.parse(*reply);
    if (!coils) co_return broken(std::move(coils.error()));
    const unsigned beyond = coils->bits & ~((1U << channels_) - 1U);
    if (beyond != 0)
        co_return broken(
            {Errc::protocol,
             text("elle montre des relais qu'elle n'a pas : {}",
                  "it shows relays it does not have: {}", relays(beyond)),
             text("vérifier le modèle dans bench.yaml", "check the model in bench.yaml")});
    co_return coils;
}

Task<Result<void>> RelayBoard::send(Exchange command) {
    Result<Bytes> reply = co_await converse(*transport_, std::move(command));
    if (!reply) co_return broken(std::move(reply.error()));
    co_return Result<void>{};
}

// What the whole register must show afterwards, from what it shows now: never from memory.
Task<Result<Coils>> RelayBoard::expected(RelayChannel channel, Coil wanted) {
    if (protocol_.query == nullptr) co_return Coils{};
    Result<Coils> now = co_await read();
    if (!now) co_return now;
    const unsigned others = now->bits & ~channel.bit();
    const unsigned own = wanted == Coil::energised ? channel.bit() : 0U;
    co_return Coils{static_cast<std::uint16_t>(others | own)};
}

Task<Result<Confirmed>> RelayBoard::confirm(Coils wanted, unsigned asked) {
    if (protocol_.query == nullptr) co_return Confirmed::not_readable;
    const Result<Coils> seen = co_await read();
    if (!seen) co_return tl::unexpected<Error>(seen.error());
    const auto wrong = static_cast<unsigned>(seen->bits ^ wanted.bits);
    if (wrong == 0) co_return Confirmed::by_readback;
    const unsigned unmoved = wrong & asked;
    Text what = unmoved != 0 ? text("relais {} : la carte a accepté l'ordre et n'a pas suivi",
                                    "relay {}: the board took the command and did not follow",
                                    relays(unmoved))
                             : text("relais {} : a bougé sans qu'on le demande",
                                    "relay {}: moved without being asked", relays(wrong));
    co_return broken(
        {Errc::protocol, std::move(what), text("rebrancher la carte", "plug the board in again")});
}

}  // namespace banc
