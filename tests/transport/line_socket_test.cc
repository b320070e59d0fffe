// SPDX-License-Identifier: EUPL-1.2
// A console of the virtual bench, with the bench's end of the sockets played by the test.
#include "drivers/transport/line_socket.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QTemporaryDir>
#include <catch2/catch.hpp>

#include "drivers/transport/open_line.h"
#include "drivers/transport/qt_loop.h"
#include "tests/transport/heard.h"
#include "tests/transport/wait.h"

using namespace banc;

namespace {

// One listening socket of `banc virtual` and whoever attached to it.
struct Socket {
    QLocalServer server;
    QLocalSocket* peer = nullptr;  // the server's child

    explicit Socket(const QString& path) {
        REQUIRE(server.listen(path));
        QObject::connect(&server, &QLocalServer::newConnection, &server,
                         [this] { peer = server.nextPendingConnection(); });
    }
    void say(std::string_view bytes) const {
        peer->write(bytes.data(), static_cast<qint64>(bytes.size()));
        peer->flush();
    }
};

struct Room {
    QTemporaryDir folder;
    Socket console{folder.filePath(QStringLiteral("console"))};
    Socket modem{folder.filePath(QStringLiteral("console.signals"))};
    QtLoop loop;
    Heard heard;
    std::unique_ptr<ByteLine> line;

    Room() {
        auto opened = LineSocket::open(loop, path("console"), "pc.console");
        REQUIRE(opened);
        line = std::move(*opened);
        run_until([&] { return console.peer != nullptr && modem.peer != nullptr; });
    }
    [[nodiscard]] std::string path(const char* name) const {
        return folder.path().toStdString() + "/" + name;
    }
};

}  // namespace

TEST_CASE("a console socket carries bytes both ways", "[transport][socket]") {
    Room room;
    room.line->listen(room.heard.listener());
    room.console.say("atelier login: ");
    run_until([&] { return room.heard.bytes == "atelier login: "; });
    CHECK(room.line->write(view("root\n")));
    run_until([&] { return room.console.peer->bytesAvailable() == 5; });
    CHECK(room.console.peer->readAll() == "root\n");
    CHECK(room.heard.signals.empty());
    CHECK(room.line->alive());
}

TEST_CASE("every change of the modem lines is told, the first state too", "[transport][socket]") {
    Room room;
    room.modem.say({"\x03", 1});
    run_until([&] { return room.line->signals() == ModemSignals{true, true}; });
    room.line->listen(room.heard.listener());
    run_until([&] { return !room.heard.signals.empty(); });
    room.modem.say({"\x02\x02\x03\x00", 4});  // the LED went off and on again, then all off
    run_until([&] { return room.heard.signals.size() >= 4; });
    CHECK(room.heard.signals ==
          std::vector<ModemSignals>{{true, true}, {false, true}, {true, true}, {false, false}});
}

TEST_CASE("a BREAK goes to the virtual PC past the bytes of its console", "[transport][socket]") {
    Room room;
    CHECK(room.line->send_break(std::chrono::milliseconds(250)));
    run_until([&] { return room.modem.peer->bytesAvailable() > 0; });
    CHECK(room.modem.peer->readAll().size() == 1);
    CHECK(room.console.peer->bytesAvailable() == 0);
    room.modem.peer->close();
    run_until([&] { return !room.line->alive(); });
    CHECK(room.line->send_break({}).error().code == Errc::disconnected);
}

TEST_CASE("what the PC says before anybody listens is kept, the newest 64 KiB of it",
          "[transport][socket]") {
    Room room;
    const auto size = GENERATE(5UL, kMaxEarly, kMaxEarly + 1000);
    std::string said(size, 'x');
    said.replace(size - 3, 3, "end");
    room.console.say(said);
    run_until([&] { return room.console.peer->bytesToWrite() == 0; });
    // The line has read all of it when the PC hears an answer written after it.
    for (int turn = 0; turn < 50; ++turn) QCoreApplication::processEvents();
    room.line->listen(room.heard.listener());
    CHECK(room.heard.bytes.empty());  // never from inside listen()
    run_until([&] { return room.heard.bytes.ends_with("end"); });
    CHECK(room.heard.bytes.size() == std::min(size, kMaxEarly));
}

TEST_CASE("a bench that goes away is told once, after its last words", "[transport][socket]") {
    Room room;
    room.line->listen(room.heard.listener());
    room.console.say("last words");
    room.console.peer->disconnectFromServer();
    run_until([&] { return !room.heard.lost.empty(); });
    CHECK(room.heard.bytes == "last words");
    CHECK_FALSE(room.line->alive());
    const auto written = room.line->write(view("x"));
    REQUIRE_FALSE(written);
    CHECK(written.error().code == Errc::disconnected);
    room.modem.say({"\x03", 1});
    for (int turn = 0; turn < 20; ++turn) QCoreApplication::processEvents();
    CHECK(room.heard.lost.size() == 1);
    CHECK(room.heard.lost[0].what.fr == "pc.console : la ligne est coupée");
    CHECK(room.heard.signals.empty());
}

TEST_CASE("last words are heard also when a write is first to notice", "[transport][socket]") {
    Room room;
    room.line->listen(room.heard.listener());
    room.console.say("last words");
    room.console.peer->close();
    CHECK_FALSE(room.line->write(view("x")));
    run_until([&] { return !room.heard.lost.empty(); });
    CHECK(room.heard.bytes == "last words");
}

TEST_CASE("a line lost before anybody listens is told to who listens later",
          "[transport][socket]") {
    Room room;
    room.console.say("bye");
    room.console.peer->disconnectFromServer();
    run_until([&] { return !room.line->alive(); });
    room.line->listen(room.heard.listener());
    run_until([&] { return !room.heard.lost.empty(); });
    CHECK(room.heard.bytes == "bye");
}

TEST_CASE("a write is queued whole or refused whole", "[transport][socket]") {
    Room room;
    room.console.peer->setReadBufferSize(1);  // takes nothing: the kernel's buffer fills
    const std::string block(30'000, 'k');
    std::size_t accepted = 0;
    Result<void> written;
    while ((written = room.line->write(view(block)))) {
        accepted += block.size();
        REQUIRE(accepted < 100'000'000);  // a queue without bound
    }
    CHECK(written.error().code == Errc::timeout);
    CHECK(room.line->alive());
    room.console.peer->setReadBufferSize(0);
    std::size_t received = 0;
    while (received < accepted) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
        received += static_cast<std::size_t>(room.console.peer->readAll().size());
    }
    CHECK(received == accepted);
    CHECK(room.line->write(view("x")));
}

TEST_CASE("a line may be dropped while all is well", "[transport][socket]") {
    Room room;
    room.line->listen(room.heard.listener());
    room.line.reset();
    room.console.say("nobody");
    for (int turn = 0; turn < 20; ++turn) QCoreApplication::processEvents();
    CHECK(room.heard.bytes.empty());
}

TEST_CASE("an agent's socket has no modem lines", "[transport][socket]") {
    QTemporaryDir folder;
    Socket agent(folder.filePath(QStringLiteral("agent")));
    QtLoop loop;
    AgentConfig config;
    config.name = "pc.agent";
    config.at.socket = "agent";
    auto line = open_line(loop, config, folder.path().toStdString());
    REQUIRE(line);
    Heard heard;
    (*line)->listen(heard.listener());
    run_until([&] { return agent.peer != nullptr; });
    agent.say("banc-agent 2\n");
    run_until([&] { return heard.bytes == "banc-agent 2\n"; });
    CHECK(heard.signals.empty());
    CHECK((*line)->signals() == ModemSignals{});
    CHECK((*line)->send_break({}).error().code == Errc::refused);
}

TEST_CASE("an attachment that leads nowhere says so, with the line's name", "[transport][open]") {
    const auto [socket, folder, code] = GENERATE(table<std::string, std::string, Errc>({
        {"console", "", Errc::invalid},
        {"../console", "/tmp", Errc::invalid},
        {"a/b", "/tmp", Errc::invalid},
        {".", "/tmp", Errc::invalid},
        {"console", "/nonexistent", Errc::disconnected},
        {"console", std::string(200, 'x'), Errc::environment},
    }));
    CAPTURE(socket, folder);
    QtLoop loop;
    ConsoleConfig config;
    config.name = "pc.console";
    config.at.socket = socket;
    const auto line = open_line(loop, config, folder);
    REQUIRE_FALSE(line);
    CHECK(line.error().code == code);
    CHECK(line.error().what.fr.starts_with("pc.console : "));
    CHECK_FALSE(line.error().remedy.fr.empty());
}
