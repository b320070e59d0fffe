// SPDX-License-Identifier: EUPL-1.2
#include "bench/yaml/precheck.h"

#include <optional>

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

// Length of the UTF-8 sequence at the start of `text`, 0 when it is none (Unicode 15, table 3-7).
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const auto lead = byte(0);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return continues(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const bool overlong = lead == 0xE0 && byte(1) < 0xA0;
        const bool surrogate = lead == 0xED && byte(1) > 0x9F;
        return continues(1) && continues(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const bool overlong = lead == 0xF0 && byte(1) < 0x90;
        const bool beyond = lead == 0xF4 && byte(1) > 0x8F;
        return continues(1) && continues(2) && continues(3) && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

// Of one whole sequence.
char32_t sign_of(std::string_view sequence) {
    const auto lead = static_cast<unsigned char>(sequence.front());
    char32_t sign = sequence.size() == 1 ? lead : lead & (0x7FU >> sequence.size());
    for (const char c : sequence.substr(1))
        sign = sign << 6U | (static_cast<unsigned char>(c) & 0x3FU);
    return sign;
}

std::optional<Error> hidden_error(std::string_view text, std::size_t at, std::size_t length) {
    if (text.substr(at, 2) == "\r\n" || !is_hidden(sign_of(text.substr(at, length)))) return {};
    if (text[at] == '\r')
        return Error{Errc::invalid,
                     banc::text("fin de ligne « CR » seule, celle des anciens Macintosh",
                                "a line ended by CR alone, as on old Macintoshes"),
                     banc::text("enregistrez le fichier avec les fins de ligne d'Unix (LF)",
                                "save the file with the line ends of Unix (LF)")};
    return Error{Errc::invalid,
                 banc::text("caractère de commande invisible (octet {})",
                            "invisible control character (byte {})", at + 1),
                 banc::text("effacez-le", "delete it")};
}

std::optional<Error> encoding_error(std::string_view text, const std::string& file, Rules rules) {
    int line = 1;
    int column = 1;
    for (std::size_t at = 0; at < text.size();) {
        const auto length = sequence_length(text.substr(at));
        const Place place{file, line, column};
        if (length == 0)
            return Error{
                Errc::invalid,
                banc::text("l'octet {} n'est pas de l'UTF-8", "byte {} is not UTF-8", at + 1),
                banc::text("enregistrez le fichier en UTF-8", "save the file as UTF-8"), place};
        const bool asked = length == 1 || rules == Rules::today;
        if (auto hidden = asked ? hidden_error(text, at, length) : std::nullopt) {
            hidden->place = place;
            return hidden;
        }
        column = text[at] == '\n' ? 1 : column + 1;
        line += text[at] == '\n' ? 1 : 0;
        at += length;
    }
    return std::nullopt;
}

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
