// SPDX-License-Identifier: EUPL-1.2
// The words and signs of an expression, each with its place in the file a person wrote.
#pragma once

#include <string_view>
#include <vector>

#include "bench/core/error.h"

namespace banc {

enum class TokenKind { word, number, open, close, comma, compare, end };

struct Token {
    TokenKind kind = TokenKind::end;
    std::string_view text;  // points into the source
    Place place;
};

// Always ends with one `end` token. `number` is anything that starts with a digit: "3", "30s".
// Columns count characters (UTF-8), not bytes. Every sign that means nothing here is reported.
Checked<std::vector<Token>> tokens_of(std::string_view source, const Place& at);

}  // namespace banc
