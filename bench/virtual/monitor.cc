// SPDX-License-Identifier: EUPL-1.2
#include "bench/virtual/monitor.h"

namespace banc {
namespace {

constexpr std::size_t kMaxLine = 64 * 1024;  // the longest message seen is the greeting, 200 bytes

}  // namespace

Monitor::Monitor(int fd, Listener listener) : listener_(std::move(listener)) {
    QObject::connect(&socket_, &QLocalSocket::readyRead, &socket_, [this] { read(); });
    socket_.setSocketDescriptor(fd);
}

void Monitor::send(const Json& command) {
    const auto line = command.dump() + "\n";
    socket_.write(line.data(), static_cast<qint64>(line.size()));
}

void Monitor::drain() {
    while (socket_.waitForReadyRead(0)) continue;
}

void Monitor::read() {
    const QByteArray bytes = socket_.readAll();
    partial_.append(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    for (std::size_t end = 0; (end = partial_.find('\n')) != std::string::npos;) {
        const auto line = partial_.substr(0, end);
        partial_.erase(0, end + 1);
        take(line);
    }
    if (partial_.size() > kMaxLine) partial_.clear();
}

void Monitor::take(std::string_view line) const {
    const auto message = parse_json(line);
    if (!message || !message->is_object()) return;
    if (message->contains("event")) return listener_.event(*message);
    if (message->contains("error")) listener_.refused((*message)["error"].dump());
}

}  // namespace banc
