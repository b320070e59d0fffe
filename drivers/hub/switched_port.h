// SPDX-License-Identifier: EUPL-1.2
// One port of one box, by all of its halves. What the hub claims and what was proven have two
// types: PortClaim and Proof. Switching yields the first and never the second.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bench/core/task.h"
#include "drivers/hub/qualification.h"

namespace banc {

// How a command went out: by the kernel's own switch, which keeps it from feeding the port again,
// or past it, as a request to the hub.
enum class Way { kernel, transfer };

enum class OnPort { answers, silent };

// The port on one half, whatever carries it: libusb and the kernel, or memory in a test.
class PortLink {
public:
    virtual ~PortLink() = default;
    // "usb:1-4 (USB 2)", as errors name it.
    [[nodiscard]] virtual const std::string& name() const = 0;
    // `way` is a wish: without a switch in the kernel it is a transfer. The way it took.
    virtual Task<Result<Way>> command(PortPower wanted, Way way) = 0;
    virtual Task<Result<PortClaim>> status() = 0;
    // A harmless question to what is plugged in, not to the hub. Nothing plugged in is silent.
    virtual Task<OnPort> ask_device() = 0;
};

struct Claimed {
    PortClaim port;
    Way way = Way::kernel;  // kernel: on every half
};

struct PortTiming {
    Nanos power_good{0};                           // after "on", from the hub's descriptor
    Nanos settle = std::chrono::milliseconds(20);  // before reading back: uhubctl's own wait
};

// One command at a time: a command under way refuses another. Dropping the task gives the port up
// in whatever state it reached.
class SwitchedPort {
public:
    // One link, or two for the halves of a USB 3 hub. `name`: "usb:1-4 port 2".
    SwitchedPort(Loop& loop, std::string name, std::vector<std::unique_ptr<PortLink>> halves,
                 PortTiming timing);

    // Every half is told, every half must read back so. An "off" that one half did not take or
    // follow is an error that names it, and the port is fed again: a port is never left half off.
    Task<Result<Claimed>> set(PortPower wanted);
    // "On" to every half, and nothing is looked at: it shows after shows_after(on).
    Task<Result<void>> feed();
    // Never from memory. Halves that disagree are Errc::protocol.
    Task<Result<PortClaim>> read();
    // Takes the power away past the kernel (which would send the device away itself), watches the
    // device for at most `within`, and feeds it again. device_left or not_proven: nothing here can
    // see VBUS. Errc::refused when nothing that answers is plugged in.
    Task<Result<Proof>> prove(Nanos within);

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] Nanos shows_after(PortPower wanted) const;

private:
    Task<Result<Claimed>> move(PortPower wanted, Way way);
    Task<Result<Way>> tell(PortPower wanted, Way way);
    Task<Result<Claimed>> attempt(PortPower wanted, Way way);
    Task<Result<Proof>> watch(Nanos within);
    Task<OnPort> device();

    Loop& loop_;
    std::string name_;
    std::vector<std::unique_ptr<PortLink>> halves_;
    PortTiming timing_;
    bool busy_ = false;
};

}  // namespace banc
