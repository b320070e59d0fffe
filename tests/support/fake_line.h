// SPDX-License-Identifier: EUPL-1.2
// A byte line in memory: the test is the other end.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "drivers/transport/transport.h"

namespace banc {

class FakeLine : public ByteLine {
public:
    explicit FakeLine(Loop& loop) : loop_(loop) {}

    void listen(Listener listener) override {
        listener_ = std::move(listener);
        tell_signals();
    }
    Result<void> write(ByteView bytes) override {
        if (lost_) return tl::unexpected<Error>(*lost_);
        written_ += to_string(bytes);
        if (on_write) on_write(to_string(bytes));
        return {};
    }
    [[nodiscard]] ModemSignals signals() const override { return signals_; }
    [[nodiscard]] bool alive() const override { return !lost_; }
    Result<void> send_break(Nanos span) override {
        if (on_break) on_break(span);
        return {};
    }

    void say(std::string_view bytes) { listener_.bytes(view(bytes), loop_.now()); }
    void signal(ModemSignals now) {
        signals_ = now;
        tell_signals();
    }
    void unplug() {
        lost_ = Error{Errc::disconnected, text("débranchée", "unplugged"), {}, {}};
        if (listener_.lost) listener_.lost(*lost_);
    }
    // The same for a line that comes back (returning_line.h).
    void pull() {
        lost_ = Error{Errc::disconnected, text("débranchée", "unplugged"), {}, {}};
        if (listener_.gone) listener_.gone(*lost_, loop_.now());
    }
    void plug() {
        lost_.reset();
        if (listener_.back) listener_.back(loop_.now());
        tell_signals();
    }
    [[nodiscard]] const std::string& written() const { return written_; }

    std::function<void(std::string)> on_write;
    std::function<void(Nanos)> on_break;

private:
    void tell_signals() {
        if (listener_.signals) listener_.signals(signals_, loop_.now());
    }

    Loop& loop_;
    Listener listener_;
    ModemSignals signals_;
    std::string written_;
    std::optional<Error> lost_;
};

}  // namespace banc
