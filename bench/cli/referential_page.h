// SPDX-License-Identifier: EUPL-1.2
// A référentiel for a person at a terminal of 80 columns. Its words are official, so French; the
// headings are in the reader's language.
#pragma once

#include "bench/core/error.h"
#include "bench/referential/referential.h"

namespace banc {

// Words folded to 80 columns, each line after `margin` spaces but the first, which goes on where
// the caller stopped.
std::string folded(std::string_view words, std::size_t margin);

void print_referential(const Referential& title, Lang lang, std::string_view today);

}  // namespace banc
