// SPDX-License-Identifier: EUPL-1.2
#include "bench/yaml/escapes.h"

#include <algorithm>
#include <charconv>

namespace banc {
namespace {

constexpr std::string_view kUnseen = "0abefrvNLP_";  // \_ is a blank that is no space

BadEscape of_letter(std::string_view escape) {
    return {0,
            text("« {0} » est ici un caractère invisible, non « \\ » et « {1} »",
                 "\"{0}\" is an invisible character here, not \"\\\" and \"{1}\"", escape,
                 escape.substr(1)),
            text("doublez le « \\ » : « \\{} », ou employez des guillemets simples",
                 "double the \"\\\": \"\\{}\", or use single quotes", escape)};
}

BadEscape of_number(std::string_view escape) {
    return {0,
            text("« {} » est un caractère invisible", "\"{}\" is an invisible character", escape),
            text("effacez-le", "delete it")};
}

std::optional<BadEscape> bad(std::string_view escape) {
    if (kUnseen.find(escape[1]) != kUnseen.npos) return of_letter(escape);
    std::uint32_t sign = 0;
    const auto digits = escape.substr(2);
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), sign, 16);
    const bool number = !digits.empty() && read.ec == std::errc{};
    if (number && is_hidden(static_cast<char32_t>(sign))) return of_number(escape);
    return {};
}

}  // namespace

bool is_hidden(char32_t sign) {
    if (sign < 0x20) return sign != U'\n' && sign != U'\t';
    const auto among = [sign](char32_t first, char32_t last) {
        return sign >= first && sign <= last;
    };
    constexpr std::u32string_view kBlank = U"\u00AD\u061C\u200B\u2060\uFEFF";
    if (kBlank.find(sign) != kBlank.npos) return true;
    return among(0x7F, 0x9F) || among(0x200E, 0x200F) || among(0x2028, 0x202E) ||
           among(0x2066, 0x2069);
}

std::size_t no_break_space(std::string_view utf8) {
    auto first = utf8.npos;
    for (const auto* space : {"\u00A0", "\u2007", "\u202F"})
        first = std::min(first, utf8.find(space));
    return first;
}

std::size_t escape_length(char letter) {
    switch (letter) {
        case 'x': return 4;
        case 'u': return 6;
        case 'U': return 10;
        default: return 2;
    }
}

std::optional<BadEscape> bad_escape(std::string_view raw) {
    if (!raw.starts_with('"')) return {};
    for (auto at = raw.find('\\'); at < raw.size() - 1;) {
        const auto length = escape_length(raw[at + 1]);
        if (auto found = bad(raw.substr(at, length))) {
            found->at = at;
            return found;
        }
        at = raw.find('\\', at + length);
    }
    return {};
}

}  // namespace banc
