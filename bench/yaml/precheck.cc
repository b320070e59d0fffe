// SPDX-License-Identifier: EUPL-1.2
#include "bench/yaml/precheck.h"

#include <cctype>
#include <optional>
#include <utility>

#include "bench/yaml/encoding.h"
#include "bench/yaml/escapes.h"

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
        const auto start = text.find_first_not_of(" \t");
        if (start == npos) {  // to its writer a blank line, which ends no block
            past_tabs(text, first);
            return;
        }
        block_.reset();
        if (text[first] == '\t') return blame_tab(text, first);
        const bool in_flow = depth_ > 0;
        begin(first);
        for (auto at = start; at < text.size();) at = step(text, at);
        if (!in_flow && rules_ == Rules::today) check_start(text, first);
    }

private:
    void begin(std::size_t first) {
        parent_ = depth_ > 0 ? parent_ : -1;
        value_may_start_ = true;
        plain_ = false;
        keyed_ = false;
        key_ = static_cast<int>(first);
        while (depth_ == 0 && keys_.back() > first) keys_.pop_back();
    }

    // Reads what stands at `at` and returns where to go on.
    std::size_t step(std::string_view text, std::size_t at) {
        const char c = text[at];
        if (c == ' ') return at + 1;
        if (c == '\t') return past_tabs(text, at);
        if (c == '#' && (at == 0 || text[at - 1] == ' ')) return past_comment(text, at);
        if (value_may_start_) return step_at_value(text, at);
        if (depth_ > 0 && is_flow_mark(c)) return step_in_flow(text, at);
        open_ += c == '(' ? 1 : 0;
        open_ -= c == ')' ? 1 : 0;
        if (c == ':' && (at + 1 == text.size() || is_blank(text[at + 1]))) {
            if (depth_ == 0) end_key(text, at);
            value_may_start_ = true;
        }
        return at + 1;
    }

    std::size_t step_at_value(std::string_view text, std::size_t at) {
        const char c = text[at];
        const bool alone = at + 1 == text.size() || text[at + 1] == ' ';
        if (is_flow_mark(c)) return step_in_flow(text, at);
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
        plain_ = c != '"' && c != '\'';
        open_ = c == '(' ? 1 : 0;
        if (plain_) return at + 1;
        const auto end = end_of_quoted(text, at);
        if (end == npos) blame_quote(text, at);
        if (end != npos && rules_ == Rules::today) check_after_quote(text, end);
        return std::min(end, text.size());
    }

    static bool is_blank(char c) { return c == ' ' || c == '\t'; }
    static bool is_flow_mark(char c) { return std::string_view("[]{},").find(c) != npos; }
    static bool is_word(std::string_view text, std::size_t at) {
        const auto byte = at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
        return byte >= 0x80 || std::isalnum(static_cast<int>(byte)) != 0;
    }
    std::size_t step_in_flow(std::string_view text, std::size_t at) {
        const char c = text[at];
        const bool cuts = c == ',' && open_ > 0 && text.find(')', at) != npos;
        if (cuts && rules_ == Rules::today)
            blame(text, at,
                  banc::text("virgule entre parenthèses : YAML coupe le texte ici",
                             "comma between parentheses: YAML cuts the text here"),
                  banc::text("mettez le texte ou l'expression entre guillemets",
                             "put the text or the expression between quotes"));
        plain_ = false;
        open_ = 0;
        if (c == '[' || c == '{') ++depth_;
        if ((c == ']' || c == '}') && depth_ > 0) --depth_;
        value_may_start_ = c != ']' && c != '}';
        return at + 1;
    }

    // The first ":" of a line outside [ and { makes a key of what stands before it.
    void end_key(std::string_view text, std::size_t at) {
        parent_ = key_;
        if (std::exchange(keyed_, true)) return;
        const auto column = static_cast<std::size_t>(key_);
        if (column > keys_.back()) keys_.push_back(column);
        const auto space = no_break_space(text.substr(column, at - column));
        if (space != npos && rules_ == Rules::today) blame_no_break(text, column + space);
    }

    // A line that starts where the keys of its map do, and has none.
    void check_start(std::string_view text, std::size_t first) {
        if (text[first] == '-' && is_word(text, first + 1))
            return blame(text, first,
                         banc::text("il manque une espace après « - »", "no space after \"-\""),
                         banc::text("écrivez « - élément », ou mettez le texte entre guillemets",
                                    "write \"- item\", or put the text between quotes"));
        const Place here{file_, number_, static_cast<int>(first) + 1};
        const auto above = std::exchange(bare_, std::nullopt);
        if (keyed_ && above && above->column == here.column) blame_no_colon(*above);
        if (keyed_ || !is_word(text, first)) return;
        if (first > keys_.back()) {  // a value on a line of its own, unless a key follows
            bare_ = here;
            return;
        }
        const auto space = no_break_space(text);
        if (space != npos && space > first && text[space - 1] == ':')
            return blame_no_break(text, space);
        blame_no_colon(here);
    }

    void blame_no_colon(Place place) {
        errors_.push_back(
            {Errc::invalid,
             banc::text("il manque « : » et une espace après la clé",
                        "no \":\" and space after the key"),
             banc::text("écrivez « clé: valeur » ; la suite d'un texte se décale sous « | »",
                        "write \"key: value\"; more lines of text are indented under \"|\""),
             std::move(place)});
    }

    void check_after_quote(std::string_view text, std::size_t end) {
        const auto next = text.find_first_not_of(" \t", end);
        const auto after = std::string_view(depth_ > 0 ? ":#,]}" : ":#");
        if (next == npos || after.find(text[next]) != npos) return;
        const bool single = text[end - 1] == '\'';
        blame(text, next,
              banc::text("texte après le guillemet fermant", "text after the closing quote"),
              single
                  ? banc::text("doublez l'apostrophe du texte (''), ou entourez-le de « \" »",
                               "double the apostrophe of the text (''), or put it between \"")
                  : banc::text("mettez « \\ » devant le « \" » du texte, ou entourez-le de « ' »",
                               "put \"\\\" before the \" of the text, or put it between '"));
    }

    // `Panne #3`: without a space after it, "#" was hardly meant to start a comment.
    std::size_t past_comment(std::string_view text, std::size_t at) {
        if (plain_ && is_word(text, at + 1) && rules_ == Rules::today)
            blame(
                text, at,
                banc::text("YAML prend la suite pour un commentaire",
                           "YAML takes the rest for a comment"),
                banc::text("mettez le texte entre guillemets ; un commentaire s'écrit « # ainsi »",
                           "put the text between quotes; a comment is written \"# so\""));
        return text.size();
    }

    void blame_no_break(std::string_view text, std::size_t at) {
        blame(text, at, banc::text("espace insécable près de « : »", "no-break space near \":\""),
              banc::text("écrivez une espace ordinaire ; un texte qui contient « : » se met entre "
                         "guillemets",
                         "write an ordinary space; put text that contains \":\" between quotes"));
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
    bool plain_ = false;                // what was read last on this line is a word without quotes
    bool keyed_ = false;                // this line has a key
    std::optional<Place> bare_;         // the line above, deeper than its key and without one
    int open_ = 0;                      // "(" in the word being read
    std::vector<std::size_t> keys_{0};  // columns where the open maps have their keys
    std::optional<int> block_;          // inside a block scalar that belongs to this column
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
