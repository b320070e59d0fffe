// SPDX-License-Identifier: EUPL-1.2
// The program killed, or the power cut, at every single operation on the disk.
#include <catch2/catch.hpp>

#include "tests/journal/small_exam.h"

using namespace banc;

namespace {

// What was acknowledged is there, and nothing looks like damage.
std::string wrong_with(const MemoryFolder& folder, const std::vector<std::uint64_t>& acknowledged) {
    const auto journal = read_exam(folder);
    if (!journal) return "unreadable";
    if (journal->integrity == Integrity::not_an_exam) return acknowledged.empty() ? "" : "lost";
    if (journal->integrity == Integrity::damaged) return journal->flaw.en;
    const auto last = journal->records.empty() ? 0 : journal->records.back().seq;
    return acknowledged.empty() || acknowledged.back() <= last ? ""
                                                               : "an acknowledged record is lost";
}

// How many operations a whole exam takes depends on what the writer finds waiting together.
void stop_everywhere(std::uint64_t segment_max) {
    std::size_t stop = 0;
    for (bool whole = false; !whole && stop < 1000; ++stop) {
        SmallExam exam(segment_max);
        exam.disk.operations_left = stop;
        exam.hold();
        exam.close();
        exam.writer.reset();
        CAPTURE(stop);
        CHECK(wrong_with(exam.disk.after_kill(kExam), exam.acknowledged) == "");
        CHECK(wrong_with(exam.disk.after_power_cut(kExam), exam.acknowledged) == "");
        whole = !exam.error;
    }
    CHECK(stop > 40);
    CHECK(stop < 1000);
}

}  // namespace

TEST_CASE("an exam stopped at any operation keeps what was acknowledged", "[journal][crash]") {
    stop_everywhere(kSegmentMax);
}

TEST_CASE("an exam of several segments does so too", "[journal][crash]") { stop_everywhere(1024); }
