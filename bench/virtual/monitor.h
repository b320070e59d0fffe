// SPDX-License-Identifier: EUPL-1.2
// QEMU's monitor (QMP): commands out in order, events back. Answers matter only when they refuse.
#pragma once

#include <QLocalSocket>
#include <functional>

#include "bench/core/json.h"

namespace banc {

class Monitor {
public:
    struct Listener {
        std::function<void(const Json& event)> event;
        std::function<void(std::string)> refused;  // what QEMU says of a command it did not take
    };
    // `fd`: the bench's end of the stream, closed in the end.
    Monitor(int fd, Listener listener);

    void send(const Json& command);
    void drain();  // QEMU is gone: what it still said is heard now

private:
    void read();
    void take(std::string_view line) const;

    Listener listener_;
    QLocalSocket socket_;
    std::string partial_;  // one unfinished line
};

}  // namespace banc
