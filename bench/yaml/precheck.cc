// SPDX-License-Identifier: EUPL-1.2
#include "bench/yaml/precheck.h"

#include <optional>

#include "bench/yaml/encoding.h"

namespace banc {
namespace {

constexpr auto npos = std::string_view::npos;

// Walks one line at a time and knows just enough of YAML to tell where a value may start: only
// there is a quote a quote. `Le PC n'amorce plus` and the text under `|` hold apostrophes.
class QuoteScan {
public:
    QuoteScan(const std::string& file, Errors& errors, Rules rules)
        : file_(file), errors_(errors), rules_(rules) {}

    void line(std::string_view text) {
        ++number_;
        const auto first = text.find_first_not_of(' ');
        if (first == npos) return;
        if (block_ && static_cast<int>(first) > *block_) return;
        block_.reset();
        const auto start = text.find_first_not_of(" \t");
        if (start == npos) return;
        if (text[first] == '\t') return blame_tab(text, first);
        parent_ = depth_ > 0 ? parent_ : -1;
        value_may_start_ = true;
        for (auto at = start; at < text.size();) at = step(text, at);
    }

private:
    // Reads what stands at `at` and returns where to go on.
    std::size_t step(std::string_view text, std::size_t at) {
        const char c = text[at];
        if (c == ' ') return at + 1;
        if (c == '\t') return past_tabs(text, at);
        if (c == '#' && (at == 0 || text[at - 1] == ' ')) return text.size();
        if (value_may_start_) return step_at_value(text, at);
        if (depth_ > 0 && is_flow_mark(c)) return step_in_flow(c, at);
        if (c == ':' && (at + 1 == text.size() || text[at + 1] == ' ')) {
            if (depth_ == 0) parent_ = key_;
            value_may_start_ = true;
        }
        return at + 1;
    }

    std::size_t step_at_value(std::string_view text, std::size_t at) {
        const char c = text[at];
        const bool alone = at + 1 == text.size() || text[at + 1] == ' ';
        if (is_flow_mark(c)) return step_in_flow(c, at);
        if (depth_ == 0 && alone && (c == '-' || c == '?')) {
            parent_ = static_cast<int>(at);
            return at + 1;
        }
        if (depth_ == 0 && (c == '|' || c == '>')) {
            block_ = parent_;
            return text.size();
        }
        if (c == '!' || c == '&') return std::min(text.find(' ', at), text.size());
        value_may_start_ = false;
        key_ = static_cast<int>(at);
        if (c != '"' && c != '\'') return at + 1;
        const auto end = end_of_quoted(text, at);
        if (end == npos) blame_quote(text, at);
        return std::min(end, text.size());
    }

    static bool is_flow_mark(char c) { return std::string_view("[]{},").find(c) != npos; }
    std::size_t step_in_flow(char c, std::size_t at) {
        if (c == '[' || c == '{') ++depth_;
        if ((c == ']' || c == '}') && depth_ > 0) --depth_;
        value_may_start_ = c != ']' && c != '}';
        return at + 1;
    }

    void blame_quote(std::string_view text, std::size_t at) {
        blame(text, at,
              banc::text("guillemet jamais fermé sur sa ligne", "quote never closed on its line"),
              banc::text("fermez-le ; un texte de plusieurs lignes s'écrit avec |",
                         "close it; text of several lines is written with |"));
    }
    void blame_tab(std::string_view text, std::size_t at) {
        blame(text, at, banc::text("tabulation dans l'indentation", "tab in the indentation"),
              banc::text("indentez avec des espaces", "indent with spaces"));
    }
    std::size_t past_tabs(std::string_view text, std::size_t at) {
        if (rules_ == Rules::today)
            blame(text, at, banc::text("tabulation hors des guillemets", "tab outside quotes"),
                  banc::text("écrivez une espace, ou rien en fin de ligne",
                             "write a space, or nothing at the end of the line"));
        return std::min(text.find_first_not_of('\t', at), text.size());
    }
    void blame(std::string_view text, std::size_t at, Text what, Text remedy) {
        const auto column = static_cast<int>(characters(text.substr(0, at))) + 1;
        errors_.push_back(
            {Errc::invalid, std::move(what), std::move(remedy), {file_, number_, column}});
    }

    const std::string& file_;
    Errors& errors_;
    Rules rules_;
    int number_ = 0;
    int depth_ = 0;    // of [ and {
    int parent_ = -1;  // column of the innermost key or dash: text under | is deeper
    int key_ = 0;      // column of the word being read
    bool value_may_start_ = true;
    std::optional<int> block_;  // inside a block scalar that belongs to this column
};

}  // namespace

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        lines.push_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::size_t end_of_quoted(std::string_view line, std::size_t start) {
    const char quote = line[start];
    for (auto at = start + 1; at < line.size(); ++at) {
        const bool pair = quote == '\'' && line.substr(at, 2) == "''";
        if (pair || (quote == '"' && line[at] == '\\'))
            ++at;
        else if (line[at] == quote)
            return at + 1;
    }
    return npos;
}

Errors precheck(std::string_view text, const std::string& file, Rules rules) {
    if (auto error = encoding_error(text, file, rules)) return {std::move(*error)};
    Errors errors;
    QuoteScan scan(file, errors, rules);
    for (const auto line : lines_of(text)) scan.line(line);
    return errors;
}

}  // namespace banc
