// SPDX-License-Identifier: EUPL-1.2
// Official names: in the data, in the list made from the official texts, and in those texts where
// BANC_SHARED has them.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "tests/referential/shipped.h"

using namespace banc;
using test::content;

namespace {

const std::string kNames = BANC_SOURCE_DIR "/tests/data/official_names.txt";

struct Name {
    std::string code;
    std::string words;
};

std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

std::vector<Name> listed() {
    std::vector<Name> names;
    std::string code;
    for (const auto& line : lines_of(content(kNames))) {
        if (line.starts_with("= ")) code = line.substr(2, line.find(',') - 2);
        if (!line.starts_with('#') && !line.starts_with('='))
            names.push_back({code, line.substr(line.find(' ') + 1)});
    }
    return names;
}

std::vector<std::string> names_in(const Referential& title) {
    std::vector<std::string> names{title.title};
    for (const auto& unit : title.units) {
        names.push_back(unit.title);
        for (const auto& competence : unit.competences) names.push_back(competence.title);
    }
    return names;
}

std::string without_blanks(std::string text) {
    std::erase_if(text, [](unsigned char c) { return std::isspace(c) != 0; });
    return text;
}

std::string official_texts(const std::filesystem::path& shared) {
    std::string all;
    for (const auto& entry : std::filesystem::directory_iterator(shared / "seeds"))
        all += content(entry.path().string());
    return without_blanks(all);
}

}  // namespace

TEST_CASE("the seven titles carry the official names word for word and in order", "[referential]") {
    std::map<std::string, std::vector<std::string>> expected;
    for (const auto& name : listed()) {
        auto words = name.words;
        if (const auto cut = words.find(" | "); cut != words.npos) words.replace(cut, 3, " ");
        expected[name.code].push_back(words);
    }
    std::map<std::string, std::vector<std::string>> carried;
    for (const auto& [code, title] : test::shipped_titles()) carried[code] = names_in(title);
    CHECK(carried == expected);
}

TEST_CASE("every official name stands in the official texts, where they are at hand",
          "[referential]") {
    const auto* const shared = std::getenv("BANC_SHARED");
    if (shared == nullptr) return;
    const auto official = official_texts(shared);
    const auto survey =
        without_blanks(content((std::filesystem::path(shared) / "docs/exam.md").string()));
    for (const auto& name : listed()) {
        const bool today = name.code == "ADRN" || name.code == "TIP";
        for (auto from = std::size_t{0}; from != std::string::npos;) {
            const auto bar = name.words.find('|', from);
            const auto part = name.words.substr(from, bar - from);
            from = bar == std::string::npos ? bar : bar + 1;
            CAPTURE(name.code, part);
            CHECK((today ? survey : official).find(without_blanks(part)) != std::string::npos);
        }
    }
}
