// SPDX-License-Identifier: EUPL-1.2
// An epoll set behind one notifier: Qt asks the kernel about each notifier at each turn, and with
// 256 of them that was more work than reading.
#include "drivers/transport/read_rounds.h"

#include <sys/epoll.h>
#include <sys/timerfd.h>

#include <algorithm>
#include <array>
#include <cassert>

namespace banc {
namespace {

constexpr int kReadyMax = 512;          // in one question to the kernel
constexpr std::size_t kPouring = 1024;  // no UART brings this in a period

}  // namespace

ReadRounds::ReadRounds(Loop& loop, Calls calls)
    : loop_(loop),
      calls_(std::move(calls)),
      epoll_(epoll_create1(EPOLL_CLOEXEC)),
      timer_(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC)),
      readable_(epoll_.get(), QSocketNotifier::Read),
      due_(timer_.get(), QSocketNotifier::Read) {
    assert(epoll_.get() >= 0 && timer_.get() >= 0);
    QObject::connect(&readable_, &QSocketNotifier::activated, &readable_, [this] { rounds(); });
    QObject::connect(&due_, &QSocketNotifier::activated, &due_, [this] { rounds(); });
}

void ReadRounds::watch(int fd, std::size_t who) {
    epoll_event event{};
    event.events = EPOLLIN | EPOLLET;  // else each is polled twice, which is what a tty is slow at
    event.data.u64 = who;
    [[maybe_unused]] const int added = epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, fd, &event);
    assert(added == 0);
}

void ReadRounds::leave(int fd) { epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, fd, nullptr); }

// A console that pours is read again at once, for a period; then comes the loop's other work.
void ReadRounds::rounds() {
    const auto began = loop_.now();
    auto at = began;
    auto last = round(at);
    while (last.most >= kPouring && at.since_boot - began.since_boot < kRoundPeriod) {
        at = loop_.now();
        last = round(at);
    }
    const bool rest = calls_.done(at) == Then::rest && last.ready == 0;
    readable_.setEnabled(rest);
    if (rest) return again_after(Nanos{0});
    again_after(last.most >= kPouring ? Nanos{1} : kRoundPeriod);
}

// QTimer makes two milliseconds three. No pause stops the timer; each call takes back what fired.
void ReadRounds::again_after(Nanos pause) {
    itimerspec at{};
    at.it_value.tv_nsec = pause.count();
    timerfd_settime(timer_.get(), 0, &at, nullptr);
}

ReadRounds::Round ReadRounds::round(Instant at) {
    std::array<epoll_event, kReadyMax> events;
    const int ready = std::max(epoll_wait(epoll_.get(), events.data(), kReadyMax, 0), 0);
    Round round{static_cast<std::size_t>(ready), 0};
    for (int i = 0; i < ready; ++i) {
        const auto who = events[static_cast<std::size_t>(i)].data.u64;
        round.most = std::max(round.most, drain(who, at));
    }
    return round;
}

// Told once of each arrival, so nothing may be left.
std::size_t ReadRounds::drain(std::size_t who, Instant at) {
    auto got = calls_.read(who, at);
    while (got >= kReadBytes) got = calls_.read(who, at);
    return got;
}

}  // namespace banc
