// SPDX-License-Identifier: EUPL-1.2
// Evidence in one line of text, times in seconds: "open 0; end 60; a@5 #10; a@5~2 #10 (after 2, by
// 5); s@7=0 #11; s@9=1~8 #12 (asked at 8 too); cover a 0..60 #90; pause 10..20 #3;
// fault 30..35 #99; check 60..70". Left out: open 0, end 60, check 60..70.
#pragma once

#include <string>

#include "bench/scoring/evidence.h"

namespace banc {

Evidence timeline(const std::string& text);

// The finding in a word, and the numbers it cites: "false 10 90".
std::string told(const Answered& answered);

// Every record number the evidence holds.
std::vector<std::uint64_t> numbers_of(const Evidence& evidence);

// The evidence with nothing but what the given records say.
Evidence only(const Evidence& evidence, const std::vector<std::uint64_t>& seqs);

}  // namespace banc
