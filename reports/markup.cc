// SPDX-License-Identifier: EUPL-1.2
#include "reports/markup.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "reports/french.h"

namespace banc::report {
namespace {

struct Decoded {
    char32_t point = 0;
    std::size_t length = 0;  // 0: these bytes are not UTF-8
};

bool continues(char c) { return (static_cast<std::uint8_t>(c) & 0xC0U) == 0x80U; }

// Strict: no overlong form, no surrogate, nothing past U+10FFFF.
Decoded decode(std::string_view bytes) {
    struct Form {
        std::uint8_t mask, lead;
        std::size_t length;
        char32_t least;
    };
    constexpr std::array<Form, 4> kForms{{{0x80, 0x00, 1, 0},
                                          {0xE0, 0xC0, 2, 0x80},
                                          {0xF0, 0xE0, 3, 0x800},
                                          {0xF8, 0xF0, 4, 0x10000}}};
    const auto first = static_cast<std::uint8_t>(bytes.front());
    for (const auto& form : kForms) {
        if ((first & form.mask) != form.lead) continue;
        if (bytes.size() < form.length) return {};
        char32_t point = first & static_cast<std::uint8_t>(~form.mask);
        for (std::size_t i = 1; i < form.length; ++i) {
            if (!continues(bytes[i])) return {};
            point = (point << 6U) | (static_cast<std::uint8_t>(bytes[i]) & 0x3FU);
        }
        const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
        if (point < form.least || point > 0x10FFFF || surrogate) return {};
        return {point, form.length};
    }
    return {};
}

// What a reader would not see, or what would make him see the rest in another order.
bool invisible(char32_t c) {
    struct Range {
        char32_t first, last;
    };
    constexpr std::array<Range, 14> kRanges{{
        {0x00, 0x1F},         // C0
        {0x7F, 0x9F},         // DEL, C1
        {0xAD, 0xAD},         // soft hyphen
        {0x61C, 0x61C},       // Arabic letter mark
        {0x180E, 0x180E},     // Mongolian vowel separator
        {0x200B, 0x200F},     // zero width, direction marks
        {0x2028, 0x202E},     // line and paragraph separators, bidi embeddings and overrides
        {0x2060, 0x206F},     // word joiner, bidi isolates, deprecated format characters
        {0xE000, 0xF8FF},     // private use: another glyph on every machine
        {0xFE00, 0xFE0F},     // variation selectors
        {0xFEFF, 0xFEFF},     // byte order mark
        {0xFFF9, 0xFFFB},     // interlinear annotation
        {0xFFFE, 0xFFFF},     // not characters
        {0xE0000, 0x10FFFF},  // tags, private planes
    }};
    return std::any_of(kRanges.begin(), kRanges.end(),
                       [c](const Range& r) { return c >= r.first && c <= r.last; });
}

std::string escaped(std::string_view printable_text) {
    std::string out;
    for (const char c : printable_text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out += c;
        }
    }
    return out;
}

std::string start_of(const char* name, Attributes attributes) {
    auto out = fmt::format("<{}", name);
    for (const auto& [key, value] : attributes)
        if (!value.empty()) out += fmt::format(" {}=\"{}\"", key, escaped(printable(value)));
    return out;
}

}  // namespace

std::string printable(std::string_view bytes) {
    std::string out;
    while (!bytes.empty()) {
        const auto [point, length] = decode(bytes);
        if (length == 0)
            out += fmt::format("⟨{:02X}⟩", static_cast<std::uint8_t>(bytes.front()));
        else if (invisible(point))
            out += fmt::format("⟨U+{:04X}⟩", static_cast<std::uint32_t>(point));
        else
            out += bytes.substr(0, length);
        bytes.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return out;
}

std::size_t characters(std::string_view utf8) {
    return static_cast<std::size_t>(
        std::count_if(utf8.begin(), utf8.end(), [](char c) { return !continues(c); }));
}

std::string cut(std::string_view utf8, std::size_t count) {
    if (characters(utf8) <= count) return std::string(utf8);
    std::size_t end = 0;
    for (std::size_t seen = 0; end < utf8.size(); ++end)
        if (!continues(utf8[end]) && ++seen == count) break;
    return std::string(utf8.substr(0, end)) + "…";
}

Markup text(std::string_view verbatim) { return Markup::trusted(escaped(printable(verbatim))); }

Markup prose(std::string_view sentence) { return text(fr::typeset(sentence)); }

Markup element(const char* name, Attributes attributes, const Markup& content) {
    return Markup::trusted(
        fmt::format("{}>{}</{}>", start_of(name, attributes), content.str(), name));
}

Markup element(const char* name, const Markup& content) { return element(name, {}, content); }

Markup lone(const char* name, Attributes attributes) {
    return Markup::trusted(start_of(name, attributes) + ">");
}

Markup mark(const char* name, Attributes attributes) {
    return Markup::trusted(start_of(name, attributes) + "/>");
}

}  // namespace banc::report
