// SPDX-License-Identifier: EUPL-1.2
// boards.yaml as values: every product that can be named in bench.yaml, and how to recognise it.
#pragma once

#include <map>

#include "bench/core/time.h"
#include "drivers/relay/protocol.h"

namespace banc {

// The id alone proves nothing: 16c0:05df is shared by every V-USB project, so both strings must
// match whole.
struct UsbProduct {
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;
    std::string manufacturer;
    std::string name;
    friend auto operator<=>(const UsbProduct&, const UsbProduct&) = default;
};

enum class BoardCable { hid_feature };

struct BoardProduct {
    std::string title;
    UsbProduct usb;
    BoardCable cable = BoardCable::hid_feature;
    Nanos gap{0};  // least time from one command to the next
    const RelayProtocol* protocol = nullptr;
    int channels = 0;    // 1-16
    std::string tested;  // on which hardware, when, by whom; or why not
    std::string source;  // where its facts come from
};

// By section, the word a board's `model` names in bench.yaml.
using BoardTable = std::map<std::string, BoardProduct, std::less<>>;

// Refuses, besides what the strict reader refuses: an unknown protocol or transport, sections out
// of order, two sections that recognise the same device. All errors at once. `file` is for places.
Checked<BoardTable> load_board_table(std::string_view text, const std::string& file);

}  // namespace banc
