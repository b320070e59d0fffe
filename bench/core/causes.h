// SPDX-License-Identifier: EUPL-1.2
// Why the system or RE2 says no, in the two languages: their own words are English alone.
#pragma once

#include "bench/core/error.h"

namespace re2 {
class RE2;
}

namespace banc {

// Of an errno. One that no person can do anything about keeps the system's words.
Text cause_of(int number);
// Said of what could not be done: "folder x" becomes "folder x: read-only file system".
Text because(int number, Text what);

// Of a pattern that does not compile, with the part of it that is wrong.
Text cause_of(const re2::RE2& pattern);

}  // namespace banc
