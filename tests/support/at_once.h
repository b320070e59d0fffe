// SPDX-License-Identifier: EUPL-1.2
// For tasks that wait for nothing real: starts one and takes its answer, or fails the test.
#pragma once

#include <catch2/catch.hpp>

#include "bench/core/task.h"

namespace banc {

template <class T>
T at_once(Task<T> task) {
    task.start();
    REQUIRE(task.done());
    return task.take();
}

}  // namespace banc
