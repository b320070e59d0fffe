// SPDX-License-Identifier: EUPL-1.2
// A serial port, by libserialport: 8N1, no flow control, modem inputs read ten times a second.
#pragma once

#include <libserialport.h>

#include <memory>

#include "drivers/transport/fd_line.h"

namespace banc {

class SerialLine final : public ByteLine {
public:
    // Takes the port for itself. Outputs stay as they are, also after closing (no hang-up): DTR and
    // RTS may drive something. Errors: invalid (speed), environment (no such port, busy, no
    // permission, a speed the port refuses).
    static Result<std::unique_ptr<SerialLine>> open(Loop& loop, const std::string& path, int baud,
                                                    std::string name);

    void listen(Listener listener) override { line_.listen(std::move(listener)); }
    Result<void> write(ByteView bytes) override { return line_.write(bytes); }
    [[nodiscard]] ModemSignals signals() const override { return line_.signals(); }
    [[nodiscard]] bool alive() const override { return line_.alive(); }

private:
    struct Close {
        void operator()(sp_port* port) const;
    };
    using Port = std::unique_ptr<sp_port, Close>;
    struct Opened {
        Port port;
        int fd;
    };
    static Result<Opened> open_port(const std::string& path, int baud);
    SerialLine(Loop& loop, Opened opened, std::string name);
    void poll_signals();

    Loop& loop_;
    Port port_;
    FdLine line_;  // after port_: stops watching before the descriptor closes
    TimerPtr next_poll_;
};

}  // namespace banc
