// SPDX-License-Identifier: EUPL-1.2
#include "bench/observe/line_watch.h"

namespace banc {

Task<Json> LineWatch::positions() {
    Json found = Json::object();
    for (const auto& line : held_) {
        const auto position = co_await lines_.read(line);
        found[line] = position ? std::string(word(*position)) : "unreadable";
    }
    co_return found;
}

Task<Result<void>> LineWatch::look(std::string purpose) {
    const Json found = co_await positions();
    for (const auto& [line, value] : found.items()) {
        const auto position = value.get<std::string>();
        const bool changed = last_[line] != position;
        last_[line] = position;
        if (purpose == "watch" && !changed) continue;
        Json body{{"line", line}, {"position", position}, {"purpose", purpose}};
        auto written = co_await logbook_.append("contact", std::move(body));
        if (!written) co_return tl::unexpected(written.error());
    }
    co_return Result<void>{};
}

}  // namespace banc
