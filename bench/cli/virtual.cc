// SPDX-License-Identifier: EUPL-1.2
// `banc virtual`: a virtual bench by itself, for `banc demo` and for people who try a scenario.
#include "bench/cli/commands.h"
#include "bench/cli/places.h"
#include "bench/scoring/expression.h"
#include "bench/virtual/server.h"

namespace banc {

int command_virtual(const Call& call) {
    VirtualOptions options;
    options.dir = call.get("dir");
    if (options.dir.empty())
        return complain(call, Error{Errc::invalid,
                                    {"--dir manque", "--dir is missing"},
                                    {"donnez un dossier court, par exemple /tmp/banc1",
                                     "name a short folder, such as /tmp/banc1"},
                                    {}});
    for (const auto& [name, span] :
         {std::pair{"lifetime", &options.lifetime}, std::pair{"linger", &options.linger}}) {
        if (!call.has(name)) continue;
        const auto given = parse_duration(call.get(name));
        if (!given) return complain(call, given.error());
        *span = *given;
    }
    return serve_virtual(options);
}

}  // namespace banc
