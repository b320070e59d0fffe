// SPDX-License-Identifier: EUPL-1.2
#include "bench/scoring/tokens.h"

namespace banc {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// '-', '.' and every byte above ASCII belong to words, so that "disk-present", "présent" and
// "1.5min" are one wrong word with a suggestion rather than a puzzling sign.
bool is_word(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           c == '-' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
}
bool is_operator(char c) { return c == '<' || c == '>' || c == '=' || c == '!'; }
bool is_logic(char c) { return c == '&' || c == '|'; }

class Scanner {
public:
    Scanner(std::string_view source, const Place& at) : rest_(source), place_(at) {}

    Checked<std::vector<Token>> all() {
        while (skip_blanks(), !rest_.empty()) next();
        tokens_.push_back({TokenKind::end, rest_, place_});
        if (!errors_.empty()) return tl::unexpected(std::move(errors_));
        return std::move(tokens_);
    }

private:
    void next() {
        switch (const char c = rest_.front()) {
            case '(': return keep(TokenKind::open, 1);
            case ')': return keep(TokenKind::close, 1);
            case ',': return keep(TokenKind::comma, 1);
            default:
                if (is_word(c))
                    return keep(is_digit(c) ? TokenKind::number : TokenKind::word, run(is_word));
                if (is_operator(c)) return comparison(run(is_operator));
                return refuse(is_logic(c) ? run(is_logic) : 1);
        }
    }

    void comparison(std::size_t length) {
        const auto sign = rest_.substr(0, length);
        if (sign == ">=" || sign == "<=" || sign == "==") return keep(TokenKind::compare, length);
        refuse(length);
    }

    void keep(TokenKind kind, std::size_t length) {
        tokens_.push_back({kind, rest_.substr(0, length), place_});
        advance(length);
    }

    void refuse(std::size_t length) {
        errors_.push_back(
            {Errc::invalid,
             text("signe inattendu « {} »", "unexpected sign \"{}\"", rest_.substr(0, length)),
             text("les opérateurs sont and, or, not, et >=, <=, == après count()",
                  "the operators are and, or, not, and >=, <=, == after count()"),
             place_});
        advance(length);
    }

    std::size_t run(bool (*belongs)(char)) const {
        std::size_t n = 0;
        while (n < rest_.size() && belongs(rest_[n])) ++n;
        return n;
    }

    void skip_blanks() {
        while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t' ||
                                  rest_.front() == '\n' || rest_.front() == '\r'))
            advance(1);
    }

    void advance(std::size_t bytes) {
        for (const char c : rest_.substr(0, bytes)) {
            const bool continues_a_character = (static_cast<unsigned char>(c) & 0xc0) == 0x80;
            if (c == '\n') {
                ++place_.line;
                place_.column = 1;
            } else if (!continues_a_character) {
                ++place_.column;
            }
        }
        rest_.remove_prefix(bytes);
    }

    std::string_view rest_;
    Place place_;
    std::vector<Token> tokens_;
    Errors errors_;
};

}  // namespace

Checked<std::vector<Token>> tokens_of(std::string_view source, const Place& at) {
    return Scanner(source, at).all();
}

}  // namespace banc
