// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/open_board.h"

#include "bench/core/nearest.h"
#include "drivers/transport/board_socket.h"
#include "drivers/transport/hid_feature.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kProbeDeadline = 1s;  // as RelayBoard's own
constexpr std::string_view kPortPrefix = "usb:";

using Transport = std::unique_ptr<BoardTransport>;

// One plugged board that may be ours.
struct Candidate {
    std::string port;
    std::string serial;  // empty: it carries none, or was not asked
    Transport transport;
};

std::string seen(const std::vector<Candidate>& candidates) {
    std::string list;
    for (const auto& [port, serial, transport] : candidates)
        list += (list.empty() ? "" : ", ") + port + (serial.empty() ? "" : " " + serial);
    return list.empty() ? "-" : list;
}

Result<Transport> the_only(std::vector<Candidate> fitting, const std::vector<Candidate>& others,
                           const std::string& wanted) {
    if (fitting.size() > 1)
        return fail(Errc::invalid,
                    text("« {} » désigne plusieurs cartes : {}", "\"{}\" names several boards: {}",
                         wanted, seen(fitting)),
                    text("donner le port au lieu du numéro",
                         "give the port instead of the serial"));
    if (fitting.empty())
        return fail(Errc::disconnected,
                    text("« {} » n'est pas branchée ; vues : {}",
                         "\"{}\" is not plugged in; seen: {}", wanted, seen(others)));
    return std::move(fitting.front().transport);
}

class Opening {
public:
    Opening(BoardContext& context, const BoardConfig& config, const BoardProduct& product)
        : context_(context), config_(config), product_(product) {}

    Task<Result<Transport>> transport() {
        if (!config_.at.socket.empty())
            co_return BoardSocket::connect(context_.loop,
                                           context_.virtual_dir + "/" + config_.at.socket);
        Result<std::vector<UsbFound>> plugged = look();
        if (!plugged) co_return tl::unexpected<Error>(std::move(plugged.error()));
        Result<Transport> chosen = co_await choose(std::move(*plugged));
        co_return chosen;
    }

private:
    Result<std::vector<UsbFound>> look() {
        if (!context_.usb) {
            auto started = UsbLoop::start(context_.loop);
            if (!started) return tl::unexpected<Error>(std::move(started.error()));
            context_.usb = std::move(*started);
        }
        return find_usb(*context_.usb, product_.usb);
    }

    // By place, only the board there is opened; by serial number, each that no other line of
    // bench.yaml holds already has to be asked.
    Task<Result<Transport>> choose(std::vector<UsbFound> plugged) {
        const auto& wanted = config_.at.serial;
        const bool by_port = wanted.starts_with(kPortPrefix);
        std::vector<Candidate> fitting;
        std::vector<Candidate> others;
        for (const auto& found : plugged) {
            Candidate one{found.port, "", nullptr};
            const bool in_use = context_.usb->held.contains(found.port);
            if (by_port ? found.port == wanted : !in_use) {
                auto opened = HidFeatureTransport::open(*context_.usb, found, product_.gap);
                if (!opened) co_return tl::unexpected<Error>(std::move(opened.error()));
                one.transport = std::move(*opened);
            }
            if (!by_port && !in_use) {
                std::string serial = co_await serial_of(*one.transport);
                one.serial = std::move(serial);
            }
            const bool fits = (by_port ? one.port : one.serial) == wanted;
            (fits ? fitting : others).push_back(std::move(one));
        }
        co_return the_only(std::move(fitting), others, wanted);
    }

    // Asked with a read, never with a write. A board that does not answer has no serial number.
    Task<std::string> serial_of(BoardTransport& transport) {
        const auto& protocol = *product_.protocol;
        if (protocol.ask_serial == nullptr) co_return "";
        std::vector<Bytes> replies;
        for (auto& frame : protocol.ask_serial(product_.facts)) {
            Result<Bytes> reply = co_await transport.exchange(std::move(frame), kProbeDeadline);
            if (!reply) co_return "";
            replies.push_back(std::move(*reply));
        }
        co_return protocol.serial(replies);
    }

    BoardContext& context_;
    const BoardConfig& config_;
    const BoardProduct& product_;
};

tl::unexpected<Error> unknown_model(const BoardContext& context, const BoardConfig& config) {
    std::vector<std::string> known;
    for (const auto& [section, product] : context.table) known.push_back(section);
    const auto close = nearest(config.model, known);
    Error error{Errc::invalid, text("modèle inconnu « {} »", "unknown model \"{}\"", config.model)};
    if (!close.empty()) error.remedy = text("plutôt « {} » ?", "did you mean \"{}\"?", close);
    error.place = config.place;
    return tl::unexpected<Error>(std::move(error).within(config.name));
}

}  // namespace

Task<Result<std::unique_ptr<RelayBoard>>> open_board(BoardContext& context, BoardConfig config) {
    const auto product = context.table.find(config.model);
    if (product == context.table.end()) co_return unknown_model(context, config);
    const auto& [section, known] = *product;
    Opening opening(context, config, known);
    Result<Transport> transport = co_await opening.transport();
    if (!transport)
        co_return tl::unexpected<Error>(std::move(transport.error()).within(config.name));
    auto board = std::make_unique<RelayBoard>(config.name, *known.protocol, known.facts,
                                              std::move(*transport));
    if (known.protocol->query != nullptr) {
        const Result<Coils> answered = co_await board->read();
        if (!answered) co_return tl::unexpected<Error>(answered.error());
    }
    co_return board;
}

}  // namespace banc
