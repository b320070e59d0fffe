// SPDX-License-Identifier: EUPL-1.2
// A serial port, by libserialport: set as bench.yaml says and read back, modem inputs read ten
// times a second.
#pragma once

#include <libserialport.h>

#include <memory>

#include "bench/scenario/tty_settings.h"
#include "drivers/transport/fd_line.h"

namespace banc {

class SerialLine final : public ByteLine {
public:
    // Takes the port for itself. Outputs stay as they are, also after closing (no hang-up): DTR and
    // RTS may drive something. Errors: invalid (speed), environment (no such port, busy, no
    // permission, a speed or a framing that the port refuses or does not take).
    static Result<std::unique_ptr<SerialLine>> open(Loop& loop, const std::string& path,
                                                    const TtySettings& settings, std::string name);
    ~SerialLine() override;

    void listen(Listener listener) override { line_.listen(std::move(listener)); }
    Result<void> write(ByteView bytes) override { return line_.write(bytes); }
    Result<void> send_break(Nanos span) override;
    [[nodiscard]] ModemSignals signals() const override { return line_.signals(); }
    [[nodiscard]] bool alive() const override { return line_.alive(); }
    [[nodiscard]] std::string settings() const override { return settings_; }

private:
    struct Close {
        void operator()(sp_port* port) const;
    };
    using Port = std::unique_ptr<sp_port, Close>;
    struct Opened {
        Port port;
        int fd;
        std::string settings;  // as the port says them
    };
    static Result<Opened> open_port(const std::string& path, const TtySettings& settings);
    SerialLine(Loop& loop, Opened opened, std::string name);
    void poll_signals();

    Loop& loop_;
    Port port_;
    std::string settings_;
    FdLine line_;  // after port_: stops watching before the descriptor closes
    TimerPtr next_poll_;
    TimerPtr break_end_;
};

}  // namespace banc
