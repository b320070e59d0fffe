// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <catch2/catch.hpp>

#include "bench/journal/layout.h"
#include "bench/journal/segment.h"
#include "tests/journal/small_exam.h"

using namespace banc;

namespace {

// Appends without waiting; the answers come in the order of the calls or not at all.
struct Asked {
    std::vector<std::uint64_t> answers;
    std::vector<Errc> errors;
    std::vector<std::unique_ptr<Running>> running;

    void append(JournalWriter& writer, std::string kind, Json body) {
        auto wait = [](JournalWriter& w, Asked& to, std::string k, Json b) -> Task<void> {
            Result<std::uint64_t> seq = co_await w.append(std::move(k), std::move(b));
            if (seq)
                to.answers.push_back(*seq);
            else
                to.errors.push_back(seq.error().code);
        };
        running.push_back(
            std::make_unique<Running>(wait(writer, *this, std::move(kind), std::move(body))));
    }
};

}  // namespace

TEST_CASE("every append is answered in order, once it is on the disk", "[journal][writer]") {
    SmallExam exam;
    exam.create();
    std::vector<std::uint64_t> seen;
    exam.writer->on_record = [&](const Record& r) { seen.push_back(r.seq); };
    Asked asked;
    asked.append(*exam.writer, "opened", exam.opened());
    for (int i = 0; i < 500; ++i) asked.append(*exam.writer, "state", {{"i", i}});
    CHECK(asked.answers.empty());
    exam.append("state", {{"last", 1}});  // waits, and with it for all before
    REQUIRE(asked.answers.size() == 501);
    CHECK(std::is_sorted(asked.answers.begin(), asked.answers.end()));
    CHECK(seen.size() == 502);
    CHECK(read(exam.disk.after_power_cut(kExam)).records.size() == 502);
}

TEST_CASE("what waits together is written together", "[journal][writer]") {
    MemoryDisk disk;
    auto store = ExamStore::create(disk, "exam", kSegmentMax);
    REQUIRE(store);
    std::vector<JournalWrite> batch(100);
    for (std::size_t i = 0; i < batch.size(); ++i)
        batch[i].record = *encode_record({i + 1, {}, {}, "state", Json::object(), {}, {}});
    const auto before = disk.syncs();
    REQUIRE(store->commit(batch));
    CHECK(disk.syncs() - before == 1);
}

TEST_CASE("a console block is on the disk before the record that vouches for it",
          "[journal][writer]") {
    SmallExam exam;
    exam.hold();
    const auto journal = read(exam.disk.after_power_cut(kExam));
    CHECK(journal.integrity == Integrity::intact);
    CHECK(journal.console_blocks == 3);
    const auto block = std::find_if(journal.records.begin(), journal.records.end(),
                                    [](const Record& r) { return r.kind == "console"; });
    REQUIRE(block != journal.records.end());
    CHECK(block->body.at("offset") == 0);
    CHECK(block->body.at("length") == 9);
    CHECK(block->body.at("hash") == hex(hash_of(view("SeaBIOS\r\n"))));
    CHECK((block + 1)->body.at("offset") == 9);
}

TEST_CASE("the journal refuses what would spoil it, and goes on", "[journal][writer]") {
    SmallExam exam;
    exam.create();
    auto& writer = *exam.writer;
    const auto refuse = [&](std::string kind, Json body) {
        const auto seq = finish(writer, exam.loop, writer.append(std::move(kind), std::move(body)));
        REQUIRE_FALSE(seq);
        CHECK(seq.error().code == Errc::invalid);
        CHECK_FALSE(seq.error().what.fr.empty());
    };
    refuse("state", Json::object());  // before the opening
    CHECK_FALSE(finish(writer, exam.loop, writer.anchor()));
    exam.append("opened", exam.opened());
    refuse("opened", Json::object());
    refuse("closed", Json::object());
    refuse("console", Json::object());
    refuse("personal", Json::object());
    refuse("state", {{"v", 1.5}});
    refuse("state", {{"v", "\xff"}});
    refuse("state", Json::array());
    refuse("State", Json::object());
    refuse("", Json::object());
    refuse("state", {{"v", std::string(kRecordMax, 'x')}});
    const std::vector<std::string> names{"", "../x", "a/b", ".hidden", "PC", std::string(65, 'a')};
    for (const auto& name : names)
        CHECK_FALSE(finish(writer, exam.loop, writer.console(name, {{1}})));
    ConsoleBlock big;
    big.bytes.resize(kConsoleBlockMax + 1);
    CHECK_FALSE(finish(writer, exam.loop, writer.console("pc", big)));
    CHECK_FALSE(writer.personal({{"v", 1.5}}));
    CHECK_FALSE(writer.personal(std::string(kPersonalMax, 'x')));
    exam.append("state", {{"v", 1}});
    exam.close();
    REQUIRE_FALSE(exam.error);
    const auto journal = read(exam.disk.after_kill(kExam));
    CHECK(journal.integrity == Integrity::intact);
    CHECK(journal.records.size() == 3);
}

TEST_CASE("nothing is written after the closing", "[journal][writer]") {
    SmallExam exam;
    exam.hold();
    exam.close();
    auto& writer = *exam.writer;
    const auto seq = finish(writer, exam.loop, writer.append("state", Json::object()));
    REQUIRE_FALSE(seq);
    CHECK(seq.error().code == Errc::refused);
    CHECK_FALSE(finish(writer, exam.loop, writer.anchor()));
    CHECK_FALSE(finish(writer, exam.loop, writer.close(Json::object())));
    CHECK_FALSE(finish(writer, exam.loop, writer.console("pc", {{1}})));
    CHECK_FALSE(writer.blob({1}));
    CHECK_FALSE(writer.personal(Json::object()));
    CHECK(read(exam.disk.after_kill(kExam)).integrity == Integrity::intact);
}

TEST_CASE("a disk that takes a few bytes at a time changes nothing", "[journal][writer]") {
    SmallExam exam;
    exam.disk.write_max = 4099;
    exam.hold();
    exam.close();
    CHECK_FALSE(exam.error);
    const auto journal = read(exam.disk.after_power_cut(kExam));
    CHECK(journal.integrity == Integrity::intact);
    CHECK(journal.life == ExamLife::closed);
}

TEST_CASE("a disk that takes nothing any more is an error, not a wait", "[journal][writer]") {
    SmallExam exam;
    exam.disk.write_max = 0;
    exam.hold();
    REQUIRE(exam.error);
    CHECK(exam.error->code == Errc::environment);
}

TEST_CASE("when the disk is full every waiting and later append says so", "[journal][writer]") {
    SmallExam exam;
    exam.create();
    exam.append("opened", exam.opened());
    REQUIRE_FALSE(exam.error);
    const auto records = read(exam.disk.after_kill(kExam)).records.size();
    // The console has no space written ahead: its next byte is the one too many.
    exam.disk.room = 0;
    exam.console("pc.console", "too much");
    REQUIRE(exam.error);
    CHECK(exam.error->code == Errc::environment);
    CHECK(exam.error->what.fr.find("le disque est plein") != std::string::npos);
    CHECK(exam.error->what.en.find("the disk is full") != std::string::npos);
    CHECK_FALSE(exam.error->remedy.fr.empty());

    exam.disk.room = MemoryDisk::kNever;  // too late: what came between is lost
    const auto done = exam.disk.operations();
    Asked later;
    later.append(*exam.writer, "state", Json::object());
    later.append(*exam.writer, "state", Json::object());
    CHECK(later.errors == std::vector<Errc>{Errc::environment, Errc::environment});
    CHECK_FALSE(exam.writer->blob({1}));
    CHECK(exam.disk.operations() == done);
    const auto journal = read(exam.disk.after_kill(kExam));
    CHECK(journal.integrity == Integrity::intact);
    CHECK(journal.records.size() == records);
}

TEST_CASE("a long exam goes on in a new segment", "[journal][writer]") {
    SmallExam exam(4096);
    exam.create();
    exam.append("opened", exam.opened());
    for (int i = 0; i < 9; ++i) exam.append("state", {{"text", std::string(1000, 'x')}});
    exam.close();
    REQUIRE_FALSE(exam.error);
    auto folder = exam.disk.after_power_cut(kExam);
    CHECK(folder.files.size() == 3 + 1 + 3);
    CHECK(folder.files.at(kSegment).size() <= 4096);
    const auto journal = read(folder);
    CHECK(journal.integrity == Integrity::intact);
    CHECK(journal.records.size() == 11);
    REQUIRE(borders(folder.files.at(kSegment)).size() == 4 + 1);
    SECTION("and a segment cut in the middle is damage") {
        folder.files[kSegment].pop_back();
        CHECK(read(folder).flaw_at == 4);
    }
    SECTION("and space ahead of a later segment is damage") {
        folder.files[kSegment].resize(kAhead);
        CHECK(read(folder).flaw_at == 5);
    }
    SECTION("and a missing segment is damage") {
        folder.files.erase("journal/000002.seg");
        CHECK(read(folder).flaw_at == 5);
    }
}

TEST_CASE("the journal has an end, and says so", "[journal][writer]") {
    SmallExam exam(1);
    exam.create();
    exam.append("opened", exam.opened());
    for (std::size_t i = 1; i < kSegmentsMax; ++i) exam.append("state", Json::object());
    REQUIRE_FALSE(exam.error);
    exam.append("state", Json::object());
    REQUIRE(exam.error);
    CHECK(exam.error->what.en.find("the journal is full") != std::string::npos);
    CHECK(read(exam.disk.after_kill(kExam)).records.size() == kSegmentsMax);
}

TEST_CASE("an exam is never written over another", "[journal][writer]") {
    SmallExam exam;
    exam.hold();
    const auto again = JournalWriter::create(kExam, SigningKey(kTestSeed), exam.loop, {exam.disk});
    REQUIRE_FALSE(again);
    CHECK(again.error().code == Errc::refused);
    CHECK(read(exam.disk.after_kill(kExam)).integrity == Integrity::intact);
}

TEST_CASE("a personal payload can go, its commitment stays", "[journal][writer]") {
    auto exam = closed_exam();
    const auto found = std::find_if(exam.files.begin(), exam.files.end(), [](const auto& file) {
        return file.first.starts_with("personal/");
    });
    REQUIRE(found != exam.files.end());
    CHECK(to_string(found->second).find("Camille Été") != std::string::npos);
    CHECK(to_string(exam.files.at(kSegment)).find("Camille") == std::string::npos);
    exam.files.erase(found);
    const auto journal = read(exam);
    CHECK(journal.integrity == Integrity::intact);
    CHECK(journal.purged == 1);
}

TEST_CASE("a caller that is gone loses its answer, not its record", "[journal][writer]") {
    SmallExam exam;
    exam.create();
    {
        Asked gone;
        gone.append(*exam.writer, "opened", exam.opened());
    }
    exam.append("state", Json::object());
    CHECK(exam.acknowledged == std::vector<std::uint64_t>{2});
    CHECK(read(exam.disk.after_kill(kExam)).records.size() == 2);
}

TEST_CASE("a writer that is dropped first writes what it was given", "[journal][writer]") {
    SmallExam exam;
    exam.create();
    Asked gone;
    gone.append(*exam.writer, "opened", exam.opened());
    for (int i = 0; i < 50; ++i) gone.append(*exam.writer, "state", {{"i", i}});
    exam.writer.reset();
    CHECK(read(exam.disk.after_power_cut(kExam)).records.size() == 51);
}
