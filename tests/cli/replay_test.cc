// SPDX-License-Identifier: EUPL-1.2
// `banc replay` of an exam whose référentiel and scenario no program can read, as an older build
// may have left them: two words each.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "tests/journal/small_exam.h"
#include "tests/support/scratch_folder.h"
#include "tests/transport/foreign.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

// Opened a quarter of a second after the PC's port; the meter speaks first.
void hold(SmallExam& exam) {
    exam.loop.advance(10s);
    const auto before = (exam.loop.now().since_boot - 250ms).count();
    exam.create();
    exam.append("opened", exam.opened());
    exam.append("port", {{"console", "pc.console"}, {"state", "open"}, {"at_ns", before}});
    exam.console("bench.multimetre", "A0: 6.2 mV DC\n");
    exam.console("pc.console", "SeaBIOS\r\n");
    exam.append("fact", {{"fact", "no_boot_device"}, {"source", "pc.console"}});
    exam.console("pc.console", "No bootable device\r\n");
    exam.loop.advance(1h);
    exam.console("pc.console", "login: \r\n");
    exam.close();
    REQUIRE_FALSE(exam.error);
}

class HeldExam {
public:
    HeldExam() {
        SmallExam exam;
        hold(exam);
        const auto held = exam.disk.after_kill(kExam);
        for (const auto& name : held.folders) std::filesystem::create_directories(folder_ / name);
        for (const auto& [name, bytes] : held.files)
            std::ofstream(folder_ / name, std::ios::binary) << to_string(bytes);
    }
    Ended banc(const std::string& command, const std::vector<std::string>& options = {}) {
        std::vector<std::string> words{BANC_PROGRAM, command, folder_.path(), "--lang", "en"};
        words.insert(words.end(), options.begin(), options.end());
        return run_on_bus(std::move(words));
    }

private:
    test::ScratchFolder folder_;
};

}  // namespace

TEST_CASE("a console is replayed without what the exam was scored by", "[replay]") {
    HeldExam exam;
    REQUIRE(exam.banc("verify").code == 0);
    REQUIRE(exam.banc("score").code == 2);  // nobody can read that référentiel
    const auto text = exam.banc("replay", {"--format", "text"});
    CHECK(text.code == 0);
    CHECK(text.said ==
          "   00:00  -- pc.console open (2)\n"
          "   00:02  -- fact no_boot_device (5)\n"  // at the same moment
          "   00:02  SeaBIOS\n"
          "   00:03  No bootable device\n"
          " 1:00:03  login: \n");
    CHECK(exam.banc("replay", {"--speed", "0"}).said == "SeaBIOS\nNo bootable device\nlogin: \n");
    CHECK(exam.banc("replay", {"--console", "bench.multimetre", "--raw"}).said ==
          "A0: 6.2 mV DC\n");
}

TEST_CASE("a replay begins at a time of the exam, and at nothing else", "[replay]") {
    HeldExam exam;
    const auto from = [&](const char* given) {
        return exam.banc("replay", {"--speed", "0", "--from", given}).said;
    };
    CHECK(from("0:03") == "No bootable device\nlogin: \n");
    CHECK(from("5") == "SeaBIOS\nNo bootable device\nlogin: \n");
    for (const auto* late : {"1:00:03", "60:03", "0:00:04"}) CHECK(from(late) == "login: \n");
    CHECK(from("1:00:04").empty());
    const auto* wrong = GENERATE("-1:00", "5:-3", "0:60", "+0:03", "5:", "70000:00", "1:60:00",
                                 "1:00:60", "1::04", "0:00:00:04");
    const auto ended = exam.banc("replay", {"--speed", "0", std::string("--from=") + wrong});
    CAPTURE(wrong, ended.said);
    CHECK(ended.code == 2);
    CHECK_THAT(ended.said, Catch::Contains("no time and no fact"));
}
