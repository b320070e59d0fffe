// SPDX-License-Identifier: EUPL-1.2
// An act on a line that a person may stop: whatever became of it, the line is then put to rest, and
// nobody stops that.
#pragma once

#include "bench/cli/interrupt.h"
#include "bench/cli/run_task.h"
#include "drivers/relay/contact_board.h"

namespace banc {

template <class T>
struct Held {
    std::optional<T> acted;  // nullopt: stopped
    Result<Confirmed> rested;
};

// `rest` makes the task that rests the line.
template <class T, class Rest>
Held<T> hold(Task<T> act, const Rest& rest) {
    std::optional<T> acted;
    bool stopped = false;
    const Interrupt interrupt([&] {
        stopped = true;
        QCoreApplication::quit();
    });
    std::optional<Running> running(tell(std::move(act), acted));
    while (!acted && !stopped) QCoreApplication::exec();
    running.reset();
    auto rested = run_task(rest());
    return {std::move(acted), std::move(rested)};
}

// What a person does when a line stays in.
inline Error not_at_rest() {
    return {Errc::environment,
            {"la ligne n'a pas pu être remise au repos", "the line could not be put to rest"},
            {"couper le banc à l'arrêt d'urgence", "cut the bench at its emergency stop"},
            {}};
}

}  // namespace banc
