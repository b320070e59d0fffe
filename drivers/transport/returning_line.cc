// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/returning_line.h"

namespace banc {
namespace {

// A person plugs it in again within seconds, and the first words after that are wanted.
constexpr Nanos kLookEvery = std::chrono::milliseconds(200);

tl::unexpected<Error> away() {
    return fail(Errc::disconnected, text("la ligne est débranchée", "the line is unplugged"),
                text("rebranchez-la à la même place", "plug it in at the same place"));
}

}  // namespace

Result<std::unique_ptr<ByteLine>> ReturningLine::open(Loop& loop, Open open) {
    auto line = open();
    if (!line) return line;
    return std::unique_ptr<ByteLine>(new ReturningLine(loop, std::move(open), std::move(*line)));
}

ReturningLine::ReturningLine(Loop& loop, Open open, std::unique_ptr<ByteLine> line)
    : loop_(loop), open_(std::move(open)), line_(std::move(line)) {}

void ReturningLine::listen(Listener listener) {
    listener_ = std::move(listener);
    if (line_) hear();
}

Result<void> ReturningLine::write(ByteView bytes) {
    if (!line_) return away();
    return line_->write(bytes);
}

Result<void> ReturningLine::send_break(Nanos span) {
    if (!line_) return away();
    return line_->send_break(span);
}

ModemSignals ReturningLine::signals() const { return line_ ? line_->signals() : ModemSignals{}; }

std::string ReturningLine::settings() const { return line_ ? line_->settings() : ""; }

void ReturningLine::hear() {
    line_->listen({listener_.bytes, listener_.signals, [this](const Error& why) { lose(why); }});
}

// Closed at once, though not while it calls: an open port keeps its name from the next one.
void ReturningLine::lose(const Error& why) {
    if (listener_.gone) listener_.gone(why, loop_.now());
    next_ = loop_.after(Nanos{0}, [this] {
        line_.reset();
        look_later();
    });
}

void ReturningLine::look_later() {
    next_ = loop_.after(kLookEvery, [this] { look(); });
}

void ReturningLine::look() {
    auto line = open_();
    if (!line) return look_later();
    line_ = std::move(*line);
    if (listener_.back) listener_.back(loop_.now());
    hear();
}

}  // namespace banc
