// SPDX-License-Identifier: EUPL-1.2
#include "bench/observe/heartbeat.h"

namespace banc {

Task<Result<void>> Heartbeat::beat() {
    for (auto& [name, meter] : sources_.meters) {
        auto flushed = co_await meter->flush();
        if (!flushed) co_return flushed;
    }
    Json contacts = co_await sources_.lines.positions();
    Json alive = Json::object();
    Json left_out = Json::object();
    for (const auto& [source, span] : sources_.probes.take_alive())
        alive[source] = {span.first.count(), span.second.count()};
    for (auto& [name, console] : sources_.consoles) {
        if (const auto span = console->take_alive())
            alive[name] = {span->first.count(), span->second.count()};
        if (auto facts = console->take_left_out(); !facts.empty()) left_out[name] = facts;
    }
    for (auto& [name, meter] : sources_.meters)
        if (const auto span = meter->take_alive())
            alive[name] = {span->first.count(), span->second.count()};
    // Between two looks at what is plugged in, or at a contact, its own news say whether anything
    // was missed.
    for (auto& [name, input] : sources_.inputs) {
        alive.erase(name);
        if (const auto span = input->take_alive())
            alive[name] = {span->first.count(), span->second.count()};
    }
    if (sources_.usb != nullptr) {
        alive.erase(kUsbProvider);
        if (const auto span = sources_.usb->take_alive())
            alive[kUsbProvider] = {span->first.count(), span->second.count()};
    }
    Json body{{"contacts", std::move(contacts)}, {"alive", std::move(alive)}};
    if (!left_out.empty()) body["left_out"] = std::move(left_out);
    auto written = co_await logbook_.append("heartbeat", std::move(body));
    if (!written) co_return tl::unexpected(written.error());
    co_return Result<void>{};
}

}  // namespace banc
