// SPDX-License-Identifier: EUPL-1.2
// The person at this keyboard is the candidate: the PC's console fills the terminal, the clock and
// the notices stand on the last row, Ctrl-] reaches the hands.
#pragma once

#include <termios.h>

#include <QSocketNotifier>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "bench/exam/exam.h"
#include "bench/rehearsal/json_peer.h"
#include "drivers/transport/transport.h"

namespace banc {

// Raw mode while it lives; the terminal is given back as it was, whatever happens.
class RawTerminal {
public:
    RawTerminal();
    ~RawTerminal();
    RawTerminal(const RawTerminal&) = delete;
    RawTerminal& operator=(const RawTerminal&) = delete;

    void write(std::string_view bytes) const;
    // Text on the last row, outside the part that scrolls. Follows a window that was resized.
    void status(const std::string& words);

private:
    bool measure();

    termios before_{};
    int rows_ = 24;
    int columns_ = 80;
};

class TerminalCandidate final : public Candidate {
public:
    struct Seat {
        Loop& loop;
        ByteLine& desk;
        JsonPeer& hands;
        const Scenario& scenario;
        Lang lang = Lang::fr;
    };
    explicit TerminalCandidate(Seat seat);
    void show_clock_of(const Exam& exam) { exam_ = &exam; }
    // Ctrl-C at the menu, or the desk is gone: the exam must be stopped.
    void on_abort(std::function<void()> call) { abort_ = std::move(call); }
    Task<void> be_told(std::vector<std::string> notice) override;
    void be_hinted(const std::string& words) override { notice(words); }
    Task<void> repair() override;
    [[nodiscard]] bool at_work() const { return terminal_.has_value(); }
    // A line of narration while the terminal is the candidate's: on the status row.
    void notice(std::string words);

private:
    enum class Keyboard { pc, menu };
    void typed();
    void give_back_terminal();
    void chosen(char key);
    void show_menu();
    void leave_menu();
    void refresh();
    Task<void> use_hands(std::string verb, std::string part);
    [[nodiscard]] std::string clock() const;

    Seat at_;
    const Exam* exam_ = nullptr;
    std::function<void()> abort_;
    std::optional<RawTerminal> terminal_;
    std::optional<QSocketNotifier> keys_;
    std::optional<Answer<Done>::Resolver> finished_;
    std::optional<Running> hand_;
    TimerPtr tick_;
    Keyboard keyboard_ = Keyboard::pc;
    bool over_ = false;  // the PC was handed back
    std::string notice_;
};

}  // namespace banc
