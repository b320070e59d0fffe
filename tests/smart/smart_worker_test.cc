// SPDX-License-Identifier: EUPL-1.2
// Disks that hang hold up nobody: neither the loop, nor another disk, nor the end of the program.
#include "drivers/transport/smart_worker.h"

#include <catch2/catch.hpp>
#include <future>

#include "drivers/transport/qt_loop.h"
#include "tests/smart/made_disk.h"
#include "tests/transport/wait.h"

namespace banc {
namespace {

constexpr Nanos kSoon = std::chrono::milliseconds(20);

// Disks whose name says that they hang do, until they are let go.
struct Shelf {
    std::promise<void> freed;
    std::shared_future<void> go{freed.get_future()};

    [[nodiscard]] SmartWorker::Read read() const {
        return [until = go](const std::string& device, Wake) -> Result<SmartBlob> {
            if (device.starts_with("hung")) until.wait();
            return pages_of(MadeDisk{.serial = device});
        };
    }
};

struct Bench {
    Shelf shelf;
    QtLoop loop;
    std::unique_ptr<SmartWorker> worker = SmartWorker::start(loop, shelf.read()).value();

    Result<SmartBlob> sample(const std::string& device, Nanos deadline = kDiskDeadline) {
        return wait_for(worker->sample({.device = device, .deadline = deadline}));
    }
    Errc refusal(const std::string& device) {
        const auto found = sample(device, kSoon);
        REQUIRE_FALSE(found);
        return found.error().code;
    }
};

}  // namespace

TEST_CASE("a disk is read off the loop", "[smart][worker]") {
    Bench bench;
    const auto pages = bench.sample("good");
    REQUIRE(pages);
    CHECK(health_of(*pages).serial == "good");
}

TEST_CASE("a disk that hangs is a timeout, and the next disk does not wait", "[smart][worker]") {
    Bench bench;
    CHECK(bench.refusal("hung") == Errc::timeout);
    CHECK(bench.sample("good"));
    CHECK(bench.refusal("hung") == Errc::timeout);  // it still owes the first answer
    bench.shelf.freed.set_value();
    // Once it has given it, it is asked again.
    while (!bench.sample("hung")) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

TEST_CASE("a reading that nobody waits for any more is waited for by the next ones, in turn",
          "[smart][worker]") {
    Bench bench;
    {
        auto dropped = bench.worker->sample({.device = "hung"});
        dropped.start();
    }
    auto next = bench.worker->sample({.device = "hung"});
    auto last = bench.worker->sample({.device = "hung"});
    next.start();
    last.start();
    CHECK_FALSE(next.done());
    bench.shelf.freed.set_value();
    run_until([&] { return next.done() && last.done(); });
    CHECK(next.take());
    CHECK(last.take());
}

TEST_CASE("only so many disks may hang", "[smart][worker]") {
    Bench bench;
    for (std::size_t i = 0; i < kMaxDiskReaders; ++i)
        CHECK(bench.refusal("hung" + std::to_string(i)) == Errc::timeout);
    CHECK(bench.refusal("good") == Errc::environment);
    bench.shelf.freed.set_value();
    while (!bench.sample("good")) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

TEST_CASE("an answer that comes when nobody is there any more is nobody's", "[smart][worker]") {
    auto bench = std::make_unique<Bench>();
    CHECK(bench->refusal("hung") == Errc::timeout);
    auto freed = std::move(bench->shelf.freed);
    bench.reset();
    freed.set_value();
}

TEST_CASE("a question that is dropped is answered to nobody", "[smart][worker]") {
    Bench bench;
    {
        auto dropped = bench.worker->sample({.device = "hung"});
        dropped.start();
        CHECK_FALSE(dropped.done());
    }
    bench.shelf.freed.set_value();
    while (!bench.sample("hung")) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

}  // namespace banc
