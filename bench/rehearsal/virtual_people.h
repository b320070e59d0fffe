// SPDX-License-Identifier: EUPL-1.2
// The trainer and the invigilator of a demonstration: they do with the virtual bench's hands what
// the exam asks of a person, and look at the power LED like one.
#pragma once

#include "bench/exam/people.h"
#include "bench/rehearsal/json_peer.h"

namespace banc {

class VirtualPeople final : public People {
public:
    VirtualPeople(Loop& loop, JsonPeer& hands, JsonPeer& panel)
        : loop_(loop), hands_(hands), panel_(panel) {}
    Task<Result<PersonAnswer>> ask(PersonRequest request) override;

private:
    Task<Result<void>> press(std::string how);
    Task<Result<void>> set(std::string part, std::string to);
    Task<Result<bool>> powered();
    Task<Result<void>> restart();
    Task<Result<void>> switch_off();
    Task<Result<void>> switch_on();

    Loop& loop_;
    JsonPeer& hands_;
    JsonPeer& panel_;
};

}  // namespace banc
