// SPDX-License-Identifier: EUPL-1.2
// The far end of a byte line, played from raw recordings: the real drivers read what was recorded.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "bench/core/loop.h"
#include "drivers/transport/transport.h"

namespace banc {

// A source that plays recordings.
class RecordedSource {
public:
    virtual ~RecordedSource() = default;
    // From now on this one. Errors: invalid (not to be read).
    virtual Result<void> show(std::string_view recording) = 0;
};

// What it says, one of the sources below says; they keep hold of it.
class RecordedLine final : public ByteLine {
public:
    explicit RecordedLine(Loop& loop) : loop_(loop) {}

    void listen(Listener listener) override;
    Result<void> write(ByteView bytes) override;
    [[nodiscard]] ModemSignals signals() const override { return signals_; }
    [[nodiscard]] bool alive() const override { return true; }

    void say(std::string_view bytes);
    // Of a modem line, by its name in bench.yaml ("": none): '1' is asserted.
    void drive(std::string_view wire, char level);
    std::function<void(std::string)> on_write;

private:
    Loop& loop_;
    Listener listener_;
    ModemSignals signals_;
};

// A PC's serial console: says those bytes, once.
class RecordedConsole final : public RecordedSource {
public:
    explicit RecordedConsole(RecordedLine& line) : line_(line) {}
    Result<void> show(std::string_view recording) override;

private:
    RecordedLine& line_;
};

// A meter: what `sigrok-cli` printed, a line every 250 ms, over and over.
class RecordedMeter final : public RecordedSource {
public:
    RecordedMeter(Loop& loop, RecordedLine& line) : loop_(loop), line_(line) {}
    Result<void> show(std::string_view recording) override;

private:
    void next();

    Loop& loop_;
    RecordedLine& line_;
    std::vector<std::string> lines_;
    std::size_t at_ = 0;
    TimerPtr timer_;
};

// A PC's agent: its answer to each question of the recording, under the nonce of today's. What was
// not asked then is silence now.
class RecordedAgent final : public RecordedSource {
public:
    RecordedAgent(Loop& loop, RecordedLine& line);
    Result<void> show(std::string_view recording) override;

private:
    struct Exchange {
        std::string request;
        std::string nonce;
        std::string answer;
    };
    void asked(const std::string& line);

    Loop& loop_;
    RecordedLine& line_;
    std::vector<Exchange> exchanges_;
    std::string unfinished_;
    std::string reply_;
    TimerPtr replying_;
};

// A dry contact on a modem line: when the line changed, and to what. Each line of the recording is
// milliseconds, a blank, 1 (asserted) or 0.
class RecordedContact final : public RecordedSource {
public:
    RecordedContact(Loop& loop, RecordedLine& line, std::string wire)
        : loop_(loop), line_(line), wire_(std::move(wire)) {}
    Result<void> show(std::string_view recording) override;

private:
    Loop& loop_;
    RecordedLine& line_;
    std::string wire_;
    std::vector<TimerPtr> changes_;
};

}  // namespace banc
