// SPDX-License-Identifier: EUPL-1.2
#include "bench/observe/heartbeat.h"

namespace banc {

Task<Result<void>> Heartbeat::beat() {
    Json contacts = co_await lines_.positions();
    Json alive = Json::object();
    Json left_out = Json::object();
    for (const auto& [source, span] : probes_.take_alive())
        alive[source] = {span.first.count(), span.second.count()};
    for (auto& [name, console] : consoles_) {
        if (const auto span = console->take_alive())
            alive[name] = {span->first.count(), span->second.count()};
        if (auto facts = console->take_left_out(); !facts.empty()) left_out[name] = facts;
    }
    Json body{{"contacts", std::move(contacts)}, {"alive", std::move(alive)}};
    if (!left_out.empty()) body["left_out"] = std::move(left_out);
    auto written = co_await logbook_.append("heartbeat", std::move(body));
    if (!written) co_return tl::unexpected(written.error());
    co_return Result<void>{};
}

}  // namespace banc
