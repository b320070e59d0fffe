// SPDX-License-Identifier: EUPL-1.2
// The JSON Schema of a scenario file (draft 2020-12), for editors: made of the loader's own tables.
#pragma once

#include <string>

namespace banc {

// As scenarios/scenario.schema.json holds it, with a line end. What needs the whole file (facts
// that exist, rows of titles, honesty) only `banc scenario check` tells.
std::string scenario_schema();

}  // namespace banc
