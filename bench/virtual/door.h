// SPDX-License-Identifier: EUPL-1.2
// One listening unix socket and everybody attached to it.
#pragma once

#include <QLocalServer>
#include <QLocalSocket>
#include <functional>
#include <string>

#include "bench/core/bytes.h"
#include "bench/core/error.h"

namespace banc {

class Door {
public:
    // Takes what one client sends, cut anywhere; returns what it is answered (may be empty).
    using Handler = std::function<Bytes(ByteView)>;

    // What each client gets when it attaches: a handler of its own, and the first bytes it reads.
    struct Welcome {
        Handler handler;
        Bytes first;
        std::function<void()> left{};  // this client is gone
    };
    explicit Door(std::function<Welcome()> welcome);

    // Errc::environment: path too long for a socket address, folder not writable.
    Result<void> open(const std::string& path);
    // Everyone attached is cut off, and nobody finds it until it is opened again.
    void shut();
    // To everyone attached. Who does not read is let go, so that the PC never waits for anybody.
    void tell(ByteView bytes);
    [[nodiscard]] int attached() const { return attached_; }

    std::function<void()> on_change;  // somebody came or went

private:
    void greet();

    std::function<Welcome()> welcome_;
    QLocalServer server_;  // owns the clients' sockets
    int attached_ = 0;
};

}  // namespace banc
