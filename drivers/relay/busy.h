// SPDX-License-Identifier: EUPL-1.2
// One command at a time: held by the command under way, given back even when its task is dropped
// half-way.
#pragma once

#include "bench/core/error.h"

namespace banc {

class Busy {
public:
    explicit Busy(bool& busy) : busy_(busy) { busy_ = true; }
    ~Busy() { busy_ = false; }
    Busy(const Busy&) = delete;
    Busy& operator=(const Busy&) = delete;

private:
    bool& busy_;
};

// What another command is answered meanwhile.
inline Error still_busy() {
    return {Errc::refused,
            text("une commande est déjà en cours", "a command is already under way")};
}

}  // namespace banc
