// SPDX-License-Identifier: EUPL-1.2
// The JSON Schema of a scenario file (draft 2020-12), for editors: made of the loader's own tables.
#pragma once

#include <string>

#include "bench/referential/load.h"

namespace banc {

// As scenarios/scenario.schema.json holds it, with a line end. What needs the whole file or a bench
// (facts that exist, lines, honesty) only `banc scenario check` tells.
std::string scenario_schema(const Titles& titles);

}  // namespace banc
