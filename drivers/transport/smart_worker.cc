// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/smart_worker.h"

#include <sys/eventfd.h>

#include <cerrno>
#include <csignal>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "bench/core/causes.h"
#include "drivers/transport/unix_socket.h"

namespace banc {
namespace {

Error no_thread(int number) {
    return {Errc::environment,
            because(number, {"pas de fil d'exécution pour lire un disque",
                             "no thread to read a disk with"}),
            {"fermez d'autres programmes", "close other programs"},
            {}};
}

Error silent(const std::string& device) {
    return {Errc::timeout,
            text("{} : le disque ne répond pas", "{}: the disk does not answer", device),
            {"vérifiez son alimentation et son câble, puis réessayez",
             "check its power and its cable, then try again"},
            {}};
}

Error too_many() {
    return {Errc::environment,
            text("{} disques déjà ne répondent pas", "{} disks already do not answer",
                 kMaxDiskReaders),
            {"débranchez-les, puis relancez le programme", "unplug them, then restart the program"},
            {}};
}

// Signals are for the loop's thread: what starts meanwhile inherits a mask that blocks them all.
class SignalsBlocked {
public:
    SignalsBlocked() {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    SignalsBlocked(const SignalsBlocked&) = delete;
    SignalsBlocked& operator=(const SignalsBlocked&) = delete;

private:
    sigset_t before_{};
};

}  // namespace

// Readers put what they found here; the loop takes it out. The last of them closes it.
struct SmartWorker::Mailbox {
    struct Letter {
        std::string device;
        Result<SmartBlob> found;
    };

    explicit Mailbox(int fd) : news(fd) {}
    void put(Letter letter) {
        {
            const std::lock_guard lock(mutex);
            letters.push_back(std::move(letter));
        }
        eventfd_write(news.get(), 1);
    }
    std::vector<Letter> take() {
        eventfd_t count = 0;
        eventfd_read(news.get(), &count);
        const std::lock_guard lock(mutex);
        return std::exchange(letters, {});
    }

    const FileDescriptor news;
    std::mutex mutex;
    std::vector<Letter> letters;  // guarded by mutex
};

Result<std::unique_ptr<SmartWorker>> SmartWorker::start(Loop& loop, Read read) {
    const int news = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (news < 0) return tl::unexpected<Error>(no_thread(errno));
    auto mailbox = std::make_shared<Mailbox>(news);
    return std::unique_ptr<SmartWorker>(new SmartWorker(loop, std::move(read), std::move(mailbox)));
}

SmartWorker::SmartWorker(Loop& loop, Read read, MailboxPtr mailbox)
    : loop_(loop),
      read_(std::move(read)),
      mailbox_(std::move(mailbox)),
      readable_(mailbox_->news.get(), QSocketNotifier::Read) {
    QObject::connect(&readable_, &QSocketNotifier::activated, &readable_, [this] { collect(); });
}

SmartWorker::~SmartWorker() = default;

Task<Result<SmartBlob>> SmartWorker::sample(Question question) {
    const Nanos end = loop_.now().since_boot + question.deadline;
    const bool free = co_await free_by(question.device, end);
    if (!free) co_return tl::unexpected<Error>(silent(question.device));
    if (reading_.size() >= kMaxDiskReaders) co_return tl::unexpected<Error>(too_many());
    Answer<Result<SmartBlob>> answer(loop_);
    auto sent = send_reader(question);
    if (!sent) co_return tl::unexpected<Error>(std::move(sent.error()));
    reading_.emplace(question.device, answer.resolver());
    const auto timer = loop_.after(end - loop_.now().since_boot,
                                   [late = answer.resolver(), &device = question.device] {
                                       late(tl::unexpected<Error>(silent(device)));
                                   });
    auto found = co_await answer;
    co_return found;
}

Task<bool> SmartWorker::free_by(const std::string& device, Nanos end) {
    while (reading_.contains(device)) {
        Answer<bool> free(loop_);
        std::erase_if(queue_, [](const auto& waiting) { return !waiting.second.wanted(); });
        queue_.emplace(device, free.resolver());
        const auto timer =
            loop_.after(end - loop_.now().since_boot, [late = free.resolver()] { late(false); });
        const bool in_time = co_await free;
        if (!in_time) co_return false;
    }
    co_return true;
}

Result<void> SmartWorker::send_reader(const Question& question) {
    const SignalsBlocked blocked;
    try {
        std::thread([mailbox = mailbox_, read = read_, device = question.device,
                     wake = question.wake] {
            mailbox->put({device, read(device, wake)});
        }).detach();
    } catch (const std::system_error& e) {
        return tl::unexpected<Error>(no_thread(e.code().value()));
    }
    return {};
}

void SmartWorker::collect() {
    for (auto& letter : mailbox_->take()) {
        const auto asked = reading_.find(letter.device);
        if (asked == reading_.end()) continue;
        const auto answered = asked->second;
        reading_.erase(asked);
        answered(std::move(letter.found));
        const auto [first, last] = queue_.equal_range(letter.device);
        for (auto waiting = first; waiting != last; ++waiting) waiting->second(true);
        queue_.erase(first, last);
    }
}

}  // namespace banc
