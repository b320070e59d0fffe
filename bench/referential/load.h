// SPDX-License-Identifier: EUPL-1.2
// Référentiel files to values: scenarios/referentials/<code>.yaml (design.md §5.1).
#pragma once

#include <map>

#include "bench/core/error.h"
#include "bench/referential/referential.h"
#include "bench/yaml/node.h"

namespace banc {

// By code. What a scenario's `scores` may name.
using Titles = std::map<std::string, Referential, std::less<>>;

// `file` is only for places. An exam's own was held to the rules of its day.
Checked<Referential> load_referential(std::string_view text, const std::string& file,
                                      Rules rules = Rules::today);

// Every *.yaml of a folder.
Checked<Titles> list_referentials(const std::string& folder);

// One of them; an unknown code is an error that says which there are.
Checked<Referential> find_referential(const std::string& folder, const std::string& code);

}  // namespace banc
