// SPDX-License-Identifier: EUPL-1.2
// The lines of a référentiel's page: folded to 80 columns, ambiguities in brackets. The file was
// checked when it was read, so what is here is only where its absence is allowed.
#pragma once

#include "bench/core/error.h"
#include "bench/core/json.h"

namespace banc {

// Words folded to 80 columns; each line but the first, which goes on where the caller stopped,
// stands after `margin` spaces.
std::string folded(std::string_view words, std::size_t margin);

// `lead` stands in the margin, `words` are folded beside it.
void line(std::string_view lead, std::size_t margin, std::string_view words);
void heading(const Text& words, Lang lang);

std::string one_of(const Json& from, const char* key);
std::vector<std::string> marks_of(const Json& from);
std::string marked(std::string words, const std::vector<std::string>& marks);
// A sentence, which the file may write with its ambiguity.
std::string statement(const Json& said);
std::string joined(const Json& from, const char* key, const char* between = ", ");
// A heading and one line per sentence; nothing when the file has none.
void statements(const Json& from, const char* key, const Text& title, Lang lang);

// referential_annexes.cc: evidence, sessions, coefficients, jury.
void print_sittings(const Json& file, Lang lang);
void print_correspondences(const Json& file, Lang lang);
// What stands around the know-hows of a job sheet: knowledge, names, environments, mobility.
void print_around_the_job(const Json& file, Lang lang);

}  // namespace banc
