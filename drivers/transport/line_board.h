// SPDX-License-Identifier: EUPL-1.2
// A relay board at the end of a byte line: the tty of a serial adapter, or a socket. One exchange
// at a time: what nobody asked for is thrown away, the frame goes out, its reply is collected.
#pragma once

#include <memory>
#include <optional>

#include "drivers/transport/transport.h"

namespace banc {

class LineBoard final : public BoardTransport {
public:
    // `gap`: least time from the end of one exchange to the next frame, with the time the frame
    // takes on the wire: a line does not say when it has sent. `loop` outlives this.
    LineBoard(Loop& loop, std::unique_ptr<ByteLine> line, Nanos gap);

    // `deadline`: time allowed for the reply, from when the frame goes out. A reply is believed
    // after a short silence: one byte too many is Errc::protocol, as is a line that never falls
    // silent (the frame goes out all the same: it may be the one that releases everything).
    // After a first opening, an error, a dropped task or unasked bytes, the frame waits for
    // silence; after a timeout for a longer one, so that a late reply is not taken for the next.
    Task<Result<Bytes>> exchange(Exchange exchange, Nanos deadline) override;

private:
    Task<bool> fall_silent();
    Task<Result<Bytes>> collect(Exchange exchange, Nanos deadline);
    // Until something arrives, the line is lost, or the time is up.
    Task<void> wait(Nanos longest);
    void heard(ByteView bytes);
    void lose(Error why);
    void wake();

    Loop& loop_;
    Nanos gap_;
    Nanos again_at_{0};  // since boot
    Nanos silence_;      // to be heard before the next frame; zero when the line is trusted
    Bytes heard_;
    std::optional<Error> lost_;
    std::optional<Answer<Done>::Resolver> waiting_;
    std::unique_ptr<ByteLine> line_;  // last: its listener uses the others
};

}  // namespace banc
