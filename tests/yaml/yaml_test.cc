// SPDX-License-Identifier: EUPL-1.2
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <map>

#include "bench/yaml/read.h"
#include "tests/support/scratch_folder.h"

using banc::Node;
using banc::Place;
using banc::read_yaml;

namespace {

struct Wrong {
    std::string text;
    int line;
    int column;
    std::string says;
};

std::string repeated(std::string_view piece, std::size_t times) {
    std::string all;
    while (times-- > 0) all += piece;
    return all;
}

}  // namespace

TEST_CASE("what yaml-cpp would let through is an error where it was written", "[yaml]") {
    const auto wrong = GENERATE(values<Wrong>({
        {"a: \"b\nc: d\n", 1, 4, "quote never closed"},
        {"a: 'b\nc: 'd'\n", 1, 4, "quote never closed"},
        {"a: [\"b, c]\n", 1, 5, "quote never closed"},
        {"- 'it''s\n", 1, 3, "quote never closed"},
        {"\"a\\\"b\nc: d\n", 1, 1, "quote never closed"},
        {"a: 1\nb: 2\na: 3\n", 3, 1, "written twice"},
        {"a: {b: 1, b: 2}\n", 1, 11, "written twice"},
        {"a:\n\tb: 1\n", 2, 1, "tab"},
        {"a:\n  - b\n \t- c\n", 3, 2, "tab"},
        {"é: \xE9\n", 1, 4, "byte 5 is not UTF-8"},
        {"a: \xC0\x80\n", 1, 4, "not UTF-8"},
        {"a: \xED\xA0\x80\n", 1, 4, "not UTF-8"},
        {"a: \xF4\x90\x80\x80\n", 1, 4, "not UTF-8"},
        {std::string("a: b\0c\n", 7), 1, 5, "invisible character"},
        {"a: b\nc: \x04\nd: e\n", 2, 4, "invisible character"},
        {"a: b\rc: d\n", 1, 5, "ended by CR alone"},
        {"a: b\xC2\x9B"
         "2J\n",
         1, 5, "invisible character (byte 5)"},
        {"# \xE2\x80\xAE\na: b\n", 1, 3, "invisible character"},
        {"é: 'x' # \xE2\x81\xA6\n", 1, 10, "invisible character"},
        {"a: 'l'eau'\n", 1, 7, "after the closing quote"},
        {"a: { bbbbbbbbbb: c,\n } d: e\n", 2, 4, "uneven indentation"},
        {"a: {b: \"l\" c\", d: e}\n", 1, 12, "after the closing quote"},
        {"a:1\nb: 2\n", 1, 1, "no \":\" and space"},
        {"- a: 1\n  b 2\n", 2, 3, "no \":\" and space"},
        {"a:\n  b 1\n  c: 2\n", 2, 3, "no \":\" and space"},
        {"a: |\n  b\nc\nd: e\n", 3, 1, "no \":\" and space"},
        {"a:\u00A01\n", 1, 3, "no-break space"},
        {"a: 1\né\u202F: 1\n", 2, 2, "no-break space"},
        {"a:\n  -b: c\n", 2, 3, "no space after \"-\""},
        {"a: b #c\n", 1, 6, "takes the rest for a comment"},
        {"a: [b(c(d), e), f]\n", 1, 11, "comma between parentheses"},
        {"has: a == \u00A0b\n", 1, 11, "no-break space"},
        {"a: |\n  b\n\t\n  c 'd\n", 3, 1, "tab outside quotes"},
        {"a: b\u00ADc\n", 1, 5, "invisible character"},
        {"a: \u200B\n", 1, 4, "invisible character"},
        {"a: \u2060\n", 1, 4, "invisible character"},
        {"a: \uFEFF\n", 1, 4, "invisible character"},
        {"a: \"\\uFEFF\"\n", 1, 5, "invisible character"},
        {"a:\tb\n", 1, 3, "tab outside quotes"},
        {"a: b\t\n", 1, 5, "tab outside quotes"},
        {"a: [b,\t\tc]\n", 1, 7, "tab outside quotes"},
        {"é: \"à\\b\"\n", 1, 6, "\"\\b\" is an invisible character"},
        {"a: \"x\\_y\"\n", 1, 6, "\"\\_\" is an invisible character"},
        {"a: [\"\\\\b\\x1b\"]\n", 1, 9, "\"\\x1b\" is an invisible character"},
        {"a: {keys: \"\\x03\", b: \"\\u202E\"}\n", 1, 23, "\"\\u202E\" is an invisible character"},
        {"%YAML 9.9\n--- \na: b\n", 1, 1, "another version"},
        {"a: \"\\xzz\"\n", 1, 9, "unreadable digits"},
        {"a: | b\n", 1, 6, "beside"},
        {"a: &x 1\nb: 2\n", 1, 4, "anchor"},
        {"a: *x\n", 1, 4, "alias"},
        {"a: !!str 1\n", 1, 4, "tag"},
        {"a: ! 1\n", 1, 4, "tag"},
        {"a: &x [1]\n", 1, 4, "anchor"},
        {"a: 1\n---\nb: 2\n", 2, 1, "second document"},
        {"{a: b}}\n", 1, 7, "too many"},
        {"[a], {b: c}\n", 1, 4, "follows from nothing"},
        {"a: b\n   c\n", 1, 4, "several lines"},
        {"a: [b\n", 2, 1, "\"[\" not closed"},
        {"a: {b: c\n", 2, 1, "\"{\" not closed"},
        {"a: b: c\n", 1, 5, "misplaced \":\""},
        {"a: - b\n", 1, 4, "misplaced \"-\""},
        {"a:\n  b: 1\n c: 2\n", 3, 2, "uneven indentation"},
        {"a: @b\n", 1, 4, "reserved"},
        {"a: \"\\q\"\n", 1, 7, "unknown letter"},
        {"? [a]\n: b\n", 1, 3, "key must be a word"},
    }));
    CAPTURE(wrong.text);
    const auto document = read_yaml(wrong.text, "f.yaml");
    REQUIRE(document.errors.size() == 1);
    const auto& error = document.errors.front();
    CHECK(error.place == Place{"f.yaml", wrong.line, wrong.column});
    CHECK_THAT(error.what.en, Catch::Contains(wrong.says));
    CHECK_FALSE(error.what.fr.empty());
}

TEST_CASE("every unclosed quote and every tab is reported at once", "[yaml]") {
    const auto document = read_yaml("a: 'b\nc: \"d\n\te: f\n", "f.yaml");
    REQUIRE(document.errors.size() == 3);
    CHECK(document.errors[2].place.line == 3);
    CHECK_FALSE(document.readable());
}

TEST_CASE("apostrophes and marks inside plain text, comments and blocks are text", "[yaml]") {
    const auto good = GENERATE(values<std::string>({
        "title: Le PC n'amorce plus\n",
        "title: « Internet » d'hier # qu'en dire\n",
        "a: |\n  l'eau\n   \"b\n\n  'c\nd: e\n",
        "a:\n  - |\n    l'eau\n  - b\n",
        "- a: |\n    it's\n  b: 'c'\n",
        "- - a: >-\n      it's\n",
        "a: [it's, 'b', \"c\"]\n",
        "a: {b: 'it''s', c: \"\\\"\"}\n",
        "a: [\n  'b',\n  c d'e\n]\nf: g\n",
        "# l'eau\na: 'b'\n",
        "'a': \"b # c\"\n",
        "a: b:c'd\n",
        "a: \"b\\\\\"\n",
        "\xEF\xBB\xBF"
        "a: b\n",
        "a: b\r\nc: 'd'\r\n",
        "--- \na: b\n",
        "a: 'b\tc' # d\te\nb: |\n  c\td\n",
        "a: \"\\\\b\\t\\n\\x41\\u00e9\\\"\"\nb: '\\b'\n",
        "keys: \"\\x03\\e\"\n",
        "a: 'b' #c\n'd': {e: f} #g\n#h\ni: j # k\n",
        "a:\n  b c\nd:\n- e\n- f\n",
        "a: {b: c(d), e: \"f(g, h)\", i: (j}\n",
        "a: b\u00A0c\nd: e\u200D\n",
        "a: l(b, c)\n",
    }));
    CAPTURE(good);
    const auto document = read_yaml(good, "f.yaml");
    for (const auto& error : document.errors) FAIL_CHECK(error.line(banc::Lang::en));
}

TEST_CASE("a value knows where each of its bytes was written", "[yaml]") {
    const auto document =
        read_yaml("é: \"à\\\\b\\x41c\"\nplain: abc\nq: 'it''s x'\nb: |\n  x\n", "f");
    REQUIRE(document.errors.empty());
    const auto& entries = document.root.entries;
    REQUIRE(entries.size() == 4);
    const auto& quoted = entries[0].value;
    CHECK(quoted.text == "à\\bAc");
    CHECK(quoted.place == Place{"f", 1, 4});
    CHECK(quoted.at(0).column == 5);
    CHECK(quoted.at(quoted.text.find('c')).column == 13);
    CHECK(entries[1].value.at(2).column == 10);
    CHECK(entries[2].value.at(entries[2].value.text.find('x')).column == 11);
    CHECK(entries[3].value.at(1) == Place{"f", 4, 4});
}

TEST_CASE("what was written before a rule is still read as it was", "[yaml]") {
    const auto old = GENERATE(values<std::string>({
        "a:\tb\t\n",
        "a: \"\\b\\u202E\"\n",
        "a: \xE2\x80\xAE\xC2\x9B\n",
        "a: \u200B\nrun: b\u00A0c\n",
        "a: b #c\nd\u00A0: e\n",
        "a: [b(c, d)]\n",
    }));
    CAPTURE(old);
    CHECK_FALSE(read_yaml(old, "f").errors.empty());
    CHECK(read_yaml(old, "f", banc::Rules::of_its_day).errors.empty());
}

TEST_CASE("what is no file of its own is not waited for", "[yaml]") {
    const banc::test::ScratchFolder folder;
    const auto fifo = folder.path() + "/fifo";
    REQUIRE(mkfifo(fifo.c_str(), 0600) == 0);
    const std::map<std::string, std::string> said{
        {fifo, "n'est pas un fichier ordinaire (copiez d'abord ce qu'il donne dans un fichier)"},
        {folder.path(), "c'est un dossier"},
        {folder.path() + "/absent", "aucun fichier de ce nom"},
    };
    for (const auto& [path, says] : said) {
        const auto text = banc::read_text_file(path);
        REQUIRE_FALSE(text);
        CHECK_THAT(text.error().line(banc::Lang::fr), Catch::Contains(says));
    }
}

TEST_CASE("a file over a bound is refused, not swallowed", "[yaml]") {
    const auto [input, says] = GENERATE(table<std::string, std::string>({
        {"a: b\n" + std::string(1U << 20U, '#'), "1 MiB"},
        {repeated("[", 65) + repeated("]", 65), "too deep"},
        {repeated("- a\n", 20'001), "too large"},
        {repeated("[", 5000), "too deep"},
    }));
    const auto document = read_yaml(input, "f");
    REQUIRE(document.errors.size() == 1);
    CHECK_THAT(document.errors[0].line(banc::Lang::en), Catch::Contains(says));
    CHECK_FALSE(document.readable());
}

TEST_CASE("64 levels and 20 000 values are still read", "[yaml]") {
    CHECK(read_yaml(repeated("[", 64) + repeated("]", 64), "f").errors.empty());
    CHECK(read_yaml(repeated("- a\n", 19'999), "f").root.items.size() == 19'999);
}

TEST_CASE("as data, only decimal integers and true and false are not text", "[yaml]") {
    const auto document = read_yaml("[1, -2, 010, 0, '3', 1.5, yes, true, oui, ~, {a: b}]", "f");
    CHECK(banc::to_json(document.root).dump() ==
          R"([1,-2,"010",0,"3","1.5","yes",true,"oui",null,{"a":"b"}])");
}
