// SPDX-License-Identifier: EUPL-1.2
// One YAML value to one C++ value. Typing is ours, not yaml-cpp's: it reads 010 as 8 and a country
// code as a boolean.
#include <algorithm>
#include <charconv>
#include <chrono>

#include "bench/scoring/expression.h"
#include "bench/yaml/fields.h"

namespace banc {

std::string as_text(const Node& node, Errors& errors) {
    if (node.kind == Node::Kind::scalar && !node.text.empty()) return node.text;
    const auto remedy = text("mettez entre guillemets un texte qui contient « : »",
                             "put text that contains \":\" between quotes");
    blame(errors, node.place, text("texte attendu ici", "text expected here"),
          node.kind == Node::Kind::map
              ? remedy
              : text("écrivez-le, ou retirez la clé", "write it, or remove the key"));
    return {};
}

std::int64_t as_integer(const Node& node, Range range, Errors& errors) {
    std::int64_t value = 0;
    const auto end = node.text.data() + node.text.size();
    if (node.style == Node::Style::plain && is_integer(node.text)) {
        std::from_chars(node.text.data(), end, value);
        if (value >= range.least && value <= range.most) return value;
    }
    blame(errors, node.place,
          text("nombre entier de {} à {} attendu ici", "integer from {} to {} expected here",
               range.least, range.most),
          text("sans guillemets ni zéro devant", "without quotes or leading zero"));
    return range.least;
}

bool as_yes_no(const Node& node, Errors& errors) {
    const bool plain = node.kind == Node::Kind::scalar && node.style == Node::Style::plain;
    const bool yes = plain && (node.text == "yes" || node.text == "true");
    const bool no = plain && (node.text == "no" || node.text == "false");
    if (!yes && !no)
        blame(errors, node.place, text("« yes » ou « no » attendu ici", "yes or no expected here"),
              text("sans guillemets", "without quotes"));
    return yes;
}

Nanos as_duration(const Node& node, Errors& errors) {
    auto value = parse_duration(node.text);
    if (value) return *value;
    value.error().place = node.place;
    errors.push_back(std::move(value.error()));
    return {};
}

std::string as_date(const Node& node, Errors& errors) {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    const auto number = [&](std::size_t from, std::size_t length, auto& into) {
        if (node.text.size() != 10) return false;
        const auto* start = node.text.data() + from;
        return std::from_chars(start, start + length, into).ptr == start + length;
    };
    const bool shaped = number(0, 4, year) && number(5, 2, month) && number(8, 2, day) &&
                        node.text[4] == '-' && node.text[7] == '-';
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                           std::chrono::day(day)};
    if (shaped && date.ok()) return node.text;
    blame(errors, node.place, text("date attendue ici", "date expected here"),
          text("année-mois-jour : 2024-06-23", "year-month-day: 2024-06-23"));
    return {};
}

std::string as_one_of(const Node& node, const std::vector<std::string>& words, Errors& errors) {
    if (std::find(words.begin(), words.end(), node.text) != words.end()) return node.text;
    blame(errors, node.place, text("mot inconnu « {} »", "unknown word \"{}\"", node.text),
          suggest(node.text, words));
    return {};
}

// Those of termios: a rate in between opens the port and garbles every byte.
int as_baud(const Node& node, Errors& errors) {
    static const std::vector<std::string> rates{"300",    "600",    "1200",   "2400",   "4800",
                                                "9600",   "19200",  "38400",  "57600",  "115200",
                                                "230400", "460800", "500000", "576000", "921600"};
    const auto rate = as_one_of(node, rates, errors);
    return rate.empty() ? 0 : std::stoi(rate);
}

std::vector<std::string> as_texts(const Node& node, Errors& errors) {
    std::vector<std::string> texts;
    for (const auto& item : as_list(node, errors)) {
        auto one = as_text(item, errors);
        if (!one.empty() && std::find(texts.begin(), texts.end(), one) != texts.end())
            blame(errors, item.place, text("« {} » écrit deux fois", "\"{}\" written twice", one),
                  text("gardez-en un", "keep one of them"));
        texts.push_back(std::move(one));
    }
    return texts;
}

std::span<const Entry> as_map(const Node& node, Errors& errors) {
    if (node.kind != Node::Kind::map)
        blame(errors, node.place,
              text("« clé: valeur » attendu ici", "\"key: value\" expected here"),
              text("une clé par ligne, sa valeur après « : » et une espace",
                   "one key a line, its value after \":\" and a space"));
    return node.entries;
}

std::span<const Node> as_list(const Node& node, Errors& errors) {
    if (node.kind != Node::Kind::list)
        blame(errors, node.place, text("liste attendue ici", "list expected here"),
              text("[a, b] ou une ligne « - » par élément", "[a, b] or one \"-\" line per item"));
    return node.items;
}

}  // namespace banc
