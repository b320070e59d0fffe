// SPDX-License-Identifier: EUPL-1.2
#include "drivers/emulators/board_port.h"

#include <optional>

#include "drivers/transport/board_wire.h"

namespace banc {
namespace wire = board_wire;

Bytes BoardPort::receive(ByteView bytes) {
    Bytes answers;
    for (const auto byte : bytes) {
        partial_.push_back(byte);
        if (partial_.size() < wire::kRequestHeader || partial_.size() < request_size()) continue;
        const Bytes reply = answer(partial_);
        answers.insert(answers.end(), reply.begin(), reply.end());
        partial_.clear();
    }
    return answers;
}

std::size_t BoardPort::request_size() const {
    const bool carries_bytes = partial_[0] == wire::kWrite;
    return wire::kRequestHeader + (carries_bytes ? partial_[2] : 0U);
}

// An operation nobody defined is a stall, as on the bus.
Bytes BoardPort::answer(ByteView request) {
    if (board_ == nullptr) return {wire::kGone, 0};
    if (claim_ != nullptr && !claim_->take(file_)) return {wire::kBusy, 0};
    std::optional<Bytes> payload;
    if (request[0] == wire::kWrite)
        payload = board_->write(request.subspan(wire::kRequestHeader), request[1]);
    if (request[0] == wire::kRead) payload = board_->read(request[2], request[1]);
    if (!payload || payload->size() > wire::kPayloadMax) return {wire::kStall, 0};
    Bytes reply{wire::kDone, static_cast<std::uint8_t>(payload->size())};
    reply.insert(reply.end(), payload->begin(), payload->end());
    return reply;
}

}  // namespace banc
