// SPDX-License-Identifier: EUPL-1.2
// The controller's own USB as an instrument: what stands on it, and what comes and goes. Nothing is
// opened and nothing is asked of a device: the kernel has read what it says of itself.
#pragma once

#include "drivers/agent/agent_answer.h"
#include "drivers/transport/transport.h"

namespace banc {

enum class UsbMove { added, removed };

class UsbBus {
public:
    struct Listener {
        // The row of the device as it was when it came; of one nobody saw come, what is known.
        std::function<void(UsbMove, const AgentRow&, Instant)> moved;
        std::function<void()> missed;  // the kernel had to drop moves, or nothing more will come
    };
    virtual ~UsbBus() = default;
    // One listener; called on the loop's thread.
    virtual void listen(Listener listener) = 0;
    // What is plugged in now, read afresh, hubs left out: "port" ("usb:1-4.2"), "vendor" and
    // "product" (four hexadecimal digits), "serial", "name"; a key the device does not tell is not
    // there.
    virtual std::vector<AgentRow> plugged() = 0;
    // False once the kernel's news no longer come.
    [[nodiscard]] virtual bool alive() const = 0;
};

}  // namespace banc
