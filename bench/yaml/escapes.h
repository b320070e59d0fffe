// SPDX-License-Identifier: EUPL-1.2
// What a double-quoted text holds that its writer does not see. Private to this folder.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "bench/core/error.h"

namespace banc {

// Commands a terminal: C0 but tab and line feed, DEL, C1. Or turns around what it shows, or breaks
// the line: U+061C, U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069. Or shows nothing and is
// pasted with a page's text: U+00AD, U+200B, U+2060, U+FEFF; U+200D joins emoji, and may.
bool is_hidden(char32_t sign);

// Where the first U+00A0, U+2007 or U+202F stands, or npos.
std::size_t no_break_space(std::string_view utf8);

// Bytes of source that the escape with this letter takes (YAML 1.2, section 5.7).
std::size_t escape_length(char letter);

// What is wrong with the first escape of `raw`, quotes included, that makes something unseen: "\b"
// is a backspace there, and a pattern with one never matches.
struct BadEscape {
    std::size_t at = 0;
    Text what;
    Text remedy;
};
std::optional<BadEscape> bad_escape(std::string_view raw);

}  // namespace banc
