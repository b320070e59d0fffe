// SPDX-License-Identifier: EUPL-1.2
// An exam that was never closed: what is torn, what is damaged, what is simply shorter.
#include <algorithm>
#include <catch2/catch.hpp>

#include "bench/journal/segment.h"
#include "tests/journal/small_exam.h"

using namespace banc;

namespace {

// An open exam without anchors, so that any tail may be missing; and without space written ahead.
MemoryFolder bare_exam() {
    auto exam = open_exam();
    exam.files["anchors"].clear();
    auto& segment = exam.files[kSegment];
    segment.resize(borders(segment).back());
    return exam;
}

}  // namespace

TEST_CASE("an exam killed in the middle is intact, with space written ahead", "[journal][reader]") {
    const auto exam = open_exam();
    const auto journal = read(exam);
    CHECK(journal.flaw.en == "");
    CHECK(journal.integrity == Integrity::intact);
    CHECK(journal.life == ExamLife::open);
    CHECK(exam.files.at(kSegment).size() == kAhead);
    CHECK(exam.files.at(kSegment).size() > borders(exam.files.at(kSegment)).back());
}

TEST_CASE("an open exam cut at any length keeps every whole record", "[journal][reader]") {
    auto exam = bare_exam();
    const auto starts = borders(exam.files[kSegment]);
    auto& segment = exam.files[kSegment];
    std::vector<std::string> wrong;
    while (!segment.empty()) {
        segment.pop_back();
        const auto whole = std::upper_bound(starts.begin(), starts.end(), segment.size());
        const auto kept = static_cast<std::size_t>(whole - starts.begin()) - 1;
        const bool at_border = starts[kept] == segment.size() && kept > 0;
        const auto journal = read_exam(exam);
        const auto expected = at_border ? Integrity::intact : Integrity::torn;
        if (!journal || journal->records.size() != kept || journal->integrity != expected ||
            (expected == Integrity::torn && journal->flaw_at != kept + 1))
            wrong.push_back(std::to_string(segment.size()));
    }
    CHECK(wrong == std::vector<std::string>{});
}

TEST_CASE("a write that stopped in the space ahead leaves a torn record", "[journal][reader]") {
    const auto whole = bare_exam();
    const auto starts = borders(whole.files.at(kSegment));
    const auto last = starts[starts.size() - 2];
    std::vector<std::size_t> wrong;
    for (auto stop = last + 1; stop + sizeof(Hash) <= starts.back(); ++stop) {
        auto exam = whole;
        exam.files[kSegment].resize(stop);
        exam.files[kSegment].resize(kAhead / 64);
        const auto journal = read(exam);
        if (journal.integrity != Integrity::torn || journal.flaw_at != starts.size() - 1 ||
            journal.records.size() != starts.size() - 2)
            wrong.push_back(stop);
    }
    CHECK(wrong == std::vector<std::size_t>{});
}

TEST_CASE("a write that stopped at a sector inside the hash leaves a torn record",
          "[journal][reader]") {
    SmallExam writing;
    writing.create();
    writing.append("opened", writing.opened());
    const auto start = borders(writing.disk.after_kill(kExam).files[kSegment]).back();
    // 8 bytes of JSON around the text; the hash then begins 16 bytes before a sector boundary.
    const auto around = kRecordFixed + 5 + std::string(R"({"t":""})").size();
    const auto boundary = (start + around + 511) / 512 * 512;
    writing.append("state", {{"t", std::string(boundary + 16 - start - around, 'x')}});
    auto exam = writing.disk.after_kill(kExam);
    auto& segment = exam.files[kSegment];
    REQUIRE(borders(segment).back() == boundary + 16);
    std::fill(segment.begin() + static_cast<std::ptrdiff_t>(boundary), segment.end(), 0);
    CHECK(read(exam).integrity == Integrity::torn);
    segment[boundary - 1] = 0;  // not where a sector begins, and the hash's last zeros are too few
    segment[boundary] = 1;
    CHECK(read(exam).integrity == Integrity::damaged);
}

TEST_CASE("a changed byte in an open exam is damage, not a torn end", "[journal][reader]") {
    auto exam = bare_exam();
    auto& segment = exam.files[kSegment];
    const auto starts = borders(segment);
    const auto before_last = starts[starts.size() - 2];
    std::vector<std::size_t> missed;
    for (std::size_t i = 0; i < before_last; ++i) {
        segment[i] ^= 0x80;
        const auto journal = read_exam(exam);
        segment[i] ^= 0x80;
        if (!journal || journal->integrity != Integrity::damaged ||
            journal->records.size() != starts.size() - 2)
            missed.push_back(i);
    }
    CHECK(missed == std::vector<std::size_t>{});
}

TEST_CASE("the last record of an open exam can't be changed to look torn", "[journal][reader]") {
    auto exam = bare_exam();
    auto& segment = exam.files[kSegment];
    const auto end = segment.size();
    segment.resize(kAhead / 64);
    SECTION("a byte of its body") { segment[end - 100] ^= 1; }
    SECTION("the last byte of its hash made zero") { segment[end - 1] = 0; }
    SECTION("its magic") { segment[borders(segment)[borders(segment).size() - 2]] ^= 1; }
    CHECK(read(exam).integrity == Integrity::damaged);
}

TEST_CASE("an incomplete record that an anchor covers is damage", "[journal][reader]") {
    SmallExam writing;
    writing.hold();
    writing.anchor();
    auto exam = writing.disk.after_kill(kExam);
    auto& segment = exam.files[kSegment];
    segment.resize(borders(segment).back());
    CHECK(read(exam).integrity == Integrity::intact);
    const auto count = read(exam).records.size();
    const auto lost = GENERATE(1, 7, 40);
    segment.resize(segment.size() - static_cast<std::size_t>(lost));
    const auto journal = read(exam);
    CHECK(journal.integrity == Integrity::damaged);
    CHECK(journal.flaw_at == count);
}

TEST_CASE("a kill between the bytes and their record is no damage", "[journal][reader]") {
    auto exam = open_exam();
    SECTION("console bytes beyond the last block") {
        exam.files["console/pc.console.raw"].push_back('x');
    }
    SECTION("a console no record speaks of") { exam.files["console/router.raw"] = {'x'}; }
    SECTION("a blob that was being written") { exam.files["blobs/" + std::string(64, 'a')] = {1}; }
    CHECK(read(exam).integrity == Integrity::intact);
}

TEST_CASE("in an open exam too, bytes a record vouches for must be there", "[journal][reader]") {
    auto exam = open_exam();
    auto& console = exam.files["console/pc.console.raw"];
    SECTION("changed") { console.front() ^= 1; }
    SECTION("cut") { console.pop_back(); }
    SECTION("a foreign file") { exam.files["notes.txt"] = {}; }
    CHECK(read(exam).integrity == Integrity::damaged);
}

TEST_CASE("what the guard writes beside a journal damages nothing", "[journal][reader]") {
    auto begun = open_exam();
    begun.files["guard.jsonl"] = {'{', '}', '\n'};
    CHECK(read(begun).integrity == Integrity::intact);
    SmallExam writing;
    writing.hold();
    writing.close();
    auto closed = writing.disk.after_kill(kExam);
    closed.files["guard.jsonl"] = {'?'};
    CHECK(read(closed).integrity == Integrity::intact);
    closed.files["guard.jsonl.old"] = {};
    CHECK(read(closed).integrity == Integrity::damaged);
}

TEST_CASE("a closing that was interrupted is torn at any of its steps", "[journal][reader]") {
    SmallExam writing;
    writing.hold();
    writing.close();
    auto exam = writing.disk.after_kill(kExam);
    exam.files[kSegment].resize(kAhead);
    // The record is there; the anchor is whole, incomplete or missing; the space ahead is not cut.
    auto& anchors = exam.files["anchors"];
    const auto first = to_string(anchors).find('\n') + 1;
    SECTION("after the anchor") {}
    SECTION("in the middle of the anchor") { anchors.resize(anchors.size() - 5); }
    SECTION("before the anchor") { anchors.resize(first); }
    const auto journal = read(exam);
    CHECK(journal.integrity == Integrity::torn);
    CHECK(journal.life == ExamLife::closed);
}

TEST_CASE("after damage the rest is still counted", "[journal][reader]") {
    auto exam = bare_exam();
    auto& segment = exam.files[kSegment];
    const auto starts = borders(segment);
    segment[starts[1] + 60] ^= 1;
    segment[starts[3] + 60] ^= 1;
    const auto journal = read(exam);
    CHECK(journal.flaw_at == 2);
    CHECK(journal.flaws >= 2);
    CHECK(journal.records.size() == starts.size() - 3);
}
