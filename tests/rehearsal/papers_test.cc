// SPDX-License-Identifier: EUPL-1.2
// Waiting for the journal's disk, in real time.
#include "bench/rehearsal/papers.h"

#include <sys/eventfd.h>
#include <sys/time.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>

using namespace banc;
using namespace std::chrono_literals;

namespace {

// A signal that comes once, in the middle of a wait.
void interrupt_after(std::chrono::microseconds span) {
    struct sigaction quiet {};
    quiet.sa_handler = [](int) {};
    REQUIRE(::sigaction(SIGALRM, &quiet, nullptr) == 0);
    const itimerval once{{0, 0}, {0, static_cast<suseconds_t>(span.count())}};
    REQUIRE(::setitimer(ITIMER_REAL, &once, nullptr) == 0);
}

}  // namespace

TEST_CASE("a disk that does not answer is an error, after its time and not before") {
    const int wake = ::eventfd(0, EFD_CLOEXEC);
    const auto since = std::chrono::steady_clock::now();
    interrupt_after(5ms);
    const auto woken = await_disk(wake, 50ms);
    REQUIRE_FALSE(woken);
    CHECK(woken.error().code == Errc::environment);
    CHECK(std::chrono::steady_clock::now() - since >= 50ms);
    REQUIRE(::eventfd_write(wake, 1) == 0);
    CHECK(await_disk(wake, 50ms));
    ::close(wake);
}
