// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/line_board.h"

#include <utility>

namespace banc {
namespace {

using namespace std::chrono_literals;

// A USB adapter hands over what it has every 16 ms (FTDI's latency timer, the slowest of them).
constexpr Nanos kSilence = 50ms;
// Boards answer within 100 ms or not at all; whoever missed a deadline gets the benefit of a doubt.
constexpr Nanos kSilenceAfterTimeout = 250ms;
// A line that still talks after this long has its frame sent into the noise.
constexpr Nanos kPatience = 500ms;
// Five characters at 9600 baud: whatever follows a reply without a pause belongs to it.
constexpr Nanos kTail = 5ms;
// More than any reply, less than what a babbling line would fill memory with.
constexpr std::size_t kHeardMax = 4096;

auto no_answer() {
    return fail(Errc::timeout, text("la carte ne répond pas", "the board does not answer"),
                text("vérifier son alimentation, puis la débrancher et la rebrancher",
                     "check its supply, then unplug it and plug it in again"));
}

auto never_silent() {
    return fail(Errc::protocol,
                text("la ligne parle sans qu'on lui demande rien", "the line talks unasked"),
                text("vérifier le port, la vitesse et le câblage de la carte",
                     "check the board's port, speed and wiring"));
}

}  // namespace

LineBoard::LineBoard(Loop& loop, std::unique_ptr<ByteLine> line, Nanos gap)
    : loop_(loop), gap_(gap), silence_(kSilence), line_(std::move(line)) {
    line_->listen({[this](ByteView bytes, Instant) { heard(bytes); }, nullptr,
                   [this](Error why) { lose(std::move(why)); }});
}

Task<Result<Bytes>> LineBoard::exchange(Exchange exchange, Nanos deadline) {
    const Nanos now = loop_.now().since_boot;
    if (again_at_ > now) co_await pause(loop_, again_at_ - now);
    const bool silent = co_await fall_silent();
    if (lost_) co_return tl::unexpected<Error>(*lost_);
    silence_ = kSilence;  // until this exchange came to its end
    if (!exchange.out.empty()) {
        const Result<void> sent = line_->write(exchange.out);
        again_at_ = loop_.now().since_boot + gap_;
        if (!sent) co_return tl::unexpected<Error>(sent.error());
    }
    if (!silent) co_return never_silent();
    Result<Bytes> reply = co_await collect(std::move(exchange), deadline);
    again_at_ = loop_.now().since_boot + gap_;
    if (reply) silence_ = Nanos{0};
    if (!reply && reply.error().code == Errc::timeout) silence_ = kSilenceAfterTimeout;
    co_return reply;
}

// False: it did not, for as long as we care to wait.
Task<bool> LineBoard::fall_silent() {
    if (!heard_.empty() && silence_ < kSilence) silence_ = kSilence;
    const Nanos give_up = loop_.now().since_boot + kPatience;
    while (silence_ > Nanos{0} && !lost_) {
        heard_.clear();
        if (loop_.now().since_boot >= give_up) co_return false;
        co_await wait(silence_);
        if (heard_.empty()) co_return true;
    }
    co_return true;
}

Task<Result<Bytes>> LineBoard::collect(Exchange exchange, Nanos deadline) {
    if (exchange.reply_size == 0) co_return Bytes{};
    const Nanos until = loop_.now().since_boot + deadline;
    while (!complete(exchange, heard_) && heard_.size() <= exchange.reply_size) {
        const Nanos left = until - loop_.now().since_boot;
        if (lost_) co_return tl::unexpected<Error>(*lost_);
        if (left <= Nanos{0}) co_return no_answer();
        co_await wait(left);
    }
    co_await wait(kTail);
    co_return whole(exchange, std::exchange(heard_, {}));
}

Task<void> LineBoard::wait(Nanos longest) {
    Answer<Done> answer(loop_);
    waiting_ = answer.resolver();
    const auto timer = loop_.after(longest, [r = answer.resolver()] { r(Done{}); });
    co_await answer;
}

void LineBoard::heard(ByteView bytes) {
    if (heard_.size() < kHeardMax) heard_.insert(heard_.end(), bytes.begin(), bytes.end());
    wake();
}

void LineBoard::lose(Error why) {
    lost_ = std::move(why);
    lost_->remedy = text("la rebrancher sur le même port", "plug it back into the same port");
    wake();
}

void LineBoard::wake() {
    if (waiting_) (*waiting_)(Done{});
}

}  // namespace banc
