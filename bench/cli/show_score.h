// SPDX-License-Identifier: EUPL-1.2
// A score for a person at a terminal. In French: the official wording is.
#pragma once

#include "reports/dossier.h"

namespace banc {

void print_score(const Dossier& dossier);

}  // namespace banc
