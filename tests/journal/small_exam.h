// SPDX-License-Identifier: EUPL-1.2
// A small exam, written through the real writer and its thread onto a disk in memory.
#pragma once

#include <poll.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bench/core/manual_loop.h"
#include "bench/journal/reader.h"
#include "bench/journal/writer.h"
#include "tests/journal/memory_disk.h"

namespace banc {

inline const std::string kExam = "exam";
inline constexpr KeySeed kTestSeed{1, 2, 3};

// Lets the disk and the loop work until the task has its value.
template <class T>
T finish(JournalWriter& writer, ManualLoop& loop, Task<T> task) {
    std::optional<T> out;
    auto keep = [](Task<T> inner, std::optional<T>& to) -> Task<void> {
        T value = co_await inner;
        to.emplace(std::move(value));
    };
    const Running running(keep(std::move(task), out));
    while (!out) {
        pollfd wake{writer.wake_fd(), POLLIN, 0};
        // Long enough for any machine; only a writer that forgot its caller gets there.
        if (!running.done() && poll(&wake, 1, 60'000) == 0) throw std::runtime_error("no answer");
        writer.deliver();
        loop.settle();
    }
    return std::move(*out);
}

class SmallExam {
public:
    explicit SmallExam(std::uint64_t segment_max = kSegmentMax) : segment_max_(segment_max) {}

    ManualLoop loop;
    MemoryDisk disk;
    std::unique_ptr<JournalWriter> writer;
    std::vector<std::uint64_t> acknowledged;  // numbers of records, as the writer answered
    std::optional<Error> error;               // the first one

    // Everything an exam can hold, in about a dozen records; stops at the first error.
    void hold();
    void close();

    void create();
    void append(const std::string& kind, Json body);
    void console(const std::string& name, const std::string& bytes);
    void anchor();
    [[nodiscard]] Json opened();

private:
    void note(const Error& e);
    std::uint64_t segment_max_;
};

// A closed one, as a folder to spoil.
MemoryFolder closed_exam();
// The same, killed just before its closing.
MemoryFolder open_exam();

ExamJournal read(const ExamFolder& folder);  // fails the test if it can't be read

// Where each record of a segment starts, and where the last one ends.
std::vector<std::size_t> borders(const Bytes& segment);

inline const std::string kSegment = "journal/000001.seg";

}  // namespace banc
