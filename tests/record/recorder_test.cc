// SPDX-License-Identifier: EUPL-1.2
// The recorder on real pseudo-terminals.
#include "bench/record/recorder.h"

#include <fcntl.h>
#include <pty.h>
#include <termios.h>

#include <QTemporaryDir>
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "drivers/transport/qt_loop.h"

using namespace banc;

namespace {

struct Pty {
    Pty() {
        termios raw{};
        cfmakeraw(&raw);
        int master = -1;
        int slave = -1;
        std::array<char, 64> name{};
        REQUIRE(openpty(&master, &slave, name.data(), &raw, nullptr) == 0);
        path = name.data();
        ours = FileDescriptor(master);
        theirs = FileDescriptor(slave);
    }
    void say(std::string_view words) const {
        REQUIRE(write(ours.get(), words.data(), words.size()) == std::ssize(words));
    }

    FileDescriptor ours{-1};
    FileDescriptor theirs{-1};
    std::string path;
};

std::string content(const std::string& path) {
    std::ostringstream out;
    out << std::ifstream(path).rdbuf();
    return out.str();
}

}  // namespace

TEST_CASE("what a console said before the end is kept, though nobody had come to read it",
          "[record]") {
    const QTemporaryDir folder;
    const auto log = folder.path().toStdString();
    const Pty pc;
    const FileDescriptor told(
        ::open((log + "/facts").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    QtLoop loop;
    FactLines facts(told.get(), {});
    auto recorder =
        Recorder::start(loop, {log, {{"pc", pc.path, "pc", {}}}, {{"invite", "login: $"}}}, facts);
    REQUIRE(recorder);

    const std::string last = std::string(9000, 'y') + "\r\natelier login: ";  // more than one read
    pc.say(last);
    REQUIRE((*recorder)->finish());

    CHECK(content(log + "/pc.raw") == last);
    CHECK(content(log + "/facts").find(R"("text": "atelier login: ")") != std::string::npos);
}
