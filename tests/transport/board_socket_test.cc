// SPDX-License-Identifier: EUPL-1.2
// The same driver over the virtual bench's socket: one emulated board behind a listening socket,
// and what a peer that dawdles, lies or hangs up makes of it.
#include "drivers/transport/board_socket.h"

#include <sys/socket.h>

#include <QLocalServer>
#include <QLocalSocket>
#include <QTemporaryDir>
#include <catch2/catch.hpp>

#include "drivers/emulators/board_port.h"
#include "drivers/transport/open_board.h"
#include "drivers/transport/qt_loop.h"
#include "tests/transport/wait.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

// `banc virtual` reduced to one board.
class Peer {
public:
    Peer() {
        REQUIRE(folder_.isValid());
        REQUIRE(server_.listen(folder_.filePath(QStringLiteral("board-relais"))));
        QObject::connect(&server_, &QLocalServer::newConnection, &server_, [this] {
            socket = server_.nextPendingConnection();
            QObject::connect(socket, &QLocalSocket::readyRead, socket, [this] { serve(); });
        });
    }
    [[nodiscard]] std::string folder() const { return folder_.path().toStdString(); }
    void say(const Bytes& bytes) const {
        socket->write(reinterpret_cast<const char*>(bytes.data()),
                      static_cast<qint64>(bytes.size()));
        socket->flush();
    }

    std::unique_ptr<BoardEmulator> board = make_emulator("dcttech", BoardFacts{8});
    BoardPort port{board.get()};
    QLocalSocket* socket = nullptr;  // the server's child
    bool silent = false;
    int heard = 0;  // bytes received while silent

private:
    void serve() {
        const auto bytes = socket->readAll().toStdString();
        if (silent) {
            heard += static_cast<int>(bytes.size());
        } else {
            say(port.receive(view(bytes)));
        }
    }

    QTemporaryDir folder_;
    QLocalServer server_;
};

const BoardTable& products() {
    static const BoardTable table = [] {
        BoardProduct product;
        product.protocol = find_relay_protocol("dcttech");
        product.facts.channels = 8;
        return BoardTable{{"dcttech-usbrelay8", product}};
    }();
    return table;
}

Result<std::unique_ptr<ContactBoard>> open(const Peer& peer, Loop& loop,
                                           const std::string& socket = "board-relais",
                                           const std::string& model = "dcttech-usbrelay8") {
    BoardContext context{loop, products(), peer.folder()};
    return wait_for(open_board(context, {"relais", model, {socket, ""}, {"bench.yaml", 12, 3}}));
}

std::unique_ptr<BoardSocket> cable(Peer& peer, Loop& loop) {
    auto connected = BoardSocket::connect(loop, peer.folder() + "/board-relais").value();
    run_until([&] { return peer.socket != nullptr; });
    return connected;
}

const Exchange kRead{{}, 8};

}  // namespace

TEST_CASE("a virtual board is driven as a real one", "[socket]") {
    Peer peer;
    QtLoop loop;
    const auto board = open(peer, loop);
    REQUIRE(board);
    CHECK(wait_for((*board)->set(RelayChannel::from(5).value(), Coil::energised)) ==
          Confirmed::by_readback);
    CHECK(peer.board->contacts() == 0x10);
    peer.board->release_by_hand(5);
    CHECK(wait_for((*board)->read()) == Coils{0});
}

TEST_CASE("a virtual bench that is not there says how to start it", "[socket]") {
    Peer peer;
    QtLoop loop;
    const auto board = open(peer, loop, "board-autre");
    REQUIRE_FALSE(board);
    CHECK(board.error().code == Errc::disconnected);
    CHECK_THAT(board.error().remedy.fr, Catch::Contains("banc virtual"));
    CHECK_THAT(open(peer, loop, std::string(120, 'x')).error().what.en,
               Catch::Contains("too long"));
}

TEST_CASE("a model nobody knows is refused where it is written", "[socket]") {
    Peer peer;
    QtLoop loop;
    const auto board = open(peer, loop, "board-relais", "dcttech-usbrelay9");
    REQUIRE_FALSE(board);
    CHECK_THAT(board.error().line(Lang::en),
               Catch::StartsWith("bench.yaml:12:3: relais: unknown model") &&
                   Catch::Contains("did you mean \"dcttech-usbrelay"));
}

TEST_CASE("a late answer is never taken for the next one", "[socket]") {
    Peer peer;
    QtLoop loop;
    const auto board = cable(peer, loop);
    peer.silent = true;
    CHECK(wait_for(board->exchange(kRead, 5ms)).error().code == Errc::timeout);
    run_until([&] { return peer.heard == 3; });
    peer.silent = false;
    peer.say({0, 8, 'O', 'L', 'D', '0', '0', 0, 0, 0xff});
    CHECK(wait_for(board->exchange(kRead, 1s)) == Bytes{'B', 'I', 'T', 'F', 'T', 0, 0, 0});
}

TEST_CASE("what a virtual board answers wrongly is an error of its kind", "[socket]") {
    const auto [answer, code] = GENERATE(table<Bytes, Errc>({
        {{1, 0}, Errc::protocol},
        {{2, 0}, Errc::disconnected},
        {{3, 0}, Errc::refused},
        {{9, 0}, Errc::protocol},
        {{0, 3, 'B', 'I', 'T'}, Errc::protocol},
        {{0, 0}, Errc::protocol},
        {{0}, Errc::timeout},
    }));
    CAPTURE(hex(answer));
    Peer peer;
    QtLoop loop;
    const auto board = cable(peer, loop);
    peer.silent = true;
    auto reading = board->exchange(kRead, code == Errc::timeout ? Nanos(5ms) : Nanos(1s));
    reading.start();
    run_until([&] { return peer.heard == 3; });
    peer.say(answer);
    run_until([&] { return reading.done(); });
    CHECK(reading.take().error().code == code);
}

TEST_CASE("a virtual bench that hangs up is gone for good", "[socket]") {
    Peer peer;
    QtLoop loop;
    const auto board = cable(peer, loop);
    SECTION("while it is asked") {
        peer.silent = true;
        auto reading = board->exchange(kRead, 1s);
        reading.start();
        peer.socket->abort();
        run_until([&] { return reading.done(); });
        CHECK(reading.take().error().code == Errc::disconnected);
    }
    SECTION("between two exchanges") { peer.socket->abort(); }
    SECTION("after saying what nobody asked") { peer.say({0, 0}); }
    Result<Bytes> reply = wait_for(board->exchange(kRead, 1s));
    while (reply) reply = wait_for(board->exchange(kRead, 1s));
    CHECK_FALSE(wait_for(board->exchange(kRead, 1s)));
}

}  // namespace banc
