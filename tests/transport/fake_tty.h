// SPDX-License-Identifier: EUPL-1.2
// A serial adapter without hardware: a pseudo-terminal, to which this test program adds the modem
// lines it lacks by answering TIOCM* itself (ioctl is defined here, ahead of the C library's).
#pragma once

#include <termios.h>

#include <QTemporaryDir>
#include <string>
#include <string_view>

namespace banc {

class FakeTty {
public:
    FakeTty();
    FakeTty(const FakeTty&) = delete;
    FakeTty& operator=(const FakeTty&) = delete;
    ~FakeTty();

    // libserialport wants a name under /sys/class/tty as well as under /dev: this one is both.
    [[nodiscard]] std::string path() const;
    [[nodiscard]] std::string device() const { return device_; }  // the pseudo-terminal itself
    void say(std::string_view bytes) const;
    [[nodiscard]] std::string hear() const;  // what the bench has written by now
    [[nodiscard]] termios settings() const;
    void set_inputs(int bits);                 // TIOCM_DSR | TIOCM_CD | …
    void fail_modem();                         // TIOCMGET answers EIO from now on
    [[nodiscard]] int output_changes() const;  // how often DTR or RTS was touched
    [[nodiscard]] bool in_break() const;       // TIOCSBRK, and no TIOCCBRK yet
    void unplug();

private:
    int master_;
    unsigned minor_;
    std::string device_;
    QTemporaryDir folder_;
};

}  // namespace banc
