// SPDX-License-Identifier: EUPL-1.2
// A line that may be pulled out and plugged in again: it is looked for at its place until it is
// back, and its listener is told of both.
#pragma once

#include <functional>
#include <memory>

#include "drivers/transport/transport.h"

namespace banc {

class ReturningLine final : public ByteLine {
public:
    // Finds it again by its place, under whatever name the system gives it now.
    using Open = std::function<Result<std::unique_ptr<ByteLine>>()>;

    // The first opening must succeed: its errors are `open`'s.
    static Result<std::unique_ptr<ByteLine>> open(Loop& loop, Open open);

    void listen(Listener listener) override;
    // Errc::disconnected while it is away.
    Result<void> write(ByteView bytes) override;
    Result<void> send_break(Nanos span) override;
    // While it is away: nothing is asserted.
    [[nodiscard]] ModemSignals signals() const override;
    [[nodiscard]] bool alive() const override { return line_ && line_->alive(); }
    [[nodiscard]] std::string settings() const override;

private:
    ReturningLine(Loop& loop, Open open, std::unique_ptr<ByteLine> line);
    void hear();
    void lose(const Error& why);
    void look_later();
    void look();

    Loop& loop_;
    Open open_;
    Listener listener_;
    TimerPtr next_;
    std::unique_ptr<ByteLine> line_;  // last: its listener uses the others
};

}  // namespace banc
