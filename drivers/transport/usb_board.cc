// SPDX-License-Identifier: EUPL-1.2
// HID class requests: HID 1.11 §7.2. Bit-bang requests: FTDI AN_232R-01, crelay
// relay_drv_sainsmart.c.
#include "drivers/transport/usb_board.h"

#include <algorithm>

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr std::uint8_t kClassOut = 0x21;  // to the interface
constexpr std::uint8_t kClassIn = 0xa1;
constexpr std::uint8_t kGetReport = 0x01;
constexpr std::uint8_t kSetReport = 0x09;
constexpr unsigned kOutputReport = 0x0200;
constexpr unsigned kFeatureReport = 0x0300;
constexpr std::size_t kInterruptReport = 64;  // a full-speed packet

constexpr ControlRequest kBitBang{0x40, 0x0b, 0x01ff};  // asynchronous, all eight pins: outputs
constexpr ControlRequest kReadPins{0xc0, 0x0c};

// An endpoint that has something gives it within its interval, at most 10 ms on these boards; and
// no board has more than a few reports waiting.
constexpr Nanos kStaleWait = 20ms;
constexpr int kStaleMost = 8;

ControlRequest set_report(unsigned kind, std::uint8_t number) {
    return {kClassOut, kSetReport, static_cast<std::uint16_t>(kind | number)};
}

// As many bytes as the exchange expects.
ControlRequest question(BoardCable cable, const Exchange& exchange) {
    ControlRequest asked = kReadPins;
    if (cable != BoardCable::ftdi_bits)
        asked = {kClassIn, kGetReport,
                 static_cast<std::uint16_t>(kFeatureReport | exchange.report)};
    asked.length = static_cast<std::uint16_t>(exchange.reply_size);
    return asked;
}

}  // namespace

Result<std::unique_ptr<UsbBoardTransport>> UsbBoardTransport::open(UsbLoop& usb,
                                                                   const UsbFound& found,
                                                                   BoardCable cable, Nanos gap) {
    auto device = UsbDevice::open(usb, found, UsbClaim::interface);
    if (!device) return tl::unexpected<Error>(std::move(device.error()));
    const auto& ends = (*device)->endpoints();
    const bool needs_out = cable == BoardCable::hid_interrupt || cable == BoardCable::ftdi_bits;
    const bool needs_in = cable == BoardCable::hid_interrupt;
    if ((needs_out && ends.out == 0) || (needs_in && ends.in == 0))
        return tl::unexpected<Error>(
            Error{Errc::invalid,
                  text("ce périphérique n'a pas les points d'accès de la carte",
                       "this device does not have the endpoints of the board"),
                  text("vérifier le modèle et le port dans bench.yaml",
                       "check the model and the port in bench.yaml")}
                .within(found.port));
    return std::unique_ptr<UsbBoardTransport>(
        new UsbBoardTransport(std::move(*device), cable, gap));
}

UsbBoardTransport::UsbBoardTransport(std::unique_ptr<UsbDevice> device, BoardCable cable, Nanos gap)
    : device_(std::move(device)), cable_(cable), gap_(gap) {}

Task<Result<Bytes>> UsbBoardTransport::exchange(Exchange exchange, Nanos deadline) {
    // Before pins are read as well as written: until then they are inputs that float. Never undone
    // by a reset, which lets every output go (pyftdi #154).
    if (cable_ == BoardCable::ftdi_bits && !pins_are_ours_) {
        Result<Bytes> taken = co_await device_->control(kBitBang, deadline);
        if (!taken) co_return taken;
        pins_are_ours_ = true;
    }
    if (!exchange.out.empty()) {
        Loop& loop = device_->loop();
        const Nanos now = loop.now().since_boot;
        if (say_again_at_ > now) co_await pause(loop, say_again_at_ - now);
        if (exchange.reply_size > 0 && may_be_stale_) co_await forget_stale_reports();
        may_be_stale_ = true;  // also when this task is dropped
        Result<Bytes> said = co_await say(exchange, deadline);
        say_again_at_ = loop.now().since_boot + gap_;
        if (!said || exchange.reply_size == 0) co_return said;
    }
    Result<Bytes> reply = co_await hear(exchange, deadline);
    if (!reply) co_return reply;
    may_be_stale_ = false;
    co_return whole(exchange, std::move(*reply));
}

Task<Result<Bytes>> UsbBoardTransport::say(Exchange exchange, Nanos deadline) {
    switch (cable_) {
        case BoardCable::hid_feature:
            return device_->send(set_report(kFeatureReport, exchange.report),
                                 std::move(exchange.out), deadline);
        case BoardCable::hid_output:
            return device_->send(set_report(kOutputReport, exchange.report),
                                 std::move(exchange.out), deadline);
        case BoardCable::hid_interrupt:
            exchange.out.resize(std::max(exchange.out.size(), kInterruptReport), 0);
            return device_->write(std::move(exchange.out), deadline);
        case BoardCable::ftdi_bits:
        case BoardCable::serial: break;
    }
    return device_->write(std::move(exchange.out), deadline);
}

Task<Result<Bytes>> UsbBoardTransport::hear(Exchange exchange, Nanos deadline) {
    if (cable_ == BoardCable::hid_interrupt) return device_->read(kInterruptReport, deadline);
    return device_->control(question(cable_, exchange), deadline);
}

// The answer to a question of which nobody awaited the answer: this program's, dropped, or that of
// one which ran before it.
Task<void> UsbBoardTransport::forget_stale_reports() {
    if (cable_ != BoardCable::hid_interrupt) co_return;
    for (int report = 0; report < kStaleMost; ++report) {
        const Result<Bytes> old = co_await device_->read(kInterruptReport, kStaleWait);
        if (!old) co_return;
    }
}

}  // namespace banc
