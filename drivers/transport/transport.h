// SPDX-License-Identifier: EUPL-1.2
// What a driver may ask of the world, whatever carries it: libusb, libserialport, a socket to the
// virtual bench, or memory in a test.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "bench/core/bytes.h"
#include "bench/core/error.h"
#include "bench/core/task.h"
#include "bench/core/time.h"

namespace banc {

// One conversation with a board: what to send (may be empty) and what to expect back.
struct Exchange {
    Bytes out;
    std::size_t reply_size = 0;           // exactly; with `until`, at most
    std::uint8_t report = 0;              // the report's number, on HID boards that number them
    std::optional<std::uint8_t> until{};  // the reply ends with this byte (a prompt)
    int times = 1;                        // … when it comes for the n-th time (lines)
    friend bool operator==(const Exchange&, const Exchange&) = default;
};

// Nothing more has to come.
bool complete(const Exchange& exchange, ByteView reply);
// The reply, if it is what the exchange expects: neither short nor long. Errc::protocol otherwise.
Result<Bytes> whole(const Exchange& exchange, Bytes reply);

// A board that answers when it is asked. Success means: the bytes went out and what was expected
// came back before the deadline. It does not mean that anything moved.
class BoardTransport {
public:
    virtual ~BoardTransport() = default;
    virtual Task<Result<Bytes>> exchange(Exchange exchange, Nanos deadline) = 0;
};

// Inputs of a serial line used as dry contacts: wired to the power LED, to a chassis switch.
struct ModemSignals {
    bool dsr = false;
    bool dcd = false;
    bool cts = false;
    bool ri = false;
    friend bool operator==(const ModemSignals&, const ModemSignals&) = default;
};

// "dsr", "dcd", "cts", "ri", as bench.yaml names them; nullopt: none of them.
std::optional<bool> asserted(const ModemSignals& signals, std::string_view wire);

// A line on which the other side talks when it likes: a console, an agent. Always read, so that
// the other side never stalls.
class ByteLine {
public:
    struct Listener {
        std::function<void(ByteView, Instant)> bytes;        // as they arrive, never empty
        std::function<void(ModemSignals, Instant)> signals;  // at start and at each change
        std::function<void(Error)> lost;                     // once; nothing comes after it
        // Only a line that comes back (returning_line.h), and instead of `lost`: what the other
        // side said in between never came.
        std::function<void(Error, Instant)> gone{};
        std::function<void(Instant)> back{};
    };
    virtual ~ByteLine() = default;
    // One listener; called on the loop's thread. Bytes that came earlier are kept (bounded) for it.
    virtual void listen(Listener listener) = 0;
    // Queues all of it, or refuses all of it (line lost, queue over its bound).
    virtual Result<void> write(ByteView bytes) = 0;
    // A BREAK that lasts so long; who types waits for its end. Errc::refused where a line has none.
    virtual Result<void> send_break(Nanos span);
    [[nodiscard]] virtual ModemSignals signals() const = 0;
    [[nodiscard]] virtual bool alive() const = 0;
    // What the port was set to, read back: "115200 8N1". Empty where there is nothing to set.
    [[nodiscard]] virtual std::string settings() const { return {}; }
};

}  // namespace banc
