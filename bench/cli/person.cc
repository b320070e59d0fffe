// SPDX-License-Identifier: EUPL-1.2
#include "bench/cli/person.h"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cstdio>

namespace banc {

Person::Person(Loop& loop) : loop_(loop), readable_(STDIN_FILENO, QSocketNotifier::Read) {
    QObject::connect(&readable_, &QSocketNotifier::activated, &readable_, [this] { read(); });
    readable_.setEnabled(false);
}

Task<Result<std::string>> Person::ask(std::string question) {
    fmt::print(stderr, "{} ", question);
    Answer<Result<std::string>> answered(loop_);
    asked_ = answered.resolver();
    answer();
    Result<std::string> said = co_await answered;
    co_return said;
}

void Person::answer() {
    const auto end = typed_.find('\n');
    if (end == std::string::npos && !gone_) return readable_.setEnabled(true);
    readable_.setEnabled(false);
    if (end == std::string::npos)
        return (*asked_)(fail(Errc::refused, text("personne ne répond", "nobody answers")));
    const auto line = typed_.substr(0, end);
    typed_.erase(0, end + 1);
    (*asked_)(line);
}

void Person::read() {
    std::array<char, 256> some{};
    const auto got = ::read(STDIN_FILENO, some.data(), some.size());
    if (got <= 0) gone_ = true;
    if (got > 0) typed_.append(some.data(), static_cast<std::size_t>(got));
    answer();
}

}  // namespace banc
