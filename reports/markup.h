// SPDX-License-Identifier: EUPL-1.2
// HTML and SVG that cannot be malformed: a Markup is made only of escaped text and closed elements.
// What a candidate's PC printed is hostile, and passes through text() like everything else.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace banc::report {

// A name and a value; one with an empty value is left out.
using Attributes = std::initializer_list<std::pair<const char*, std::string>>;

class Markup {
public:
    Markup() = default;
    // For what the product itself ships (the style sheet): never for anything from a journal.
    static Markup trusted(std::string html) { return Markup(std::move(html)); }
    [[nodiscard]] const std::string& str() const { return html_; }
    [[nodiscard]] bool empty() const { return html_.empty(); }
    Markup& operator+=(const Markup& other) {
        html_ += other.html_;
        return *this;
    }
    friend Markup operator+(Markup a, const Markup& b) { return std::move(a += b); }

private:
    explicit Markup(std::string html) : html_(std::move(html)) {}
    std::string html_;
};

Markup text(std::string_view verbatim);   // escaped, every character visible (printable)
Markup prose(std::string_view sentence);  // our own French: the same, with its no-break spaces
Markup element(const char* name, Attributes attributes, const Markup& content);
Markup element(const char* name, const Markup& content);
Markup lone(const char* name, Attributes attributes);  // <meta …>: no content, no end tag
Markup mark(const char* name, Attributes attributes);  // <path …/>: SVG without content

// Control characters, invisible and direction-changing ones (Trojan Source) become "⟨U+202E⟩",
// bytes that are not UTF-8 become "⟨FF⟩".
std::string printable(std::string_view bytes);
// How many characters a reader sees, for text of printable().
std::size_t characters(std::string_view utf8);
// At most `count` characters, the last one "…" when something was cut.
std::string cut(std::string_view utf8, std::size_t count);

}  // namespace banc::report
