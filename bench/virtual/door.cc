// SPDX-License-Identifier: EUPL-1.2
#include "bench/virtual/door.h"

#include <sys/un.h>

namespace banc {
namespace {

constexpr qint64 kMaxUnread = 1024 * 1024;  // some thirty boots: that client has stopped reading

void write(QLocalSocket& socket, ByteView bytes) {
    if (bytes.empty()) return;
    if (socket.bytesToWrite() > kMaxUnread) return socket.abort();
    socket.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()));
}

}  // namespace

Door::Door(std::function<Welcome()> welcome) : welcome_(std::move(welcome)) {
    QObject::connect(&server_, &QLocalServer::newConnection, &server_, [this] {
        while (server_.hasPendingConnections()) greet();
    });
}

Result<void> Door::open(const std::string& path) {
    if (path.size() >= sizeof sockaddr_un{}.sun_path)
        return fail(Errc::environment,
                    text("chemin de socket trop long : {}", "socket path too long: {}", path),
                    text("choisir un dossier plus court", "choose a shorter folder"));
    const auto name = QString::fromStdString(path);
    QLocalServer::removeServer(name);  // of a bench that was killed: the folder's lock is ours
    if (server_.listen(name)) return {};
    const auto why = server_.errorString().toStdString();
    return fail(Errc::environment, text("socket {} : {}", "socket {}: {}", path, why));
}

void Door::shut() {
    server_.close();
    for (auto* client : server_.findChildren<QLocalSocket*>()) client->abort();
}

void Door::tell(ByteView bytes) {
    for (auto* client : server_.findChildren<QLocalSocket*>()) write(*client, bytes);
}

void Door::greet() {
    auto* client = server_.nextPendingConnection();
    auto welcome = welcome_();
    ++attached_;
    const auto left = std::move(welcome.left);
    QObject::connect(client, &QLocalSocket::disconnected, &server_, [this, client, left] {
        client->deleteLater();
        if (left) left();
        --attached_;
        on_change();
    });
    QObject::connect(client, &QLocalSocket::readyRead, client,
                     [client, handle = std::move(welcome.handler)] {
                         const QByteArray got = client->readAll();
                         const auto size = static_cast<std::size_t>(got.size());
                         write(*client, handle(view({got.constData(), size})));
                     });
    write(*client, welcome.first);
    on_change();
}

}  // namespace banc
