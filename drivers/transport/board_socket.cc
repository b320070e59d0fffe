// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/board_socket.h"

#include <sys/socket.h>

#include <QSocketNotifier>
#include <array>
#include <cerrno>

#include "drivers/transport/board_wire.h"

namespace banc {
namespace {

namespace wire = board_wire;

// Exchanges come one at a time; more than this unanswered is a peer that stopped serving. Their
// bytes fit a socket buffer many times over, so a refused send means the same.
constexpr std::size_t kAskedMax = 64;

Error gone() {
    return {Errc::disconnected, text("le banc virtuel a raccroché", "the virtual bench hung up")};
}

Result<Bytes> payload_of(std::uint8_t status, ByteView payload) {
    switch (status) {
        case wire::kDone: return Bytes(payload.begin(), payload.end());
        case wire::kStall:
            return fail(Errc::protocol, text("la carte refuse la requête (stall)",
                                             "the board refuses the request (stall)"));
        case wire::kGone:
            return fail(Errc::disconnected, text("carte débranchée", "board unplugged"));
        case wire::kBusy:
            return fail(Errc::refused,
                        text("un autre programme tient la carte",
                             "another program holds the board"),
                        text("fermez-le, ou attendez qu'il ait fini",
                             "close it, or wait until it has finished"));
        default:
            return fail(Errc::protocol, text("état inconnu : {}", "unknown status: {}", status));
    }
}

}  // namespace

Result<std::unique_ptr<BoardSocket>> BoardSocket::connect(Loop& loop, const std::string& path) {
    Result<FileDescriptor> fd = connect_unix(path);
    if (!fd) return tl::unexpected<Error>(std::move(fd.error()));
    return std::unique_ptr<BoardSocket>(new BoardSocket(loop, std::move(*fd)));
}

BoardSocket::BoardSocket(Loop& loop, FileDescriptor fd)
    : loop_(loop),
      fd_(std::move(fd)),
      readable_(std::make_unique<QSocketNotifier>(fd_.get(), QSocketNotifier::Read)) {
    QObject::connect(readable_.get(), &QSocketNotifier::activated, readable_.get(),
                     [this] { receive(); });
}

BoardSocket::~BoardSocket() = default;

Task<Result<Bytes>> BoardSocket::exchange(Exchange exchange, Nanos deadline) {
    if (exchange.out.size() > wire::kPayloadMax || exchange.reply_size > wire::kPayloadMax)
        co_return fail(Errc::invalid,
                       text("plus de {} octets", "more than {} bytes", wire::kPayloadMax));
    if (!exchange.out.empty()) {
        Bytes request{wire::kWrite, exchange.report,
                      static_cast<std::uint8_t>(exchange.out.size())};
        request.insert(request.end(), exchange.out.begin(), exchange.out.end());
        Result<Bytes> said = co_await ask(std::move(request), deadline);
        if (!said) co_return said;
        if (exchange.reply_size == 0) co_return Bytes{};
        if (!said->empty()) co_return whole(exchange, std::move(*said));
    }
    Bytes request{wire::kRead, exchange.report, static_cast<std::uint8_t>(exchange.reply_size)};
    Result<Bytes> reply = co_await ask(std::move(request), deadline);
    if (!reply) co_return reply;
    co_return whole(exchange, std::move(*reply));
}

Task<Result<Bytes>> BoardSocket::ask(Bytes request, Nanos deadline) {
    const Result<void> sent = send(request);
    if (!sent) co_return tl::unexpected<Error>(sent.error());
    Reply answer(loop_);
    asked_.push_back(answer.resolver());
    const auto timer = loop_.after(deadline, [r = answer.resolver()] {
        r(fail(Errc::timeout, text("la carte ne répond pas", "the board does not answer")));
    });
    Result<Bytes> reply = co_await answer;
    co_return reply;
}

Result<void> BoardSocket::send(ByteView request) {
    if (lost_) return tl::unexpected<Error>(*lost_);
    const auto sent = ::send(fd_.get(), request.data(), request.size(), MSG_NOSIGNAL);
    if (sent == static_cast<ssize_t>(request.size()) && asked_.size() < kAskedMax) return {};
    lose(gone());
    return tl::unexpected<Error>(*lost_);
}

void BoardSocket::receive() {
    std::array<std::uint8_t, 1024> some;
    const auto got = ::recv(fd_.get(), some.data(), some.size(), 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (got <= 0) return lose(gone());
    for (std::size_t i = 0; i < static_cast<std::size_t>(got) && !lost_; ++i) {
        unread_.push_back(some.at(i));
        if (!take_reply()) continue;
        unread_.clear();
    }
}

// True when unread_ held one whole answer, now delivered.
bool BoardSocket::take_reply() {
    if (unread_.size() < wire::kAnswerHeader || unread_.size() < wire::kAnswerHeader + unread_[1])
        return false;
    if (asked_.empty()) {
        lose(
            {Errc::protocol, text("réponse que personne n'a demandée", "answer nobody asked for")});
        return true;
    }
    const auto answer = asked_.front();
    asked_.pop_front();
    answer(payload_of(unread_[0], ByteView(unread_).subspan(wire::kAnswerHeader)));
    return true;
}

void BoardSocket::lose(Error why) {
    readable_->setEnabled(false);
    lost_ = std::move(why);
    for (const auto& answer : asked_) answer(tl::unexpected<Error>(*lost_));
    asked_.clear();
}

}  // namespace banc
