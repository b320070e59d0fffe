// SPDX-License-Identifier: EUPL-1.2
// A référentiel for a person at a terminal of 80 columns. Its words are official, so French; the
// headings are in the reader's language.
#pragma once

#include "bench/core/error.h"
#include "bench/referential/referential.h"

namespace banc {

void print_referential(const Referential& title, Lang lang, std::string_view today);

}  // namespace banc
