// SPDX-License-Identifier: EUPL-1.2
// A task on Qt's loop, from code that has nothing else to do meanwhile.
#pragma once

#include <QCoreApplication>
#include <optional>

#include "bench/core/task.h"

namespace banc {

template <class T>
Task<void> tell(Task<T> task, std::optional<T>& into) {
    auto value = co_await std::move(task);
    into.emplace(std::move(value));
    QCoreApplication::quit();
}

template <class T>
T run_task(Task<T> task) {
    std::optional<T> value;
    const Running running(tell(std::move(task), value));
    while (!value) QCoreApplication::exec();
    return std::move(*value);
}

}  // namespace banc
