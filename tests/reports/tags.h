// SPDX-License-Identifier: EUPL-1.2
// A strict little reader of our own pages: stricter than a browser, which forgives.
#pragma once

#include <string>

namespace banc::test {

// Empty when every element is closed in order; else what is wrong and where.
std::string imbalance(const std::string& page);
// h1 first, and never h3 under h1.
bool headings_skip_no_level(const std::string& page);
// An id that two elements carry, or empty.
std::string repeated_id(const std::string& page);

}  // namespace banc::test
