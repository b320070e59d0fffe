// SPDX-License-Identifier: EUPL-1.2
#include "bench/rehearsal/json_peer.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kAnswerWithin = 20s;         // holding the power button takes 5 s
constexpr std::size_t kLineMax = 64 * 1024;  // an answer of the panel is under 1 KiB

Error gone() {
    return {Errc::disconnected,
            {"le banc virtuel ne répond plus", "the virtual bench does not answer any more"},
            {},
            {}};
}

Result<Json> decode(std::string_view line) {
    auto answer = parse_json(line);
    if (!answer || !answer->is_object() || !answer->contains("error")) return answer;
    const auto& error = (*answer)["error"];
    return fail(Errc::refused, {error.value("fr", "?"), error.value("en", "?")});
}

}  // namespace

JsonPeer::JsonPeer(Loop& loop, const std::string& socket) : loop_(loop) {
    QObject::connect(&socket_, &QLocalSocket::readyRead, &socket_, [this] { received(); });
    QObject::connect(&socket_, &QLocalSocket::disconnected, &socket_, [this] { lost(); });
    QObject::connect(&socket_, &QLocalSocket::errorOccurred, &socket_, [this] { lost(); });
    socket_.connectToServer(QString::fromStdString(socket));
}

Task<Result<Json>> JsonPeer::ask(Json request) {
    Answer<Result<Json>> answer(loop_);
    if (socket_.state() == QLocalSocket::UnconnectedState) co_return tl::unexpected(gone());
    const std::string line = request.dump() + "\n";
    waiting_.push_back(answer.resolver());
    socket_.write(line.data(), static_cast<qint64>(line.size()));
    const auto limit =
        loop_.after(kAnswerWithin, [r = answer.resolver()] { r(tl::unexpected(gone())); });
    Result<Json> said = co_await answer;
    co_return said;
}

void JsonPeer::received() {
    half_line_ += socket_.readAll().toStdString();
    std::size_t end = 0;
    while ((end = half_line_.find('\n')) != std::string::npos) {
        const auto line = half_line_.substr(0, end);
        half_line_.erase(0, end + 1);
        if (waiting_.empty()) continue;
        const auto answer = waiting_.front();
        waiting_.pop_front();
        answer(decode(line));
    }
    if (half_line_.size() > kLineMax) socket_.abort();
}

void JsonPeer::lost() {
    for (const auto& answer : std::exchange(waiting_, {})) answer(tl::unexpected(gone()));
}

}  // namespace banc
