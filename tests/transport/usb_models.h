// SPDX-License-Identifier: EUPL-1.2
// What relay boards say of themselves on the bus, and how each answers transfers.
#pragma once

#include <deque>
#include <string>

#include "drivers/emulators/emulator.h"
#include "drivers/relay/board_table.h"

namespace banc {

struct UsbModel {
    std::string protocol;
    BoardFacts facts;
    UsbProduct usb;
    BoardCable cable;
    std::string speed;        // Mb/s, as sysfs says it
    std::string descriptors;  // device and configuration, hex
};

Bytes from_hex(std::string_view digits);

const UsbModel& dcttech8_model();
const UsbModel& ucreatefun_model();
const UsbModel& sispm_model();  // fd11, four outlets
const UsbModel& ykush3_model();
const UsbModel& sainsmart8_model();

// The device controller between a bus and a board: requests and endpoints of its class, everything
// else is a stall. Results are 0 or -errno, as in the status of an URB.
class UsbController {
public:
    UsbController(BoardEmulator& board, BoardCable cable) : board_(board), cable_(cable) {}

    // `setup`: the 8 bytes of the request. What comes in goes to `data`, at most its size.
    int control(const std::uint8_t* setup, Bytes& data);
    int out(std::uint8_t endpoint, ByteView data);
    // A report that waits on an IN endpoint.
    std::optional<Bytes> in(std::uint8_t endpoint);
    // Says what nobody asked, or no longer.
    void say(Bytes report) { reports_.push_back(std::move(report)); }

private:
    int bit_bang(const std::uint8_t* setup, Bytes& data);
    int report(const std::uint8_t* setup, Bytes& data);

    BoardEmulator& board_;
    BoardCable cable_;
    bool bits_ = false;  // an FT245R out of reset is a FIFO: its pins are not outputs
    std::deque<Bytes> reports_;
};

}  // namespace banc
