// SPDX-License-Identifier: EUPL-1.2
// The parts of a référentiel that are shown, not computed with: read to be checked. Private to this
// folder.
#pragma once

#include "bench/yaml/fields.h"

namespace banc {

void check_annexes(Fields& top);

}  // namespace banc
