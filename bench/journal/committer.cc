// SPDX-License-Identifier: EUPL-1.2
#include "bench/journal/committer.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <system_error>
#include <utility>

namespace banc {

Result<std::unique_ptr<Committer>> Committer::start(ExamStore store) {
    const int wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (wake < 0) return disk_error(errno, "eventfd");
    std::unique_ptr<Committer> out(new Committer(std::move(store), wake));
    // Signals are for the loop's thread: this one inherits a mask that blocks them all.
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    try {
        out->thread_ = std::thread([c = out.get()] { c->run(); });
    } catch (const std::system_error& e) {
        pthread_sigmask(SIG_SETMASK, &before, nullptr);
        return disk_error(e.code().value(), "thread");
    }
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    return out;
}

Committer::Committer(ExamStore store, int wake) : store_(std::move(store)), wake_(wake) {}

Committer::~Committer() {
    {
        const std::lock_guard lock(mutex_);
        life_ = Life::stopping;
    }
    queued_.notify_one();
    if (thread_.joinable()) thread_.join();
    close(wake_);
}

void Committer::submit(JournalWrite write) {
    {
        const std::lock_guard lock(mutex_);
        queue_.push_back(std::move(write));
    }
    queued_.notify_one();
}

Committer::Progress Committer::progress() {
    eventfd_t count = 0;
    eventfd_read(wake_, &count);
    const std::lock_guard lock(mutex_);
    return progress_;
}

std::vector<JournalWrite> Committer::next_batch() {
    std::unique_lock lock(mutex_);
    queued_.wait(lock, [&] { return !queue_.empty() || life_ == Life::stopping; });
    return std::exchange(queue_, {});
}

void Committer::run() {
    for (auto batch = next_batch(); !batch.empty(); batch = next_batch()) {
        auto committed = store_.commit(batch);
        {
            const std::lock_guard lock(mutex_);
            if (committed)
                progress_.done += batch.size();
            else
                progress_.failure = std::move(committed.error());
        }
        eventfd_write(wake_, 1);
        if (!committed) return;
    }
}

}  // namespace banc
