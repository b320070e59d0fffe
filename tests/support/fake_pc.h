// SPDX-License-Identifier: EUPL-1.2
// The PC under examination, in memory: a power button and its LED, a disk and a network pair behind
// the relays of a board, a console that prints what the real one prints, an agent that answers
// from what the PC is. And the hands that repair it, which bypass the relays.
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "drivers/emulators/memory_transport.h"
#include "tests/support/fake_line.h"
#include "tests/support/fake_shell.h"

namespace banc {

enum class Strap { off, worn };

class FakePc {
public:
    explicit FakePc(Loop& loop);

    // The three plugs of the bench. The FakePc keeps hold of the other ends. The board can be
    // plugged again; a plug that was out once stays dead.
    std::unique_ptr<ByteLine> console_plug();
    std::unique_ptr<ByteLine> agent_plug();
    std::unique_ptr<BoardTransport> board_plug();

    void press_button();  // on; or an orderly shutdown, if a system runs
    void hold_button();   // off, at once
    void break_by_hand(const std::string& line);
    void replace(const std::string& line);
    void type(std::string_view keys);

    [[nodiscard]] bool powered() const { return powered_; }
    [[nodiscard]] MemoryTransport& board() { return board_; }
    [[nodiscard]] FakeLine& console() { return *console_; }
    [[nodiscard]] FakeLine& agent() { return *agent_; }
    // A contact between CTS and RTS of the console's port: an ESD strap in its socket.
    void strap(Strap now);

    bool agent_hangs = false;
    std::string refused_verb = "no verb";  // what an older agent doesn't know
    bool button_broken = false;
    Nanos forwards_after{0};  // a switch port that has just got its link lets nothing through yet
    std::string name_server = "192.168.50.1";  // on the disk: survives a restart
    std::string clock = "epoch_s=0";           // its row
    std::function<void(std::uint16_t)> on_contacts;

private:
    void signals();
    void booted();
    void notice_wires();
    [[nodiscard]] bool wired(const std::string& line) const;
    [[nodiscard]] bool online() const;
    std::string run(const std::string& command);
    void asked(const std::string& typed);
    [[nodiscard]] std::vector<std::string> rows(const std::string& request) const;

    Loop& loop_;
    FakeLine* console_ = nullptr;
    FakeLine* agent_ = nullptr;
    MemoryTransport board_{make_emulator("dcttech", BoardFacts{8})};
    FakeShell shell_;
    std::uint16_t contacts_ = 0;
    std::set<std::string> broken_;  // by hand
    std::set<std::string> bypassed_;
    bool powered_ = false;
    bool up_ = false;
    bool disk_ = false;
    bool link_ = false;
    Strap strap_ = Strap::off;
    Nanos link_since_{0};
    TimerPtr next_;      // boot or shutdown under way
    std::string reply_;  // of the agent, on its way
    TimerPtr replying_;
};

}  // namespace banc
