// SPDX-License-Identifier: EUPL-1.2
// bad/ holds the mistakes trainers make, one small file each. A file says in its first lines what
// is expected of it ("# expect LINE:COLUMN fragment of the message"), in the order of the file, and
// nothing else may be reported. The sections it does not have are taken from a sound file.
#include <filesystem>
#include <set>
#include <sstream>

#include "tests/scenario/files.h"

using banc::test::content;
using banc::test::kRoot;

namespace {

const std::string kFolder = kRoot + "/tests/scenario";

struct Sections {
    std::string header;                                       // comments before the first key
    std::vector<std::pair<std::string, std::string>> by_key;  // top-level key -> its lines
};

Sections sections_of(const std::string& text) {
    Sections sections;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
        const bool starts = !line.empty() && line[0] >= 'a' && line[0] <= 'z';
        if (starts) sections.by_key.emplace_back(line.substr(0, line.find(':')), "");
        (sections.by_key.empty() ? sections.header : sections.by_key.back().second) += line + "\n";
    }
    return sections;
}

// What stands after `mark` in each header line that starts with it.
std::vector<std::string> marked(const Sections& sections, const std::string& mark) {
    std::vector<std::string> found;
    std::istringstream in(sections.header);
    for (std::string line; std::getline(in, line);)
        if (line.starts_with(mark)) found.push_back(line.substr(mark.size()));
    return found;
}

std::string completed(const std::string& text, const std::string& sound) {
    const auto given = sections_of(text);
    auto present = marked(given, "# without ");
    for (const auto& [key, lines] : given.by_key) present.push_back(key);
    auto whole = text;
    for (const auto& [key, lines] : sections_of(sound).by_key)
        if (std::find(present.begin(), present.end(), key) == present.end()) whole += lines;
    return whole;
}

template <class T>
banc::Errors said(const banc::Checked<T>& loaded) {
    return loaded ? banc::Errors{} : loaded.error();
}

std::vector<std::string> lines_in(banc::Lang lang, const banc::Errors& errors) {
    std::vector<std::string> lines;
    for (const auto& error : errors) lines.push_back(error.line(lang));
    return lines;
}

banc::Errors load(const std::string& path, const std::string& name) {
    if (name.starts_with("bench-"))
        return said(banc::load_bench(
            completed(content(path), content(kRoot + "/bench/virtual/bench.yaml")), name));
    const auto bench = banc::test::virtual_bench();
    return said(banc::load_scenario(completed(content(path), content(kFolder + "/good.yaml")), name,
                                    banc::test::titles(), &bench));
}

}  // namespace

TEST_CASE("the sound file the mistakes are completed from is sound", "[scenario]") {
    CHECK(load(kFolder + "/good.yaml", "good.yaml").empty());
}

TEST_CASE("every mistake is reported where it stands, and nothing else is", "[scenario]") {
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(kFolder + "/bad")) {
        const auto name = entry.path().filename().string();
        CAPTURE(name);
        const auto expected = marked(sections_of(content(entry.path().string())), "# expect ");
        const auto lines = lines_in(banc::Lang::en, load(entry.path().string(), name));
        CAPTURE(lines);
        CHECK(!expected.empty());
        CHECK(lines.size() == expected.size());
        for (std::size_t i = 0; i < std::min(lines.size(), expected.size()); ++i) {
            const auto blank = expected[i].find(' ');
            const auto place = name + ":" + expected[i].substr(0, blank) + ":";
            CHECK_THAT(lines[i], Catch::StartsWith(place));
            CHECK_THAT(lines[i], Catch::Contains(expected[i].substr(blank + 1)));
        }
        ++count;
    }
    CHECK(count > 60);
}

// bad.fr.txt is read by people who teach in French: every line of it is what a trainer gets.
TEST_CASE("every mistake is told in French too, with what to do about it", "[scenario]") {
    std::set<std::string> told;
    for (const auto& entry : std::filesystem::directory_iterator(kFolder + "/bad")) {
        const auto name = entry.path().filename().string();
        const auto errors = load(entry.path().string(), name);
        for (const auto& error : errors) {
            CAPTURE(name, error.what.fr);
            CHECK_FALSE(error.remedy.fr.empty());
            CHECK_FALSE(error.remedy.en.empty());
        }
        for (auto& line : lines_in(banc::Lang::fr, errors)) told.insert(std::move(line));
    }
    std::string page;
    for (const auto& line : told) page += line + "\n";
    CHECK(content(kFolder + "/bad.fr.txt") == page);
}

TEST_CASE("an empty file is told so, with what to do", "[scenario]") {
    for (const auto* text : {"", "  \n", "# rien\n"}) {
        const auto errors = said(banc::load_scenario(text, "f", {}, nullptr));
        REQUIRE(errors.size() == 1);
        CHECK_THAT(errors[0].line(banc::Lang::fr), Catch::Contains("ce fichier est vide"));
        CHECK_THAT(errors[0].line(banc::Lang::fr), Catch::Contains("banc scenario new"));
    }
}

// Whoever mends the first line he is told must not delete what another line has mistyped.
TEST_CASE("what a mistyped name meant is not called useless", "[scenario]") {
    const auto [here, instead] = GENERATE(table<std::string, std::string>({
        {"when: at_end(lien)", "when: at_end(lein)"},
        {"symptom: absent(lien) and perdu", "symptom: absent(lien) and && perdu"},
        {"kind: observed", "kind: observd"},
        {"${nom}\", undo", "${nomm}\", undo"},
    }));
    auto text = content(kFolder + "/good.yaml");
    const std::string label = "Regarde le lien de ${nom}";
    text.replace(text.find(label), label.size(), "Regarde");
    REQUIRE(text.find(here) != text.npos);
    text.replace(text.find(here), here.size(), instead);
    const auto errors = said(banc::load_scenario(text, "f", banc::test::titles(), nullptr));
    REQUIRE_FALSE(errors.empty());
    for (const auto& error : errors)
        CHECK_THAT(error.what.en, !Catch::Contains("never used") && !Catch::Contains("nowhere"));
}

TEST_CASE("what only people judge needs no fact, no fault, no proof and no scripted candidate",
          "[scenario]") {
    const auto without_the_bench = [](const std::string& proof) {
        std::string text = "proof: " + proof + "\n";
        const std::vector<std::string> left_out{"proof",    "needs", "parameters",
                                                "inject",   "prove", "facts",
                                                "criteria", "reset", "candidates"};
        for (const auto& [key, lines] : sections_of(content(kFolder + "/good.yaml")).by_key)
            if (std::find(left_out.begin(), left_out.end(), key) == left_out.end()) text += lines;
        return text +
               "reset: { class: R3 }\ncriteria:\n"
               "  - { id: a, kind: judged, scores: { IDI: A4.1 }, descriptors: [Écoute] }\n";
    };
    const auto bench = banc::test::virtual_bench();
    const auto titles = banc::test::titles();
    CHECK(said(banc::load_scenario(without_the_bench("human"), "f", titles, &bench)).empty());
    const auto missing =
        said(banc::load_scenario(without_the_bench("virtual"), "f", titles, &bench));
    CHECK(missing.size() == 7);  // five keys, the proof of its reset, an observed criterion
}

TEST_CASE("without a bench, lines, parts and equipment are taken at their word", "[scenario]") {
    auto text = content(kFolder + "/good.yaml");
    for (auto at = text.find("nic0"); at != text.npos; at = text.find("nic0"))
        text.replace(at, 4, "nic7");
    CHECK(banc::load_scenario(text, "good.yaml", banc::test::titles(), nullptr));
    const auto bench = banc::test::virtual_bench();
    CHECK_FALSE(banc::load_scenario(text, "good.yaml", banc::test::titles(), &bench));
}

TEST_CASE("an exam that was held is read by the rules of its day", "[scenario]") {
    for (const auto* stricter :
         {"criterion-idle",      "criterion-class", "fact-unused",     "proof-bench",
          "criterion-untouched", "symptom-healthy", "reset-absent",    "term-twice",
          "routes-same",         "fact-impossible", "one-line",        "needs-unused",
          "tab-in-line",         "parameter-value", "comment-glued",   "hidden-pasted",
          "reset-span",          "criterion-span",  "criterion-order", "routes-many"}) {
        CAPTURE(stricter);
        const auto text = completed(content(kFolder + "/bad/" + stricter + ".yaml"),
                                    content(kFolder + "/good.yaml"));
        CHECK_FALSE(banc::load_scenario(text, "f", banc::test::titles(), nullptr));
        CHECK(lines_in(banc::Lang::en, said(banc::load_kept_scenario(text, "f"))).empty());
    }
}

TEST_CASE("its title and its bench are read by the rules of their day too", "[scenario]") {
    const auto tabbed = [](const std::string& path, const std::string& key) {
        auto text = content(kRoot + path);
        const auto at = text.find(key + ": ");
        REQUIRE(at != text.npos);
        text[at + key.size() + 1] = '\t';
        return text;
    };
    const auto bench = tabbed("/bench/virtual/bench.yaml", "bench");
    CHECK_FALSE(banc::load_bench(bench, "f"));
    CHECK(banc::load_bench(bench, "f", banc::Rules::of_its_day));
    const auto title = tabbed("/scenarios/referentials/IDI.yaml", "title");
    CHECK_FALSE(banc::load_referential(title, "f"));
    CHECK(banc::load_referential(title, "f", banc::Rules::of_its_day));
}

TEST_CASE("without titles, rows and know-hows are taken at their word", "[scenario]") {
    auto text = content(kFolder + "/good.yaml");
    const std::string row = "IDI: B1.3";
    text.replace(text.find(row), row.size(), "CAP: Z9.9");
    CHECK(banc::load_scenario(text, "good.yaml", {}, nullptr));
    CHECK_FALSE(banc::load_scenario(text, "good.yaml", banc::test::titles(), nullptr));
}

TEST_CASE("every way to cut a scenario short is read or explained", "[scenario]") {
    const auto text = content(kFolder + "/good.yaml");
    const auto titles = banc::test::titles();
    for (std::size_t length = 0; length < text.size(); ++length) {
        const auto cut =
            banc::load_scenario(std::string_view(text).substr(0, length), "f", titles, nullptr);
        if (cut) continue;
        for (const auto& error : cut.error())
            if (error.what.fr.empty() || error.place.file != "f") FAIL("at length " << length);
    }
}
