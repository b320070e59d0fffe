// SPDX-License-Identifier: EUPL-1.2
// A relay board: protocol + transport. Asked, acknowledged and read back are different facts.
#pragma once

#include <memory>
#include <string>

#include "drivers/relay/contact_board.h"

namespace banc {

// One owner, one command at a time: a command under way refuses another. Dropping the task gives
// the board up in whatever state it reached.
class RelayBoard final : public ContactBoard {
public:
    RelayBoard(std::string name, const RelayProtocol& protocol, BoardFacts facts,
               std::unique_ptr<BoardTransport> transport);

    Task<Result<Confirmed>> set(RelayChannel channel, Coil wanted) override;
    Task<Result<Coils>> read() override;
    Task<Result<Confirmed>> release(RelayChannel channel) override;
    Task<Result<Confirmed>> release_all() override;
    Task<Result<Confirmed>> pulse(RelayChannel channel, Nanos length) override;
    Task<Result<void>> adopt() override;

    [[nodiscard]] const std::string& name() const override { return name_; }
    [[nodiscard]] int channels() const override { return facts_.channels; }
    [[nodiscard]] bool readable() const override { return protocol_.query != nullptr; }
    [[nodiscard]] bool starts_once() const override { return protocol_.start_once; }
    [[nodiscard]] Nanos longest_pulse() const override {
        return protocol_.pulse == nullptr ? Nanos{0} : protocol_.longest_pulse;
    }

private:
    // Asks once per frame; the replies in order.
    Task<Result<std::vector<Bytes>>> ask(Frames frames);
    // The same for frames that may be acknowledged.
    Task<Result<void>> command(Frames frames);
    Task<Result<void>> begin();
    Task<Result<void>> start();
    Task<Result<void>> let_go_unstarted();
    Task<Result<Coils>> standing();
    Task<Result<Coils>> look();
    Task<Result<Confirmed>> confirm(Coils wanted, unsigned asked);
    Result<void> has(RelayChannel channel) const;
    tl::unexpected<Error> broken(Error error) const;
    tl::unexpected<Error> unmoved(unsigned bits) const;

    std::string name_;
    const RelayProtocol& protocol_;
    BoardFacts facts_;
    std::unique_ptr<BoardTransport> transport_;
    std::optional<Coils> commanded_;  // of a board that can't be asked; unknown until it was told
    // spent: a start that must not be repeated was sent and not answered. wrong: answered wrongly.
    enum class Start { due, done, spent, wrong };
    Start start_ = Start::due;
    bool busy_ = false;
};

}  // namespace banc
