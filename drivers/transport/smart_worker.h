// SPDX-License-Identifier: EUPL-1.2
// Disks are read on threads of their own, because a dying one blocks whoever asks it: one thread a
// disk for as long as the question lasts, a few at most, and a deadline on the loop. A thread that
// outlives its deadline is left behind: its disk stays busy until it answers, nobody else waits,
// and the end of the program doesn't either (the kernel keeps a process whose command a disk has
// not given back yet; that is not ours to change).
#pragma once

#include <QSocketNotifier>
#include <functional>
#include <map>

#include "bench/core/task.h"
#include "drivers/transport/disk.h"

namespace banc {

inline constexpr std::size_t kMaxDiskReaders = 8;  // as many disks as a bench may hold, and hang
inline constexpr Nanos kDiskDeadline = std::chrono::seconds(10);  // a disk that spins up: 3 to 8 s

class SmartWorker {
public:
    using Read = std::function<Result<SmartBlob>(const std::string& device, Wake wake)>;

    // `read` runs on a thread of its own and may still run when this object is gone.
    static Result<std::unique_ptr<SmartWorker>> start(Loop& loop, Read read = sample_disk);
    ~SmartWorker();
    SmartWorker(const SmartWorker&) = delete;
    SmartWorker& operator=(const SmartWorker&) = delete;

    struct Question {
        std::string device;  // "/dev/sda"
        Wake wake = Wake::no;
        Nanos deadline = kDiskDeadline;
    };
    // A disk that still owes an older answer is asked once it has given it: that one tells of
    // before. Errors: timeout at the deadline; environment when too many disks hang; what the disk
    // itself answered.
    Task<Result<SmartBlob>> sample(Question question);

private:
    struct Mailbox;
    using Answered = Answer<Result<SmartBlob>>::Resolver;

    // allow: shared_ptr, a thread left behind writes to it when nobody reads any more
    using MailboxPtr = std::shared_ptr<Mailbox>;
    SmartWorker(Loop& loop, Read read, MailboxPtr mailbox);
    Result<void> send_reader(const Question& question);
    Task<bool> free_by(const std::string& device, Nanos end);
    void collect();

    Loop& loop_;
    Read read_;
    MailboxPtr mailbox_;
    std::map<std::string, Answered> reading_;
    std::multimap<std::string, Answer<bool>::Resolver> queue_;  // for a disk that is being read
    QSocketNotifier readable_;                                  // after what it reads
};

}  // namespace banc
