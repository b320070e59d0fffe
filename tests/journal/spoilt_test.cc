// SPDX-License-Identifier: EUPL-1.2
// A closed exam to which anything at all was done.
#include <algorithm>
#include <catch2/catch.hpp>

#include "bench/journal/segment.h"
#include "tests/journal/small_exam.h"

using namespace banc;

namespace {

// The record a byte of the segment belongs to.
std::uint64_t record_at(const std::vector<std::size_t>& borders, std::size_t byte) {
    const auto after = std::upper_bound(borders.begin(), borders.end(), byte);
    return static_cast<std::uint64_t>(after - borders.begin());
}

void erase(Bytes& bytes, std::size_t from, std::size_t to) {
    bytes.erase(bytes.begin() + static_cast<std::ptrdiff_t>(from),
                bytes.begin() + static_cast<std::ptrdiff_t>(to));
}

}  // namespace

TEST_CASE("a closed exam that nobody touched is intact", "[journal][reader]") {
    const auto exam = closed_exam();
    const auto journal = read(exam);
    CHECK(journal.flaw.en == "");
    CHECK(journal.integrity == Integrity::intact);
    CHECK(journal.flaws == 0);
    CHECK(journal.life == ExamLife::closed);
    CHECK(journal.anchors == 2);
    CHECK(journal.console_blocks == 3);
    CHECK(journal.purged == 0);
    CHECK(journal.head == journal.records.back().hash);
    CHECK(journal.public_key == hex(SigningKey(kTestSeed).public_key()));
    CHECK(journal.records.back().kind == "closed");
    CHECK(exam.files.at(kSegment).size() == borders(exam.files.at(kSegment)).back());
}

TEST_CASE("one flipped byte anywhere in a closed exam is damage, with a number",
          "[journal][reader]") {
    const auto mask = GENERATE(std::uint8_t{0x01}, std::uint8_t{0x20});  // 0x20: a/A in texts
    auto exam = closed_exam();
    const auto count = read(exam).records.size();
    const auto starts = borders(exam.files.at(kSegment));
    std::vector<std::string> missed;
    for (auto& [path, bytes] : exam.files) {
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            bytes[i] ^= mask;
            const auto journal = read_exam(exam);
            bytes[i] ^= mask;
            const bool found = journal && journal->integrity == Integrity::damaged &&
                               journal->flaw_at >= 1 && journal->flaw_at <= count;
            const bool named =
                path != kSegment || (found && journal->flaw_at == record_at(starts, i));
            if (!found || !named) missed.push_back(path + ':' + std::to_string(i));
        }
    }
    CHECK(missed == std::vector<std::string>{});
}

TEST_CASE("a closed exam cut at any length of any file is damaged", "[journal][reader]") {
    const auto exam = closed_exam();
    std::vector<std::string> missed;
    for (const auto& [path, bytes] : exam.files) {
        auto cut = exam;
        while (!cut.files[path].empty()) {
            cut.files[path].pop_back();
            const auto journal = read_exam(cut);
            if (!journal || journal->integrity != Integrity::damaged || journal->flaw_at == 0)
                missed.push_back(path + ':' + std::to_string(cut.files[path].size()));
        }
    }
    CHECK(missed == std::vector<std::string>{});
}

TEST_CASE("a record taken out of a closed exam is missed by its number", "[journal][reader]") {
    const auto exam = closed_exam();
    const auto starts = borders(exam.files.at(kSegment));
    for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
        auto spoilt = exam;
        erase(spoilt.files[kSegment], starts[i], starts[i + 1]);
        const auto journal = read(spoilt);
        CAPTURE(i, journal.flaw.en);
        CHECK(journal.integrity == Integrity::damaged);
        CHECK(journal.flaw_at == i + 1);
        CHECK((journal.flaw.en.starts_with("record missing") || i + 2 == starts.size()));
        CHECK(journal.records.size() + 1 == starts.size() - 1);
    }
}

TEST_CASE("a record that comes twice is damage", "[journal][reader]") {
    const auto exam = closed_exam();
    const auto& bytes = exam.files.at(kSegment);
    const auto starts = borders(bytes);
    for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
        auto spoilt = exam;
        auto& to = spoilt.files[kSegment];
        to.insert(to.begin() + static_cast<std::ptrdiff_t>(starts[i]),
                  bytes.begin() + static_cast<std::ptrdiff_t>(starts[i]),
                  bytes.begin() + static_cast<std::ptrdiff_t>(starts[i + 1]));
        CHECK(read(spoilt).integrity == Integrity::damaged);
    }
}

TEST_CASE("a record rewritten with a right hash no longer fits its neighbours",
          "[journal][reader]") {
    const auto exam = closed_exam();
    const auto records = read(exam).records;
    const auto starts = borders(exam.files.at(kSegment));
    for (std::size_t i = 0; i < records.size(); ++i) {
        auto forged = records[i];
        forged.body["forged"] = true;
        const auto bytes = encode_record(forged);
        REQUIRE(bytes);
        auto spoilt = exam;
        auto& segment = spoilt.files[kSegment];
        erase(segment, starts[i], starts[i + 1]);
        segment.insert(segment.begin() + static_cast<std::ptrdiff_t>(starts[i]), bytes->begin(),
                       bytes->end());
        const auto journal = read(spoilt);
        CAPTURE(i, journal.flaw.en);
        CHECK(journal.integrity == Integrity::damaged);
        // An anchor names the record itself; without one, it is the next that does not fit.
        CHECK(journal.flaw_at >= i + 1);
        CHECK(journal.flaw_at <= std::min(i + 2, records.size()));
        CHECK(journal.records.size() == records.size());
    }
}

TEST_CASE("a console block described anew must touch the one before", "[journal][reader]") {
    // All hashes and links right, as only the holder of the key could make them.
    SmallExam writing;
    writing.create();
    writing.append("opened", writing.opened());
    writing.console("pc", "abcabc");
    auto exam = writing.disk.after_kill(kExam);
    auto record = read(exam).records.back();
    record.body["length"] = 3;
    record.body["hash"] = hex(hash_of(view("abc")));
    record.body["offset"] = GENERATE(0, 3, 6, 1U << 30U);
    const auto bytes = encode_record(record);
    REQUIRE(bytes);
    auto& segment = exam.files[kSegment];
    segment.resize(borders(segment)[1]);
    segment.insert(segment.end(), bytes->begin(), bytes->end());
    const auto expected = record.body["offset"] == 0 ? Integrity::intact : Integrity::damaged;
    CHECK(read(exam).integrity == expected);
}

TEST_CASE("a whole file taken out of a closed exam is damage, unless it was purged",
          "[journal][reader]") {
    const auto exam = closed_exam();
    for (const auto& [path, bytes] : exam.files) {
        auto spoilt = exam;
        spoilt.files.erase(path);
        const auto journal = read(spoilt);
        CAPTURE(path, journal.flaw.en);
        const bool personal = path.starts_with("personal/");
        CHECK(journal.integrity == (personal ? Integrity::intact : Integrity::damaged));
        CHECK(journal.purged == (personal ? 1 : 0));
    }
}

TEST_CASE("anything added to a closed exam is damage", "[journal][reader]") {
    auto exam = closed_exam();
    const auto hash = std::string(64, 'a');
    SECTION("a foreign file") {
        const auto path = GENERATE_COPY("notes.txt", "journal/000002.seg", "journal/lock",
                                        "console/router.raw", "blobs/x", "anchors.old");
        exam.files[path] = {};
        CHECK(read(exam).integrity == Integrity::damaged);
    }
    SECTION("a well named file no record speaks of") {
        const std::string folder = GENERATE("blobs/", "personal/");
        exam.files[folder + hash] = {1};
        CHECK(read(exam).integrity == Integrity::damaged);
    }
    SECTION("a folder") {
        exam.folders.insert("report");
        CHECK(read(exam).integrity == Integrity::damaged);
    }
    SECTION("bytes at the end of any file") {
        const auto byte = GENERATE(std::uint8_t{0}, std::uint8_t{'\n'}, std::uint8_t{'x'});
        for (const auto& [path, bytes] : closed_exam().files) {
            auto spoilt = exam;
            spoilt.files[path].push_back(byte);
            CAPTURE(path, byte);
            CHECK(read(spoilt).integrity == Integrity::damaged);
        }
    }
}

TEST_CASE("an anchor line that is taken out, moved or signed by another is damage",
          "[journal][reader]") {
    auto exam = closed_exam();
    auto& anchors = exam.files["anchors"];
    const auto lines = to_string(anchors);
    const auto middle = lines.find('\n') + 1;
    SECTION("first one gone") { erase(anchors, 0, middle); }
    SECTION("closing one gone") { anchors.resize(middle); }
    SECTION("in another order") {
        const auto moved = lines.substr(middle) + lines.substr(0, middle);
        anchors.assign(moved.begin(), moved.end());
    }
    SECTION("signed with another key") {
        const auto journal = read(exam);
        const auto forged = sign_anchor({2, journal.records.back().seq, journal.head,
                                         journal.records.back().at.wall, Anchor::Of::closing},
                                        SigningKey(KeySeed{9}));
        anchors.resize(middle);
        anchors.insert(anchors.end(), forged.begin(), forged.end());
    }
    CHECK(read(exam).integrity == Integrity::damaged);
}

TEST_CASE("what is not an exam is said to be none", "[journal][reader]") {
    MemoryFolder folder;
    CHECK(read(folder).integrity == Integrity::not_an_exam);
    folder.files["readme.txt"] = {'x'};
    CHECK(read(folder).integrity == Integrity::not_an_exam);
}
