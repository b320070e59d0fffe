// SPDX-License-Identifier: EUPL-1.2
#include "bench/record/fact_lines.h"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <string_view>

#include "bench/core/causes.h"

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

// A pipe that is ready takes PIPE_BUF bytes without blocking. One that is full and has lost its
// reader is ready for nothing but the error.
bool ready(int fd, Nanos patience) {
    pollfd out{fd, POLLOUT, 0};
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(patience).count();
    return poll(&out, 1, static_cast<int>(ms)) > 0;
}

// Whole lines, where one is no longer than a page: a pipe takes a page whole or not at all.
std::size_t page_of(std::string_view rest) {
    if (rest.size() <= PIPE_BUF) return rest.size();
    const auto last = rest.rfind('\n', PIPE_BUF - 1);
    return last == rest.npos ? PIPE_BUF : last + 1;
}

Error gone_because(int why) {
    const Text what =
        why == EPIPE
            ? text("plus personne ne lit les faits", "nobody reads the facts any more")
            : because(why, {"les faits ne s'écrivent plus", "facts can't be written any more"});
    return {Errc::environment,
            what,
            text("les octets sont enregistrés quand même", "bytes are recorded all the same"),
            {}};
}

}  // namespace

void FactLines::add(const ConsoleFact& fact) {
    ++count_;
    if (lost_ || unread_.size() > kUnreadMax) {
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
    while (!lost_ && sent < unread_.size() && ready(fd_, patience)) {
        const auto rest = std::string_view(unread_).substr(sent);
        const auto written = ::write(fd_, rest.data(), page_of(rest));
        if (written < 0 && errno != EINTR && errno != EAGAIN) lose(errno);
        if (written <= 0) break;
        sent += static_cast<std::size_t>(written);
    }
    unread_.erase(0, sent);
    if (lost_) drop_unread();
}

void FactLines::finish(Nanos patience) {
    send(patience);
    drop_unread();
}

void FactLines::lose(int why) {
    lost_ = true;
    gone_(gone_because(why));
}

// A fact of which some was written still has its end here.
void FactLines::drop_unread() {
    dropped_ += static_cast<std::uint64_t>(std::ranges::count(unread_, '\n'));
    unread_.clear();
}

}  // namespace banc
