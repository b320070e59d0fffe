// SPDX-License-Identifier: EUPL-1.2
// A line to listen to over a program's standard output: `sigrok-cli` reads the meters of a hundred
// makers, so that we need not. It is started again when it ends or falls silent.
#pragma once

#include <QProcess>
#include <memory>
#include <string>
#include <vector>

#include "drivers/transport/transport.h"

namespace banc {

struct ChildProgram {
    std::string program;  // looked for in PATH
    std::vector<std::string> arguments;
    std::string package;  // of Debian, for who has to install it
    std::string name;     // of the line, in errors
    Nanos silence{0};     // without a byte for so long, it is killed and started again
};

// The program runs from listen() on, with its standard input open: sigrok-cli stops at its end. It
// is not lost when the program ends: a meter that is switched on again goes on. It dies with us.
class ChildLine final : public ByteLine {
public:
    static constexpr Nanos kFirstPause = std::chrono::seconds(1);
    static constexpr Nanos kLongestPause = std::chrono::seconds(30);

    // Errc::environment: the program is not installed.
    static Result<std::unique_ptr<ChildLine>> open(Loop& loop, ChildProgram program);
    ~ChildLine() override;

    void listen(Listener listener) override;
    Result<void> write(ByteView bytes) override;  // Errc::refused: it is only listened to
    [[nodiscard]] ModemSignals signals() const override { return {}; }
    [[nodiscard]] bool alive() const override {
        return process_.state() != QProcess::ProcessState::NotRunning;
    }
    // The last line it wrote to standard error; may be empty.
    [[nodiscard]] const std::string& last_words() const { return last_words_; }

private:
    ChildLine(Loop& loop, ChildProgram program);
    void start();
    void read();
    void read_errors();
    void again_later();

    Loop& loop_;
    ChildProgram child_;
    Listener listener_;
    std::string last_words_;
    Nanos pause_ = kFirstPause;
    TimerPtr again_;
    TimerPtr silent_;
    QProcess process_;
};

}  // namespace banc
