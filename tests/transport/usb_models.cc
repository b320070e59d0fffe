// SPDX-License-Identifier: EUPL-1.2
#include "tests/transport/usb_models.h"

#include <algorithm>
#include <array>
#include <cerrno>

namespace banc {
namespace {

constexpr std::uint8_t kInterruptOut = 0x01;
constexpr std::uint8_t kInterruptIn = 0x81;
constexpr std::uint8_t kBulkOut = 0x02;

bool is(const std::uint8_t* setup, std::array<std::uint8_t, 2> start) {
    return std::equal(start.begin(), start.end(), setup);
}

}  // namespace

Bytes from_hex(std::string_view digits) {
    Bytes bytes;
    for (std::size_t at = 0; at + 1 < digits.size(); at += 2)
        bytes.push_back(
            static_cast<std::uint8_t>(std::stoul(std::string(digits.substr(at, 2)), nullptr, 16)));
    return bytes;
}

// boards.md §A: low speed, one HID interface, one interrupt endpoint that nobody reads.
const UsbModel& dcttech8_model() {
    static const UsbModel model{"dcttech",
                                {8},
                                {0x16c0, 0x05df, "www.dcttech.com", "USBRelay8"},
                                BoardCable::hid_feature,
                                "1.5",
                                "1201100100000008C016DF05000101020001"
                                "090222000101008032"
                                "090400000103000000"
                                "092101010001221600"
                                "07058103080014"};
    return model;
}

// usbrelay #34: a CH551G at full speed; its endpoints are not known, none is used.
const UsbModel& ucreatefun_model() {
    static const UsbModel model{"ucreatefun",
                                {8},
                                {0x0519, 0x2018, "Ucreatefun.com", "HIDRelay"},
                                BoardCable::hid_output,
                                "12",
                                "120110010000000819051820000101020301"
                                "090222000101008032"
                                "090400000103000000"
                                "092101010001221600"
                                "07058103080014"};
    return model;
}

const UsbModel& sispm_model() {
    static const UsbModel model{"sispm",
                                {4},
                                {0x04b4, 0xfd11, "", ""},
                                BoardCable::hid_feature,
                                "1.5",
                                "1201100100000008B40411FD000101020001"
                                "090222000101008032"
                                "090400000103000000"
                                "092101010001221600"
                                "0705810308000A"};
    return model;
}

// Yepkit/ykush #23: full speed, strings as here.
const UsbModel& ykush3_model() {
    static const UsbModel model{"ykush",
                                {3, {{"remembers", 1}}},
                                {0x04d8, 0xf11b, "Yepkit Lda.", "YKUSH3"},
                                BoardCable::hid_interrupt,
                                "12",
                                "1201000200000040D8041BF1010001020301"
                                "090229000101008032"
                                "090400000203000000"
                                "092111010001221D00"
                                "07058103400001"
                                "07050103400001"};
    return model;
}

// usbrelay #24 (lsusb of a board): FT245R, two bulk endpoints of 64 bytes.
const UsbModel& sainsmart8_model() {
    static const UsbModel model{"ft245",
                                {8},
                                {0x0403, 0x6001, "", ""},
                                BoardCable::ftdi_bits,
                                "12",
                                "120100020000000803040160000601020301"
                                "09022000010100A02D"
                                "0904000002FFFFFF02"
                                "07058102400000"
                                "07050202400000"};
    return model;
}

int UsbController::control(const std::uint8_t* setup, Bytes& data) {
    if (cable_ == BoardCable::ftdi_bits) return bit_bang(setup, data);
    return report(setup, data);
}

// SET_REPORT and GET_REPORT of interface 0; the high byte of wValue is the type, 2 output, 3
// feature. V-USB firmware does not look at the type of what is written: usbrelay writes output
// reports to boards that only declare a feature report.
int UsbController::report(const std::uint8_t* setup, Bytes& data) {
    const std::uint8_t kind = cable_ == BoardCable::hid_output ? 0x02 : 0x03;
    const bool interface = setup[4] == 0 && setup[5] == 0;
    const bool ours = interface && setup[3] == kind;
    const bool written = interface && (ours || setup[3] == 0x02);
    if (written && is(setup, {0x21, 0x09})) return board_.write(data, setup[2]) ? 0 : -EPIPE;
    if (!ours || !is(setup, {0xa1, 0x01})) return -EPIPE;
    auto reply = board_.read(data.size(), setup[2]);
    if (!reply) return -EPIPE;
    data = std::move(*reply);
    return 0;
}

// FTDI AN_232R-01: 0B sets the mode (wValue: mode in the high byte, outputs in the low one), 0C
// reads the pins, 00 resets the chip.
int UsbController::bit_bang(const std::uint8_t* setup, Bytes& data) {
    if (is(setup, {0x40, 0x0b})) {
        bits_ = setup[3] == 0x01 && setup[2] == 0xff;
        return 0;
    }
    if (is(setup, {0x40, 0x00})) {
        bits_ = false;
        board_.write(Bytes{0});
        return 0;
    }
    if (!is(setup, {0xc0, 0x0c}) || data.empty()) return -EPIPE;
    data = bits_ ? board_.read(1).value() : Bytes{0xff};  // inputs are pulled up
    return 0;
}

int UsbController::out(std::uint8_t endpoint, ByteView data) {
    if (cable_ == BoardCable::ftdi_bits && endpoint == kBulkOut) {
        if (bits_) board_.write(data);
        return 0;
    }
    if (cable_ != BoardCable::hid_interrupt || endpoint != kInterruptOut) return -EPIPE;
    auto said = board_.write(data);
    if (!said) return -EPIPE;
    if (!said->empty()) say(std::move(*said));
    return 0;
}

std::optional<Bytes> UsbController::in(std::uint8_t endpoint) {
    if (endpoint != kInterruptIn || reports_.empty()) return std::nullopt;
    auto report = std::move(reports_.front());
    reports_.pop_front();
    return report;
}

}  // namespace banc
