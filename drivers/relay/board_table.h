// SPDX-License-Identifier: EUPL-1.2
// boards.yaml as values: every product that can be named in bench.yaml, and how to recognise it.
#pragma once

#include <map>

#include "bench/core/time.h"
#include "drivers/relay/protocol.h"

namespace banc {

// What the device says of itself when it is plugged in. A string left empty is not compared.
struct UsbProduct {
    std::uint16_t vendor = 0;  // 0: no USB id of its own, any adapter may carry it (RS-232, RS-485)
    std::uint16_t product = 0;
    std::string manufacturer;
    std::string name;
    friend auto operator<=>(const UsbProduct&, const UsbProduct&) = default;
};

// How its frames travel.
enum class BoardCable {
    hid_feature,    // SET_REPORT and GET_REPORT of feature reports
    hid_output,     // SET_REPORT of output reports, nothing to read
    hid_interrupt,  // 64-byte reports on the interrupt endpoints
    serial,         // a tty, 8N1
    ftdi_bits,      // the eight pins of an FT245R in bit-bang mode
};
std::string_view word(BoardCable cable);  // as boards.yaml writes it: "hid-feature"

// How a plugged board is told from any other device before a byte is sent to it.
enum class Recognised {
    by_strings,  // the id is shared (16c0:05df: every V-USB project), the strings decide, whole
    by_id,       // the id was given to this product alone
    by_place,    // it says nothing of itself (CH340): a person names the port it is plugged into
};
std::string_view word(Recognised how);  // as boards.yaml writes it: "strings", "id", "place"

// What its contacts may carry. Mains is the business of a finished, certified product: policy asks
// for a `certified_outlet` wherever a board of that kind is used.
enum class Contacts {
    low_voltage,  // bare relays: whatever the wiring keeps to, TBTS here
    mains_outlet,
};
std::string_view word(Contacts contacts);  // as boards.yaml writes it: "low-voltage", "mains"

struct BoardProduct {
    std::string title;
    UsbProduct usb;
    Recognised recognised = Recognised::by_strings;
    BoardCable cable = BoardCable::hid_feature;
    int baud = 0;  // serial only
    Nanos gap{0};  // least time from one command to the next
    Contacts contacts = Contacts::low_voltage;
    const RelayProtocol* protocol = nullptr;
    BoardFacts facts;
    std::string tested;  // on which hardware, when, by whom; or why not
    std::string source;  // where its facts come from
};

// By section, the word a board's `model` names in bench.yaml.
using BoardTable = std::map<std::string, BoardProduct, std::less<>>;

// Refuses, besides what the strict reader refuses: an unknown protocol or transport, sections out
// of order, two sections that recognise the same device. All errors at once. `file` is for places.
Checked<BoardTable> load_board_table(std::string_view text, const std::string& file);

}  // namespace banc
