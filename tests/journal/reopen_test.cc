// SPDX-License-Identifier: EUPL-1.2
// A journal whose program was killed, gone on with by the next one.
#include <catch2/catch.hpp>
#include <set>

#include "tests/journal/small_exam.h"

using namespace banc;

namespace {

const std::string kConsole = "console/pc.console.raw";

// A crash's folder on a disk of its own, and the program that comes back to it.
struct Later {
    ManualLoop loop;
    MemoryDisk disk;
    std::optional<ExamJournal> before;
    std::unique_ptr<JournalWriter> writer;
    std::optional<Error> error;

    void reopen(KeySeed seed = kTestSeed) {
        error.reset();
        auto opened = JournalWriter::reopen(kExam, SigningKey(seed), loop, {disk});
        if (!opened) {
            error = opened.error();
            return;
        }
        before = std::move(opened->before);
        writer = std::move(opened->writer);
    }
    void close() {
        const auto closed = finish(*writer, loop, writer->close({{"outcome", "bench-fault"}}));
        if (!closed) error = closed.error();
        writer.reset();
    }
    ExamJournal now() { return read(disk.after_kill(kExam)); }
    // What the reopening says it cut from a file.
    Json cut() {
        const auto journal = now();
        for (const auto& record : journal.records)
            if (record.kind == "reopened") return record.body["cut"];
        return nullptr;
    }
};

// Without anchors, so that any record may be the torn one; without space written ahead.
MemoryFolder bare_exam() {
    auto exam = open_exam();
    exam.files["anchors"].clear();
    auto& segment = exam.files[kSegment];
    segment.resize(borders(segment).back());
    return exam;
}

// Empty when the exam was gone on with and closed, and is whole.
std::string wrong_after(const MemoryFolder& crash, std::size_t records) {
    Later later;
    later.disk.put(kExam, crash);
    later.reopen();
    if (later.error) return later.error->what.en;
    if (later.before->records.size() != records) return "another number of records";
    const auto seq =
        finish(*later.writer, later.loop, later.writer->append("state", {{"to", "bench-fault"}}));
    if (!seq || *seq != records + 2) return "another number";
    later.close();
    const auto journal = later.now();
    if (journal.integrity != Integrity::intact) return journal.flaw.en;
    return journal.life == ExamLife::closed && journal.records.size() == records + 3 ? "" : "open";
}

// The files that any `reopened` record says were cut.
std::set<std::string> told_cut(const std::vector<Record>& records) {
    std::set<std::string> told;
    for (const auto& record : records)
        if (record.kind == "reopened")
            for (const auto& [path, bytes] : record.body["cut"].items()) told.insert(path);
    return told;
}

}  // namespace

TEST_CASE("an exam cut at any byte of its last record is gone on with", "[journal][reopen]") {
    const auto whole = bare_exam();
    const auto starts = borders(whole.files.at(kSegment));
    const auto records = starts.size() - 1;
    const auto last = starts[records - 1];
    std::vector<std::string> wrong;
    const auto check = [&](const MemoryFolder& crash, std::size_t left) {
        const auto why = wrong_after(crash, left);
        if (!why.empty()) wrong.push_back(why);
    };
    for (auto stop = last; stop <= starts.back(); ++stop) {
        auto crash = whole;
        auto& segment = crash.files[kSegment];
        segment.resize(stop);
        check(crash, stop == starts.back() ? records : records - 1);
        if (stop + sizeof(Hash) > starts.back()) continue;  // zeros there may be its hash: damage
        segment.resize(8192);
        check(crash, records - 1);
    }
    CHECK(wrong == std::vector<std::string>{});
}

TEST_CASE("the journal says what was cut from it", "[journal][reopen]") {
    auto crash = bare_exam();
    const auto starts = borders(crash.files.at(kSegment));
    crash.files[kSegment].resize(starts.back() - 5);
    crash.files["anchors"] = {'{', '"'};
    crash.files[kConsole].insert(crash.files[kConsole].end(), {'l', 'o', 's', 't'});
    const auto blob = "blobs/" + std::string(64, 'a');
    crash.files[blob] = {1, 2};
    crash.files["console/router.raw"] = {'x'};
    Later later;
    later.disk.put(kExam, crash);
    later.reopen();
    REQUIRE_FALSE(later.error);
    const auto console =
        finish(*later.writer, later.loop, later.writer->console("pc.console", {{'n', 'e', 'w'}}));
    CHECK(console);
    later.close();
    const auto torn = starts.back() - 5 - starts[starts.size() - 2];
    CHECK(later.cut() == Json{{kSegment, torn},
                              {"anchors", 2},
                              {kConsole, 4},
                              {blob, 2},
                              {"console/router.raw", 1}});
    CHECK(later.now().integrity == Integrity::intact);
    CHECK_FALSE(later.disk.after_kill(kExam).files.contains(blob));
}

TEST_CASE("a journal that was only killed loses nothing", "[journal][reopen]") {
    const auto crash = open_exam();
    Later later;
    later.disk.put(kExam, crash);
    later.reopen();
    REQUIRE_FALSE(later.error);
    CHECK(later.writer->blob({'c', 'o', 'd', 'e', ':', ' ', 'I', 'D', 'I', '\n'}));  // is there
    later.close();
    CHECK(later.cut() == Json::object());
    CHECK(later.now().integrity == Integrity::intact);
    CHECK(later.now().anchors == 2);
    CHECK(later.now().console_blocks == read(crash).console_blocks);
}

TEST_CASE("an exam may be gone on with more than once", "[journal][reopen]") {
    Later later;
    later.disk.put(kExam, open_exam());
    for (int i = 0; i < 3; ++i) {
        later.reopen();
        REQUIRE_FALSE(later.error);
        later.writer.reset();  // killed again
    }
    later.reopen();
    later.close();
    CHECK(later.now().integrity == Integrity::intact);
}

TEST_CASE("what can't be gone on with is left as it is", "[journal][reopen]") {
    Later later;
    auto crash = open_exam();
    KeySeed seed = kTestSeed;
    Errc code = Errc::refused;
    SECTION("damage") {
        crash.files[kSegment][200] ^= 1;
        code = Errc::corrupt;
    }
    SECTION("a record that an anchor covers cut off") {
        SmallExam writing;
        writing.hold();
        writing.anchor();
        crash = writing.disk.after_kill(kExam);
        crash.files[kSegment].resize(borders(crash.files[kSegment]).back() - 1);
        code = Errc::corrupt;
    }
    SECTION("a closed exam") { crash = closed_exam(); }
    SECTION("an exam without a record") {
        crash.files["anchors"].clear();
        crash.files[kSegment].resize(20);
        crash.files[kConsole].clear();
    }
    SECTION("another installation's exam") {
        seed = {9};
        code = Errc::environment;
    }
    SECTION("no exam") {
        crash = {};
        code = Errc::environment;
    }
    later.disk.put(kExam, crash);
    later.reopen(seed);
    REQUIRE(later.error);
    CHECK(later.error->code == code);
    CHECK_FALSE(later.error->what.fr.empty());
    CHECK(later.disk.after_kill(kExam).files == crash.files);
}

TEST_CASE("a journal is one program's until its end", "[journal][reopen]") {
    SmallExam exam;
    exam.hold();
    const auto reopen = [&] {
        return JournalWriter::reopen(kExam, SigningKey(kTestSeed), exam.loop, {exam.disk});
    };
    const auto early = reopen();
    REQUIRE_FALSE(early);
    CHECK(early.error().code == Errc::refused);
    CHECK(early.error().what.en.find("a program still holds this exam") != std::string::npos);
    exam.append("state", Json::object());
    CHECK_FALSE(exam.error);
    exam.writer.reset();
    CHECK(reopen());
}

TEST_CASE("a program stopped anywhere while it reopens damages nothing", "[journal][reopen]") {
    auto crash = bare_exam();
    crash.files[kSegment].resize(crash.files[kSegment].size() - 5);
    crash.files[kConsole].push_back('x');
    crash.files["blobs/" + std::string(64, 'a')] = {1};
    std::size_t stop = 0;
    for (bool whole = false; !whole && stop < 100; ++stop) {
        Later later;
        later.disk.put(kExam, crash);
        later.disk.operations_left = stop;
        later.reopen();
        if (later.writer) later.close();
        whole = !later.error;
        CAPTURE(stop);
        CHECK(later.now().integrity != Integrity::damaged);
        if (later.now().life == ExamLife::closed) continue;
        CHECK(wrong_after(later.disk.after_kill(kExam), later.now().records.size()) == "");
    }
    CHECK(stop > 10);
    CHECK(stop < 100);
}

TEST_CASE("what a program cuts off when it goes on is told, wherever it is killed meanwhile",
          "[journal][reopen]") {
    auto crash = bare_exam();
    const auto blob = "blobs/" + std::string(64, 'a');
    crash.files[kConsole].push_back('x');
    crash.files[blob] = {1};
    for (std::size_t stop = 0; stop < 40; ++stop) {
        Later first;
        first.disk.put(kExam, crash);
        first.disk.operations_left = stop;
        first.reopen();
        first.writer.reset();
        Later second;
        second.disk.put(kExam, first.disk.after_kill(kExam));
        second.reopen();
        REQUIRE_FALSE(second.error);
        second.writer.reset();
        const auto told = told_cut(second.now().records);
        CAPTURE(stop);
        CHECK(told.contains(kConsole));
        CHECK(told.contains(blob));
    }
}
