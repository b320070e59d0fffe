// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/open_board.h"

#include <algorithm>

#include "bench/core/nearest.h"
#include "drivers/transport/board_socket.h"
#include "drivers/transport/hub_port.h"
#include "drivers/transport/open_cable.h"
#include "drivers/transport/survey.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kProbeDeadline = 1s;  // as RelayBoard's own

using Transport = std::unique_ptr<BoardTransport>;

// A cable and the right to it, which go together.
class OwnedCable final : public BoardTransport {
public:
    OwnedCable(BoardLock lock, Transport cable)
        : lock_(std::move(lock)), cable_(std::move(cable)) {}
    Task<Result<Bytes>> exchange(Exchange exchange, Nanos deadline) override {
        return cable_->exchange(std::move(exchange), deadline);
    }

private:
    BoardLock lock_;
    Transport cable_;  // after lock_: closed before another may open it
};

// Asked with a read, never with a write. A board that does not answer has no serial number.
Task<std::string> serial_of(BoardTransport& transport, const BoardProduct& product) {
    const auto& protocol = *product.protocol;
    std::vector<Bytes> replies;
    for (auto& frame : protocol.ask_serial(product.facts)) {
        Result<Bytes> reply = co_await transport.exchange(std::move(frame), kProbeDeadline);
        if (!reply) co_return "";
        replies.push_back(std::move(*reply));
    }
    co_return protocol.serial(replies);
}

// Everything plugged that may be one board of bench.yaml, and the cables opened to ask.
class Finding {
public:
    Finding(BoardContext& context, const BoardConfig& config, const BoardProduct& product)
        : context_(context), config_(config), product_(product) {}

    Task<Result<Placement>> place() {
        const auto devices = identify(survey_usb(), context_.table, {config_});
        Serials serials;
        if (!by_port(config_) && !by_tty(config_) && product_.protocol->ask_serial != nullptr) {
            auto asked = co_await ask(devices);
            if (!asked) co_return tl::unexpected<Error>(std::move(asked.error()));
            serials = std::move(*asked);
        }
        co_return place_board(config_, product_, devices, serials);
    }

    Result<Transport> open(const Placement& at) {
        const auto opened = cables_.find(at.ports.front());
        if (opened != cables_.end()) return std::move(opened->second);
        auto lock = BoardLock::take(context_.locks, at.ports.front());
        if (!lock) return tl::unexpected<Error>(std::move(lock.error()));
        return connect(std::move(*lock), at);
    }

private:
    // A board that somebody holds already is another's: not asked, and its number not compared.
    Task<Result<Serials>> ask(std::vector<Device> devices) {
        Serials serials;
        for (const auto& device : devices) {
            const auto& port = device.plugged.port;
            const bool opens =
                device.standing == Standing::matched || device.standing == Standing::unverified;
            if (!opens || device.models.front() != config_.model) continue;
            auto lock = BoardLock::take(context_.locks, port);
            if (!lock) {
                serials[port] = "(" + lock.error().what.in(Lang::en) + ")";
                continue;
            }
            const Placement there{Found::found, {port}, tty_of(device), {}, {}};
            auto cable = connect(std::move(*lock), there);
            if (!cable) co_return tl::unexpected<Error>(std::move(cable.error()));
            std::string serial = co_await serial_of(**cable, product_);
            serials[port] = std::move(serial);
            cables_[port] = std::move(*cable);
        }
        co_return serials;
    }

    static std::string tty_of(const Device& device) {
        return device.plugged.ttys.empty() ? "" : device.plugged.ttys.front().path;
    }

    Result<Transport> connect(BoardLock lock, const Placement& at) {
        auto cable = open_cable({context_.loop, context_.usb, product_}, at);
        if (!cable) return tl::unexpected<Error>(std::move(cable.error()));
        return std::make_unique<OwnedCable>(std::move(lock), std::move(*cable));
    }

    BoardContext& context_;
    const BoardConfig& config_;
    const BoardProduct& product_;
    std::map<std::string, Transport> cables_;  // by port
};

Errc code_of(Found found) {
    switch (found) {
        case Found::missing: return Errc::disconnected;
        case Found::no_permission: return Errc::environment;
        case Found::found:
        case Found::ambiguous:
        case Found::duplicate_serial:
        case Found::other: break;
    }
    return Errc::invalid;
}

Task<Result<Transport>> transport_of(BoardContext& context, const BoardConfig& config,
                                     const BoardProduct& product) {
    if (!config.at.socket.empty())
        co_return BoardSocket::connect(context.loop, context.virtual_dir + "/" + config.at.socket);
    Finding finding(context, config, product);
    auto at = co_await finding.place();
    if (!at) co_return tl::unexpected<Error>(std::move(at.error()));
    if (at->state != Found::found) co_return fail(code_of(at->state), at->why, at->remedy);
    co_return finding.open(*at);
}

Result<const BoardProduct*> product_of(const BoardContext& context, const BoardConfig& config) {
    const auto product = context.table.find(config.model);
    if (product != context.table.end()) return &product->second;
    std::vector<std::string> known;
    for (const auto& [section, other] : context.table) known.push_back(section);
    const auto close = nearest(config.model, known);
    Error error{Errc::invalid, text("modèle inconnu « {} »", "unknown model \"{}\"", config.model)};
    if (!close.empty()) error.remedy = text("plutôt « {} » ?", "did you mean \"{}\"?", close);
    error.place = config.place;
    return tl::unexpected<Error>(std::move(error).within(config.name));
}

// A hub and the right to its ports, which go together.
struct PortLocks {
    std::vector<BoardLock> locks;
};
class OwnedHub final : PortLocks, public HubBoard {  // the locks first: they go last
public:
    OwnedHub(PortLocks held, Loop& loop, std::string name, OpenHub hub)
        : PortLocks(std::move(held)),
          HubBoard(loop, std::move(name), hub.box, std::move(hub.ports)) {}
};

Result<PortLocks> lock_ports(const std::string& folder, const OpenHub& hub) {
    PortLocks all;
    for (const auto& place : hub.places) {
        auto lock = BoardLock::take(folder, place);
        if (!lock) return tl::unexpected<Error>(std::move(lock.error()));
        all.locks.push_back(std::move(*lock));
    }
    return all;
}

Task<Result<std::unique_ptr<ContactBoard>>> open_relay_board(BoardContext& context,
                                                             BoardConfig config) {
    const auto product = product_of(context, config);
    if (!product) co_return tl::unexpected<Error>(product.error());
    const auto& known = **product;
    Result<Transport> transport = co_await transport_of(context, config, known);
    if (!transport)
        co_return tl::unexpected<Error>(std::move(transport.error()).within(config.name));
    co_return std::make_unique<RelayBoard>(config.name, *known.protocol, known.facts,
                                           std::move(*transport));
}

}  // namespace

Task<Result<Placement>> find_board(BoardContext& context, BoardConfig config) {
    const auto product = product_of(context, config);
    if (!product) co_return tl::unexpected<Error>(product.error());
    Finding finding(context, config, **product);
    auto at = co_await finding.place();
    if (!at) co_return tl::unexpected<Error>(std::move(at.error()).within(config.name));
    co_return at;
}

Task<Result<std::unique_ptr<HubBoard>>> open_hub_board(BoardContext& context, BoardConfig config) {
    const auto usb = UsbLoop::kept(context.usb, context.loop);
    if (!usb) co_return tl::unexpected<Error>(Error(usb.error()).within(config.name));
    auto path = config.at.serial.substr(std::string_view("usb:").size());
    auto hub = co_await open_hub(**usb, std::move(path), config.contacts);
    if (!hub) co_return tl::unexpected<Error>(std::move(hub.error()).within(config.name));
    auto locks = lock_ports(context.locks, *hub);
    if (!locks) co_return tl::unexpected<Error>(std::move(locks.error()).within(config.name));
    co_return std::make_unique<OwnedHub>(std::move(*locks), context.loop, config.name,
                                         std::move(*hub));
}

Task<Result<std::unique_ptr<ContactBoard>>> open_board(BoardContext& context, BoardConfig config) {
    std::unique_ptr<ContactBoard> board;
    if (is_hub(config)) {
        auto hub = co_await open_hub_board(context, config);
        if (!hub) co_return tl::unexpected<Error>(std::move(hub.error()));
        board = std::move(*hub);
    } else {
        auto relays = co_await open_relay_board(context, config);
        if (!relays) co_return tl::unexpected<Error>(std::move(relays.error()));
        board = std::move(*relays);
    }
    if (board->readable() && context.first_look == FirstLook::read) {
        const Result<Coils> answered = co_await board->read();
        if (!answered) co_return tl::unexpected<Error>(answered.error());
    }
    co_return board;
}

}  // namespace banc
