// SPDX-License-Identifier: EUPL-1.2
#include "bench/cli/referential_lines.h"

#include "bench/yaml/node.h"

namespace banc {
namespace {

constexpr std::size_t kColumns = 80;

// French sets a space inside « » and before : ; » %, where no line may end.
std::size_t next_break(std::string_view words) {
    for (auto at = words.find(' '); at != std::string_view::npos; at = words.find(' ', at + 1)) {
        const auto after = words.substr(at + 1);
        const bool opens = words.substr(0, at).ends_with("«");
        const bool closes = after.starts_with("»") || after.starts_with(":") ||
                            after.starts_with(";") || after.starts_with("%");
        if (!opens && !closes) return at;
    }
    return std::string_view::npos;
}

}  // namespace

std::string folded(std::string_view words, std::size_t margin) {
    std::string out;
    auto column = margin;
    while (!words.empty()) {
        const auto end = next_break(words);
        const auto word = words.substr(0, end);
        words.remove_prefix(end == std::string_view::npos ? words.size() : end + 1);
        const auto wide = characters(word);
        const bool fits = column + 1 + wide <= kColumns;
        if (!out.empty()) out += fits ? " " : "\n" + std::string(margin, ' ');
        column = (out.empty() ? margin : fits ? column + 1 : margin) + wide;
        out += word;
    }
    return out;
}

// A sheet written line by line: `lead` stands in the margin, `words` are folded beside it.
void line(std::string_view lead, std::size_t margin, std::string_view words) {
    const auto used = characters(lead);
    fmt::print("{}{}{}\n", lead, std::string(margin > used ? margin - used : 1, ' '),
               folded(words, margin));
}

void heading(const Text& words, Lang lang) { fmt::print("\n{}\n", words.in(lang)); }

std::string one_of(const Json& from, const char* key) {
    return from.contains(key) && from[key].is_string() ? from[key].get<std::string>()
                                                       : std::string{};
}

std::vector<std::string> marks_of(const Json& from) {
    const auto mark = from.is_object() ? from.find("ambiguity") : from.end();
    if (!from.is_object() || mark == from.end()) return {};
    if (mark->is_string()) return {mark->get<std::string>()};
    return mark->get<std::vector<std::string>>();
}

std::string marked(std::string words, const std::vector<std::string>& marks) {
    for (const auto& mark : marks) words += " [" + mark + "]";
    return words;
}

// A sentence, which the file may write with its ambiguity.
std::string statement(const Json& said) {
    if (said.is_string()) return said.get<std::string>();
    return said.is_object() ? marked(one_of(said, "text"), marks_of(said)) : said.dump();
}

std::string joined(const Json& from, const char* key, const char* between) {
    std::string all;
    if (!from.contains(key)) return all;
    for (const auto& item : from[key]) all += (all.empty() ? "" : between) + statement(item);
    return all;
}

void statements(const Json& from, const char* key, const Text& title, Lang lang) {
    if (!from.contains(key)) return;
    heading(title, lang);
    for (const auto& said : from[key]) line("  -", 4, statement(said));
}

}  // namespace banc
