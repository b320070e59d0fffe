// SPDX-License-Identifier: EUPL-1.2
// From bench.yaml to an open line: a real port or a socket of `banc virtual`, all the same.
#pragma once

#include <memory>
#include <string>

#include "bench/scenario/bench_config.h"
#include "drivers/transport/transport.h"

namespace banc {

// `virtual_dir` is the folder of `banc virtual`; empty when there is none. Errors: invalid (a
// socket name with a path in it, no virtual bench), and those of tty_at, SerialLine, LineSocket.
Result<std::unique_ptr<ByteLine>> open_line(Loop& loop, const ConsoleConfig& console,
                                            const std::string& virtual_dir);
Result<std::unique_ptr<ByteLine>> open_line(Loop& loop, const AgentConfig& agent,
                                            const std::string& virtual_dir);
// The same, for an exam: pulled out and plugged in again, it comes back (returning_line.h), if it
// is the same adapter. `console` or `agent` outlives the line.
Result<std::unique_ptr<ByteLine>> keep_open(Loop& loop, const ConsoleConfig& console,
                                            const std::string& virtual_dir);
Result<std::unique_ptr<ByteLine>> keep_open(Loop& loop, const AgentConfig& agent,
                                            const std::string& virtual_dir);
// The meter's own socket, or sigrok-cli (child_line.h), which runs once somebody listens.
Result<std::unique_ptr<ByteLine>> open_line(Loop& loop, const MeterConfig& meter,
                                            const std::string& virtual_dir);

}  // namespace banc
