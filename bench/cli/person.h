// SPDX-License-Identifier: EUPL-1.2
// The person at the terminal, asked while the loop goes on: Ctrl-C is heard meanwhile.
#pragma once

#include <QSocketNotifier>
#include <optional>
#include <string>

#include "bench/core/error.h"
#include "bench/core/task.h"

namespace banc {

class Person {
public:
    explicit Person(Loop& loop);
    // On standard error: standard output is for the result. One line, without its end.
    // Errc::refused when there is nobody (the input is at its end).
    Task<Result<std::string>> ask(std::string question);

private:
    void read();
    void answer();

    Loop& loop_;
    std::string typed_;
    bool gone_ = false;
    std::optional<Answer<Result<std::string>>::Resolver> asked_;
    QSocketNotifier readable_;
};

}  // namespace banc
