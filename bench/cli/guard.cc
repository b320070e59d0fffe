// SPDX-License-Identifier: EUPL-1.2
// `banc guard`: puts the lines of a bench to rest when the program that held its exam is gone.
#include "bench/cli/commands.h"
#include "bench/cli/library.h"
#include "bench/guard/guard_server.h"

namespace banc {

int command_guard(const Call& call) {
    if (!call.has("dir"))
        return complain(call, Error{Errc::invalid,
                                    {"--dir manque", "--dir is missing"},
                                    {"donnez le dossier où ce gardien sera appelé, le plus court "
                                     "possible",
                                     "name the folder where this guard will be called, as short "
                                     "as possible"},
                                    {}});
    auto table = shipped_boards();
    if (!table) return complain(call, table.error());
    return serve_guard({call.get("dir"), std::move(*table), call.lang});
}

}  // namespace banc
