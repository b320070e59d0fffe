// SPDX-License-Identifier: EUPL-1.2
// Runs the Qt loop until a task is done, or until something else is true.
#pragma once

#include <QCoreApplication>
#include <QEventLoop>

#include "bench/core/task.h"

namespace banc {

// Unbounded on purpose: CTest's time limit names the test that hangs.
template <class Condition>
void run_until(const Condition& condition) {
    while (!condition()) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

template <class T>
T wait_for(Task<T> task) {
    task.start();
    run_until([&] { return task.done(); });
    return task.take();
}

}  // namespace banc
