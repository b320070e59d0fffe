// SPDX-License-Identifier: EUPL-1.2
// One JSON object per line, answered by one: the `hands` and `panel` sockets of a virtual bench
// (bench/virtual/PROTOCOL.md).
#pragma once

#include <QLocalSocket>
#include <deque>
#include <optional>
#include <string>

#include "bench/core/json.h"
#include "bench/core/task.h"

namespace banc {

class JsonPeer {
public:
    JsonPeer(Loop& loop, const std::string& socket);

    // The peer's answer. Its {"error": …} comes back as an error value.
    Task<Result<Json>> ask(Json request);

private:
    void received();
    void lost();

    Loop& loop_;
    std::string half_line_;
    std::deque<Answer<Result<Json>>::Resolver> waiting_;  // in the order they were asked
    QLocalSocket socket_;  // last: its destructor still tells who waits
};

}  // namespace banc
