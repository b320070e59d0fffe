// SPDX-License-Identifier: EUPL-1.2
// The program killed, or the power cut, at every single operation on the disk.
#include <catch2/catch.hpp>

#include "tests/journal/small_exam.h"

using namespace banc;

namespace {

std::size_t operations_of_a_whole_exam(std::uint64_t segment_max) {
    SmallExam exam(segment_max);
    exam.hold();
    exam.close();
    REQUIRE_FALSE(exam.error);
    return exam.disk.operations();
}

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

}  // namespace

TEST_CASE("an exam stopped at any operation keeps what was acknowledged", "[journal][crash]") {
    const auto segment_max = GENERATE(kSegmentMax, std::uint64_t{1024});  // one, or several
    const auto operations = operations_of_a_whole_exam(segment_max);
    REQUIRE(operations > 30);
    for (std::size_t stop = 0; stop <= operations; ++stop) {
        SmallExam exam(segment_max);
        exam.disk.operations_left = stop;
        exam.hold();
        exam.close();
        exam.writer.reset();
        CAPTURE(stop);
        CHECK(exam.error.has_value() == (stop < operations));
        CHECK(wrong_with(exam.disk.after_kill(kExam), exam.acknowledged) == "");
        CHECK(wrong_with(exam.disk.after_power_cut(kExam), exam.acknowledged) == "");
    }
}
