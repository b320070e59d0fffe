// SPDX-License-Identifier: EUPL-1.2
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "bench/referential/load.h"

using banc::CriterionClass;

namespace {

const std::string kFolder = BANC_SOURCE_DIR "/scenarios/referentials";

std::string content(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

banc::Referential idi() {
    const auto title = banc::find_referential(kFolder, "IDI");
    if (!title)
        for (const auto& error : title.error()) FAIL_CHECK(error.line(banc::Lang::en));
    REQUIRE(title);
    return *title;
}

std::string without_comments(const std::string& text) {
    std::istringstream in(text);
    std::string kept;
    for (std::string line; std::getline(in, line);)
        if (!line.starts_with('#')) kept += line + "\n";
    return kept;
}

// IDI.yaml with one piece replaced: what the loader says of it, in English.
std::vector<std::string> altered(const std::string& from, const std::string& to) {
    auto text = content(kFolder + "/IDI.yaml");
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    const auto title = banc::load_referential(text, "IDI.yaml");
    std::vector<std::string> lines;
    if (!title)
        for (const auto& error : title.error()) lines.push_back(error.line(banc::Lang::en));
    return lines;
}

}  // namespace

TEST_CASE("IDI carries the official names word for word and in order", "[referential]") {
    const auto title = idi();
    std::string names = "A " + title.title + "\n";
    for (const auto& unit : title.units) {
        names += "CCP " + unit.title + "\n";
        for (const auto& competence : unit.competences) names += "- " + competence.title + "\n";
    }
    CHECK(names == without_comments(content(BANC_SOURCE_DIR "/tests/data/official_names.txt")));
}

TEST_CASE("IDI has 2 CCP, 7 competences and 33 criteria: 8 observed, 10 supported, 15 judged",
          "[referential]") {
    const auto title = idi();
    std::map<CriterionClass, int> classes;
    std::vector<std::string> shape;
    for (const auto& unit : title.units)
        for (const auto& competence : unit.competences) {
            shape.push_back(fmt::format("{} {}", competence.id, competence.criteria.size()));
            for (const auto& row : competence.criteria) {
                ++classes[row.criterion_class];
                CHECK(row.modalities == std::vector<std::string>{"msp", "entretien-technique"});
            }
        }
    CHECK(title.units.size() == 2);
    CHECK(title.competence_count() == 7);
    CHECK(shape ==
          std::vector<std::string>{"A1 5", "A2 6", "A3 5", "A4 5", "B1 4", "B2 4", "B3 4"});
    CHECK(classes[CriterionClass::observed] == 8);
    CHECK(classes[CriterionClass::supported] == 10);
    CHECK(classes[CriterionClass::judged] == 15);
}

TEST_CASE("the rows the shipped scenarios score stand where they are expected", "[referential]") {
    const auto title = idi();
    const auto [id, says, criterion_class] =
        GENERATE(table<std::string, std::string, CriterionClass>({
            {"A2.1", "cahier des charges", CriterionClass::observed},
            {"A2.3", "réseau local", CriterionClass::observed},
            {"A3.1", "raccordements", CriterionClass::supported},
            {"B1.1", "démarche", CriterionClass::supported},
            {"B1.2", "communication", CriterionClass::judged},
            {"B1.3", "résolu", CriterionClass::observed},
            {"B1.4", "sécurité", CriterionClass::supported},
            {"B3.2", "fonctionne", CriterionClass::observed},
        }));
    const auto* row = title.row(id);
    REQUIRE(row != nullptr);
    CHECK_THAT(row->text, Catch::Contains(says));
    CHECK(row->criterion_class == criterion_class);
    CHECK(title.row(id + "0") == nullptr);
    CHECK(title.row("Z1.1") == nullptr);
}

TEST_CASE("a title is in force from its first day to its last, and historical after",
          "[referential]") {
    const auto title = idi();
    CHECK(title.status("2019-06-22") == "historique");
    CHECK(title.status("2019-06-23") == "en vigueur");
    CHECK(title.status("2024-06-23") == "en vigueur");
    CHECK(title.status("2024-06-24") == "historique");
}

TEST_CASE("the whole file is there as data, with its sessions and its ambiguities",
          "[referential]") {
    const auto title = idi();
    CHECK(title.everything["rncp"] == "RNCP34147");
    CHECK(title.everything["level"]["european"] == 3);
    CHECK(title.everything["units"][1]["competences"][0]["criteria"][2]["id"] == "B1.3");
    CHECK(title.everything["sessions"].size() == 3);
    CHECK(title.everything["ambiguities"].size() == 8);
    CHECK(title.source == content(kFolder + "/IDI.yaml"));
}

TEST_CASE("a référentiel with a mistake says where and what", "[referential]") {
    const auto [from, to, says] = GENERATE(table<std::string, std::string, std::string>({
        {"id: A1.2", "id: A1.1", "\"A1.1\" written twice"},
        {"id: A1.2", "id: B1.2", "does not start with \"A1.\""},
        {"class: observed", "class: observable", "unknown word \"observable\""},
        {"class: observed", "klass: observed", "did you mean \"class\"?"},
        {"2019-06-23", "2029-06-23", "validity ends before it starts"},
        {"european: 3", "european: 03", "integer from 1 to 8"},
        {"duration: 40min", "duration: 45min", "do not add up"},
        {"total: 4h", "total: 5h", "do not add up"},
        {"present: [candidat, jury]", "present: [candidat]", "do not add up"},
        {"required: [msp-ou-projet", "required: [msp-ou-projets",
         "did you mean \"msp-ou-projet\"?"},
        {"units: [B, C]", "units: B", "list expected"},
        {"least_members: 2", "least_member: 2", "did you mean \"least_members\"?"},
    }));
    CAPTURE(from, to);
    CHECK_THAT(fmt::format("{}", fmt::join(altered(from, to), "\n")),
               Catch::StartsWith("IDI.yaml:") && Catch::Contains(says));
}

TEST_CASE("an unknown code is answered with the ones there are", "[referential]") {
    const auto title = banc::find_referential(kFolder, "IDJ");
    REQUIRE_FALSE(title);
    CHECK_THAT(title.error()[0].line(banc::Lang::fr), Catch::Contains("vouliez-vous dire « IDI »"));
    CHECK_FALSE(banc::find_referential(kFolder, "../referentials/IDI"));
    const auto all = banc::list_referentials(kFolder);
    REQUIRE(all);
    CHECK(all->contains("IDI"));
    CHECK(banc::list_referentials(kFolder + "/none").error()[0].code == banc::Errc::environment);
}

TEST_CASE("a file that is not named after its title is refused", "[referential]") {
    const auto folder = std::filesystem::temp_directory_path() / "banc-referentials";
    std::filesystem::create_directories(folder);
    std::filesystem::copy_file(kFolder + "/IDI.yaml", folder / "IDJ.yaml",
                               std::filesystem::copy_options::overwrite_existing);
    const auto all = banc::list_referentials(folder.string());
    std::filesystem::remove_all(folder);
    REQUIRE_FALSE(all);
    CHECK_THAT(all.error()[0].line(banc::Lang::en), Catch::Contains("name it IDI.yaml"));
}
