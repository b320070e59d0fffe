// SPDX-License-Identifier: EUPL-1.2
// The journal writer thread: takes whatever is queued, makes it durable in one go (group commit),
// and says how far it is. It touches no coroutine and no callback; the loop's side asks.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "bench/journal/exam_store.h"

namespace banc {

class Committer {
public:
    static Result<std::unique_ptr<Committer>> start(ExamStore store);
    Committer(const Committer&) = delete;
    Committer& operator=(const Committer&) = delete;
    // Writes what is still queued, then stops.
    ~Committer();

    // From the loop's thread. Writes become durable in this order.
    void submit(JournalWrite write);

    struct Progress {
        std::uint64_t done = 0;        // writes durable since the start
        std::optional<Error> failure;  // then nothing more will be written, ever
    };
    // From the loop's thread; makes wake_fd() quiet until there is news.
    Progress progress();
    // Readable when progress() has news.
    [[nodiscard]] int wake_fd() const { return wake_; }

private:
    Committer(ExamStore store, int wake);
    void run();
    std::vector<JournalWrite> next_batch();

    // Of the writer thread alone, once it runs.
    ExamStore store_;
    // Constant.
    int wake_;
    // Guarded by mutex_.
    std::mutex mutex_;
    std::condition_variable queued_;
    std::vector<JournalWrite> queue_;
    Progress progress_;
    enum class Life { running, stopping } life_ = Life::running;

    std::thread thread_;  // last: it uses all of the above
};

}  // namespace banc
