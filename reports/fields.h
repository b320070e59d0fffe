// SPDX-License-Identifier: EUPL-1.2
// Reading the body of a record without trusting its shape (as bench/scoring/read_body.h does): what
// is absent or of another type reads as empty, so that a report can be made of any journal.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bench/scoring/read_body.h"

namespace banc::report {

std::string string_in(const Json& body, const char* key);
std::int64_t number_in(const Json& body, const char* key);
Nanos nanos_in(const Json& body, const char* key);         // a "*_ns" field; 0 when out of range
Nanos millis_in(const Json& body, const char* key);        // a "*_ms" field; the same
std::string french_in(const Json& body, const char* key);  // the "fr" of a {fr, en}
std::vector<std::string> strings_in(const Json& body, const char* key);

}  // namespace banc::report
