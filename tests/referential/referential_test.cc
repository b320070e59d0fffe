// SPDX-License-Identifier: EUPL-1.2
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/referential/shipped.h"

using banc::CriterionClass;
using banc::test::content;

namespace {

const std::string kFolder = banc::test::kReferentials;

banc::Referential shipped(const std::string& code) { return banc::test::shipped_titles().at(code); }

}  // namespace

TEST_CASE("each title has the competences and criteria that its certifier published",
          "[referential]") {
    using Counts = std::vector<int>;  // units, competences, observed, supported, judged
    const auto [code, expected] = GENERATE(table<std::string, Counts>({
        {"AMEB", {3, 12, 0, 0, 0}},
        {"TAI", {3, 19, 0, 0, 0}},
        {"RNCP24787", {4, 12, 0, 0, 0}},
        {"ROME-I1401", {2, 28, 0, 0, 0}},
        {"IDI", {2, 7, 8, 10, 15}},
        {"ADRN", {2, 6, 6, 7, 6}},
        {"TIP", {3, 8, 19, 10, 4}},
    }));
    const auto title = shipped(code);
    std::map<CriterionClass, int> classes;
    for (const auto& unit : title.units)
        for (const auto& competence : unit.competences)
            for (const auto& row : competence.criteria) ++classes[row.criterion_class];
    CAPTURE(code);
    CHECK(Counts{static_cast<int>(title.units.size()), static_cast<int>(title.competence_count()),
                 classes[CriterionClass::observed], classes[CriterionClass::supported],
                 classes[CriterionClass::judged]} == expected);
}

TEST_CASE("a row says in which modality it is assessed", "[referential]") {
    const auto [code, row, modalities] =
        GENERATE(table<std::string, std::string, std::vector<std::string>>({
            {"IDI", "B1.3", {"msp", "entretien-technique"}},
            {"TIP", "8.4", {"msp", "entretien-technique"}},
            {"ADRN", "1.1", {"msp"}},
            {"ADRN", "2.1", {"msp", "entretien-technique"}},
            {"ADRN", "4.3", {"entretien-technique"}},
            {"ADRN", "5.5", {"msp"}},
        }));
    CAPTURE(code, row);
    CHECK(shipped(code).row(row)->modalities == modalities);
}

TEST_CASE("the job sheet has 8 base and 20 specific know-hows, 17 kinds of knowledge, 42 names",
          "[referential]") {
    const auto sheet = shipped("ROME-I1401");
    CHECK(sheet.units[0].competences.size() == 8);
    CHECK(sheet.units[1].competences.size() == 20);
    CHECK(sheet.everything["knowledge"].size() == 17);
    CHECK(sheet.everything["jobs"].size() == 42);
    CHECK(sheet.competence("r-guider")->riasec == "Rs");
    CHECK(sheet.competence("r-depanner")->knowledge.size() == 17);
    CHECK(sheet.competence("r-depanner")->ambiguities == std::vector<std::string>{"A-15"});
    CHECK(word(sheet.nature) == "fiche-metier");
    CHECK(sheet.status("2026-11-22") == "en vigueur");
}

TEST_CASE("where criteria are unpublished, a scenario names the competence", "[referential]") {
    CHECK(shipped("AMEB").row_ids().front() == "A1");
    CHECK(shipped("IDI").row_ids().front() == "A1.1");
}

TEST_CASE("the titles of the library show ambiguities A-01 to A-18, each at least once",
          "[referential]") {
    std::map<std::string, int> shown;
    for (const auto& [code, title] : banc::test::shipped_titles())
        for (const auto& one : title.everything["ambiguities"]) ++shown[one["id"]];
    for (int number = 1; number <= 18; ++number)
        CHECK(shown.count(fmt::format("A-{:02}", number)) == 1);
}

TEST_CASE("the rows the shipped scenarios score stand where they are expected", "[referential]") {
    const auto title = shipped("IDI");
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
    const auto title = shipped("IDI");
    CHECK(title.status("2019-06-22") == "historique");
    CHECK(title.status("2019-06-23") == "en vigueur");
    CHECK(title.status("2024-06-23") == "en vigueur");
    CHECK(title.status("2024-06-24") == "historique");
}

TEST_CASE("the whole file is there as data, with its sessions and its ambiguities",
          "[referential]") {
    const auto title = shipped("IDI");
    CHECK(title.everything["rncp"] == "RNCP34147");
    CHECK(title.everything["level"]["european"] == 3);
    CHECK(title.everything["units"][1]["competences"][0]["criteria"][2]["id"] == "B1.3");
    CHECK(title.everything["sessions"].size() == 3);
    CHECK(title.everything["ambiguities"].size() == 8);
    CHECK(title.source == content(kFolder + "/IDI.yaml"));
}

TEST_CASE("an unknown code is answered with the ones there are", "[referential]") {
    const auto title = banc::find_referential(kFolder, "IDJ");
    REQUIRE_FALSE(title);
    CHECK_THAT(title.error()[0].line(banc::Lang::fr), Catch::Contains("vouliez-vous dire « IDI »"));
    CHECK_FALSE(banc::find_referential(kFolder, "../referentials/IDI"));
    const auto all = banc::list_referentials(kFolder);
    REQUIRE(all);
    CHECK(all->contains("IDI"));
    const auto none = banc::list_referentials(kFolder + "/none").error()[0];
    CHECK(none.code == banc::Errc::environment);
    CHECK(none.what.fr == "dossier illisible : aucun fichier de ce nom");
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
