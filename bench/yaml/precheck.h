// SPDX-License-Identifier: EUPL-1.2
// What yaml-cpp 0.7 would accept in silence or explain badly, found in the text before it is
// parsed: another encoding than UTF-8, hidden characters (0x04 is its end of file), tabs outside
// quotes, comments and blocks, quotes that are not closed on their line (it swallows the rest of
// the file) or closed too early, a key or dash without its ":" or space, text that a "," or "#"
// cuts short.
#pragma once

#include <string_view>
#include <vector>

#include "bench/yaml/node.h"

namespace banc {

// `text` without its byte order mark. All errors at once, except after one about the encoding.
Errors precheck(std::string_view text, const std::string& file, Rules rules);

// The lines of a text, without their ends (LF or CRLF).
std::vector<std::string_view> lines_of(std::string_view text);

// Just past the quote that closes the one at `start`, or npos.
std::size_t end_of_quoted(std::string_view line, std::size_t start);

}  // namespace banc
