// SPDX-License-Identifier: EUPL-1.2
#include "bench/record/fact_lines.h"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <string_view>

namespace banc {
namespace {

// UTF-8 goes through as it is: what a console says has been made valid.
std::string quoted(std::string_view words) {
    std::string out = "\"";
    for (const char c : words) {
        if (c == '"' || c == '\\')
            out += {'\\', c};
        else if (static_cast<unsigned char>(c) >= 0x20)
            out += c;
        else
            out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
    }
    return out + '"';
}

// A pipe that is ready takes PIPE_BUF bytes without blocking.
bool ready(int fd, Nanos patience) {
    pollfd out{fd, POLLOUT, 0};
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(patience).count();
    return poll(&out, 1, static_cast<int>(ms)) > 0 && (out.revents & POLLOUT) != 0;
}

}  // namespace

void FactLines::add(const ConsoleFact& fact) {
    ++count_;
    if (unread_.size() > kUnreadMax) {
        ++dropped_;
        return;
    }
    unread_ += fmt::format(R"({{"t": {}, "console": {}, "pattern": {}, "text": {}}})"
                           "\n",
                           fact.at.since_boot.count(), quoted(fact.console), quoted(fact.pattern),
                           quoted(fact.text));
}

void FactLines::send(Nanos patience) {
    std::size_t sent = 0;
    while (sent < unread_.size() && ready(fd_, patience)) {
        const auto size = std::min<std::size_t>(unread_.size() - sent, PIPE_BUF);
        const auto written = ::write(fd_, unread_.data() + sent, size);
        if (written <= 0) break;
        sent += static_cast<std::size_t>(written);
    }
    unread_.erase(0, sent);
}

}  // namespace banc
