// SPDX-License-Identifier: EUPL-1.2
// On the real disk: a process that writes an exam and is killed with -9, and folders a reader must
// not trust.
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "tests/journal/small_exam.h"
#include "tests/support/scratch_folder.h"

using namespace banc;
namespace fs = std::filesystem;

namespace {

// Writes records for ever and says each acknowledged number on the pipe.
[[noreturn]] void write_for_ever(const std::string& folder, int pipe) {
    ManualLoop loop;
    auto writer = JournalWriter::create(folder, SigningKey(kTestSeed), loop);
    if (!writer) _exit(1);
    auto kind = std::string("opened");
    while (true) {
        const auto seq = finish(**writer, loop, (*writer)->append(kind, {{"text", "abc"}}));
        if (!seq || write(pipe, &*seq, sizeof *seq) != sizeof *seq) _exit(1);
        kind = "state";
        if (!finish(**writer, loop, (*writer)->console("pc", {Bytes(100, 'x')}))) _exit(1);
    }
}

}  // namespace

TEST_CASE("kill -9 of the writer loses nothing that was acknowledged", "[journal][crash]") {
    const test::ScratchFolder folder;
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) write_for_ever(folder / "exam", ends[1]);
    close(ends[1]);
    std::uint64_t acknowledged = 0;
    std::uint64_t seq = 0;
    while (acknowledged < 200 && read(ends[0], &seq, sizeof seq) == sizeof seq) acknowledged = seq;
    {
        ManualLoop loop;
        const auto early = JournalWriter::reopen(folder / "exam", SigningKey(kTestSeed), loop);
        CHECK((!early && early.error().code == Errc::refused));  // no way out before the kill
    }
    REQUIRE(kill(child, SIGKILL) == 0);
    while (read(ends[0], &seq, sizeof seq) == sizeof seq) acknowledged = seq;
    close(ends[0]);
    REQUIRE(waitpid(child, nullptr, 0) == child);

    ManualLoop loop;
    const auto later = JournalWriter::reopen(folder / "exam", SigningKey(kTestSeed), loop);
    CHECK(later);  // the kernel let go of it
    const auto journal = read_exam(folder / "exam");
    REQUIRE(journal);
    CAPTURE(journal->flaw.en);
    CHECK((journal->integrity == Integrity::intact || journal->integrity == Integrity::torn));
    CHECK(acknowledged >= 200);
    CHECK(journal->records.size() >= acknowledged);
}

TEST_CASE("an exam on the real disk is for its owner alone and reads back", "[journal][reader]") {
    const test::ScratchFolder folder;
    ManualLoop loop;
    const auto path = folder / "exam";
    {
        auto writer = JournalWriter::create(path, SigningKey(kTestSeed), loop);
        REQUIRE(writer);
        const auto author = (*writer)->blob({1, 2, 3});
        REQUIRE(finish(**writer, loop, (*writer)->append("opened", {{"blob", *author}})));
        REQUIRE((*writer)->personal({{"name", "Camille"}}));
        REQUIRE(finish(**writer, loop, (*writer)->close({{"outcome", "aborted"}})));
        CHECK_FALSE(JournalWriter::create(path, SigningKey(kTestSeed), loop));
    }
    const auto journal = read_exam(path);
    REQUIRE(journal);
    CHECK(journal->flaw.en == "");
    CHECK(journal->integrity == Integrity::intact);
    CHECK(journal->life == ExamLife::closed);
    for (const auto& entry : fs::recursive_directory_iterator(path))
        CHECK((entry.status().permissions() & fs::perms(077)) == fs::perms::none);

    SECTION("a link in place of a file is damage, and is not followed") {
        const auto name = GENERATE("anchors", "journal/000001.seg");
        fs::rename(path + '/' + name, folder / "elsewhere");
        fs::create_symlink(folder / "elsewhere", path + '/' + name);
        const auto spoilt = read_exam(path);
        REQUIRE(spoilt);
        CHECK(spoilt->integrity == Integrity::damaged);
    }
    SECTION("a named pipe does not stop the reader") {
        fs::remove(path + "/anchors");
        REQUIRE(mkfifo((path + "/anchors").c_str(), 0600) == 0);
        const auto spoilt = read_exam(path);
        REQUIRE(spoilt);
        CHECK(spoilt->integrity == Integrity::damaged);
    }
    SECTION("a file of the wrong size by far is refused before it is read") {
        fs::resize_file(path + "/journal/000001.seg", std::uintmax_t{1} << 40U);
        const auto spoilt = read_exam(path);
        REQUIRE(spoilt);
        CHECK(spoilt->integrity == Integrity::damaged);
    }
    SECTION("a copy under another name reads the same") {
        fs::copy(path, folder / "copy", fs::copy_options::recursive);
        const auto copy = read_exam(folder / "copy");
        REQUIRE(copy);
        CHECK(copy->integrity == Integrity::intact);
        CHECK(copy->head == journal->head);
    }
}

TEST_CASE("a folder that is not there is an error with its name", "[journal][reader]") {
    const test::ScratchFolder folder;
    const auto nothing = read_exam(folder / "nothing");
    REQUIRE_FALSE(nothing);
    CHECK(nothing.error().code == Errc::environment);
    CHECK(nothing.error().what.en.find("nothing") != std::string::npos);
}

TEST_CASE("the signing key is made once and kept", "[journal][key]") {
    const test::ScratchFolder folder;
    const auto data = folder / "";
    const auto made = SigningKey::load_or_create(data);
    REQUIRE(made);
    const auto path = folder / "keys/bench.key";
    CHECK(fs::status(path).permissions() == fs::perms(0600));
    const auto again = SigningKey::load_or_create(data);
    REQUIRE(again);
    CHECK(again->public_key() == made->public_key());
    const auto signature = made->sign(view("head"));
    CHECK(check_signature(again->public_key(), view("head"), signature) == Signed::genuine);
    CHECK(check_signature(again->public_key(), view("heae"), signature) == Signed::forged);
    CHECK(std::distance(fs::directory_iterator(folder / "keys"), {}) == 1);

    SECTION("one that is not there is made for a new exam only") {
        fs::remove(path);
        const auto none = SigningKey::load(data);
        REQUIRE_FALSE(none);
        CHECK(none.error().remedy.en.find("--data") != std::string::npos);
        CHECK_FALSE(fs::exists(path));
    }
    SECTION("one that others can read is refused") {
        fs::permissions(path, fs::perms(0640));
        const auto refused = SigningKey::load_or_create(data);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == Errc::refused);
    }
    SECTION("one that is no key is refused, and left alone") {
        const std::string content = GENERATE("", "abc\n", "zz");
        std::ofstream(path) << content;
        const auto refused = SigningKey::load_or_create(data);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == Errc::invalid);
        CHECK(fs::file_size(path) == content.size());
    }
}
