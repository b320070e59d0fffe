// SPDX-License-Identifier: EUPL-1.2
#include <sodium.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "tests/reports/sample_dossier.h"
#include "tests/reports/tags.h"

using namespace banc;
using sample::Situation;

namespace {

Situation any_situation() {
    return GENERATE(Situation::reference, Situation::bench_fault, Situation::untouched);
}

// Every value of an attribute that starts with a prefix: all("href=\"#n").
std::set<std::uint64_t> numbers_after(const std::string& page, const std::string& prefix) {
    std::set<std::uint64_t> out;
    for (auto at = page.find(prefix); at != std::string::npos; at = page.find(prefix, at + 1))
        out.insert(std::stoull(page.substr(at + prefix.size(), 12)));
    return out;
}

// Without the style sheet, whose units are percentages.
std::string without_style(std::string page) {
    const auto from = page.find("<style>");
    const auto to = page.find("</style>");
    return page.erase(from, to - from);
}

std::string section_of(const std::string& page, const std::string& id) {
    const auto from = page.find("<section id=\"" + id + "\"");
    REQUIRE(from != std::string::npos);
    return page.substr(from, page.find("</section>", from) - from);
}

}  // namespace

TEST_CASE("every tag of the page is closed in order", "[reports]") {
    CHECK(test::imbalance(report_html(sample::dossier(any_situation()))) == "");
}

TEST_CASE("the page needs nothing from outside and runs nothing", "[reports]") {
    const auto page = report_html(sample::dossier(any_situation()));
    for (const auto* word : {"http://", "https://", "<script", "src=", "@import",
                             "javascript:", " style=", " onclick=", " onload=", "<link"}) {
        CAPTURE(word);
        CHECK(page.find(word) == std::string::npos);
    }
}

TEST_CASE("what nobody sat says so at the top, and on every sheet", "[reports]") {
    auto dossier = sample::dossier(Situation::reference);
    const std::string words = "composée de pièces enregistrées";
    CHECK(report_html(dossier).find(words) == std::string::npos);
    dossier.journal.front().body["composed"] = true;
    const auto page = report_html(dossier);
    const auto sheet = page.find("class=\"running\"");
    const auto top = page.find("class=\"warning\"");
    REQUIRE(top != std::string::npos);
    CHECK(page.substr(sheet, page.find("</div>", sheet) - sheet).find(words) != std::string::npos);
    CHECK(page.substr(top, page.find("</p>", top) - top).find(words) != std::string::npos);
    CHECK(report_json(dossier)["identity"]["composed"] == true);
}

TEST_CASE("the page's policy allows exactly its style sheet", "[reports]") {
    const auto page = report_html(sample::dossier(Situation::reference));
    const auto from = page.find("<style>") + 7;
    const auto style = page.substr(from, page.find("</style>") - from);
    unsigned char digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(digest, reinterpret_cast<const unsigned char*>(style.data()), style.size());
    char base64[64];
    sodium_bin2base64(base64, sizeof base64, digest, sizeof digest, sodium_base64_VARIANT_ORIGINAL);
    CHECK(page.find("sha256-" + std::string(base64)) != std::string::npos);
}

TEST_CASE("what a hostile console printed is shown and not obeyed", "[reports]") {
    const auto dossier = sample::with_console_text(
        sample::dossier(Situation::reference),
        "</code><script>alert(1)</script>\"'\u202Egnp.exe\x1b[31m\x07 &amp;");
    const auto page = report_html(dossier);
    CHECK(page.find("<script") == std::string::npos);
    CHECK(page.find("\u202E") == std::string::npos);
    CHECK(page.find('\x1b') == std::string::npos);
    CHECK(page.find("&lt;/code&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;⟨U+202E⟩gnp.exe"
                    "⟨U+001B⟩[31m⟨U+0007⟩ &amp;amp;") != std::string::npos);
    CHECK(test::imbalance(page) == "");
}

TEST_CASE("a hostile name can't break the page either", "[reports]") {
    auto dossier = sample::dossier(Situation::reference);
    const std::string evil = "\"><script>\u202E</style>";
    dossier.journal.front().body["exam"] = evil;
    dossier.journal.front().body["candidate"] = evil;
    dossier.journal.front().body["mode"] = evil;
    dossier.scenario.title = dossier.scenario.brief = evil;
    for (auto& fact : dossier.scenario.facts) fact.label.fr = evil;
    const auto page = report_html(dossier);
    CHECK(page.find("<script") == std::string::npos);
    CHECK(test::imbalance(page) == "");
}

TEST_CASE("every number on the page is a record of the journal", "[reports]") {
    const auto dossier = sample::dossier(any_situation());
    const auto page = report_html(dossier);
    const auto links = numbers_after(page, "href=\"#n");
    const auto targets = numbers_after(page, " id=\"n");
    CHECK_FALSE(links.empty());
    CHECK(std::includes(targets.begin(), targets.end(), links.begin(), links.end()));
    for (const auto seq : numbers_after(page, "n°\u00a0")) {
        CHECK(seq >= 1);
        CHECK(seq <= dossier.journal.size());
    }
}

TEST_CASE("the whole grid of the title is there, in its order", "[reports]") {
    const auto dossier = sample::dossier(any_situation());
    const auto grid = section_of(report_html(dossier), "grille");
    REQUIRE(dossier.score.rows.size() == 33);
    std::size_t at = 0;
    for (const auto& row : dossier.score.rows) {
        CAPTURE(row.row);
        at = grid.find("<th scope=\"row\">" + row.row + "</th>", at);
        REQUIRE(at != std::string::npos);
    }
}

TEST_CASE("a row nobody instrumented says so", "[reports]") {
    const auto grid = section_of(report_html(sample::dossier(Situation::reference)), "grille");
    const auto at = grid.find(">B3.3</th>");
    CHECK(grid.substr(at, 200).find("non instrumenté par ce scénario") != std::string::npos);
}

TEST_CASE("a judged criterion waits for the jury and is never a zero", "[reports]") {
    const auto page = report_html(sample::dossier(any_situation()));
    const auto grid = section_of(page, "grille");
    const auto at = grid.find(">B1.2</th>");
    CHECK(grid.substr(at, grid.find("</tr>", at) - at).find("à évaluer par le jury") !=
          std::string::npos);
    const auto jury = section_of(page, "jury");
    CHECK(jury.find("B1.2") != std::string::npos);
    for (const auto* word : {"Observé", "Non observé", "Non évalué", "Commentaire"})
        CHECK(jury.find(word) != std::string::npos);
}

TEST_CASE("the jury reads the descriptors of what it judges", "[reports]") {
    const auto jury = section_of(report_html(sample::dossier(Situation::reference)), "jury");
    CHECK(jury.find("Nomme la cause sans jargon") != std::string::npos);
}

TEST_CASE("the repair that was seen is named, and safety is marked wherever it is proposed",
          "[reports]") {
    auto dossier = sample::dossier(Situation::reference);
    dossier.score.criteria.front().critical = true;
    dossier.score.criteria.front().route = "Rend le serveur du plan";
    const auto page = report_html(dossier);
    CHECK(section_of(page, "grille").find("Voie suivie\u00a0: Rend le serveur du plan") !=
          std::string::npos);
    for (const auto* where : {"grille", "propositions"})
        CHECK(section_of(page, where).find("class=\"safety\">Sécurité<") != std::string::npos);
    CHECK(report_html(sample::official(dossier)).find("Voie suivie") == std::string::npos);
}

TEST_CASE("a withheld criterion shows neither finding nor verdict", "[reports]") {
    const auto page = report_html(sample::official(sample::dossier(Situation::reference)));
    CHECK(page.find("en attente de la saisie du juré") != std::string::npos);
    CHECK(page.find("class=\"verdict met\"") == std::string::npos);
    CHECK(page.find("ndice\u00a0: oui") == std::string::npos);
}

TEST_CASE("each verdict is said in the words of the house", "[reports]") {
    const auto [situation, words] = GENERATE(table<Situation, std::string>({
        {Situation::reference, "constaté"},
        {Situation::untouched, "constaté non atteint"},
        {Situation::untouched, "le banc n’a pas pu voir"},
        {Situation::bench_fault, "défaut du banc"},
        {Situation::reference, "vu par le banc\u00a0: oui"},
        {Situation::untouched, "vu par le banc\u00a0: inconnu"},
    }));
    CHECK(section_of(report_html(sample::dossier(situation)), "grille").find(words + "</") !=
          std::string::npos);
}

TEST_CASE("no total, no point and no percentage anywhere", "[reports]") {
    const auto page = without_style(report_html(sample::dossier(any_situation())));
    for (const auto* word : {"%", "Total", "total ", "/20", "note :", "points", "score"}) {
        CAPTURE(word);
        CHECK(page.find(word) == std::string::npos);
    }
}

TEST_CASE("the mode is at the top of the page and in its running head", "[reports]") {
    const auto page = report_html(sample::dossier(Situation::reference));
    CHECK(page.find("class=\"mode\">examen blanc<") < page.find("<h1"));
    CHECK(page.find("épreuve 2026-06-12-poste3-dns · examen blanc</div>") != std::string::npos);
}

TEST_CASE("the seal is printed whole with the command that checks it", "[reports]") {
    const auto dossier = sample::dossier(Situation::reference);
    const auto seal = section_of(report_html(dossier), "integrite");
    CHECK(seal.find(dossier.head) != std::string::npos);
    CHECK(seal.find("banc verify 2026-06-12-poste3-dns") != std::string::npos);
}

TEST_CASE("a damaged journal is said before anything else", "[reports]") {
    auto dossier = sample::dossier(Situation::reference);
    CHECK(report_html(dossier).find("class=\"warning\"") == std::string::npos);
    dossier.integrity = "damaged";
    const auto page = report_html(dossier);
    CHECK(page.find("class=\"warning\"") < page.find("<main"));
}

TEST_CASE("the same dossier gives the same bytes", "[reports]") {
    const auto situation = any_situation();
    CHECK(report_html(sample::dossier(situation)) == report_html(sample::dossier(situation)));
    CHECK(report_json(sample::dossier(situation)).dump() ==
          report_json(sample::dossier(situation)).dump());
}

TEST_CASE("a screen reader finds its way", "[reports]") {
    const auto page = report_html(sample::dossier(any_situation()));
    CHECK(page.find("<html lang=\"fr\">") != std::string::npos);
    for (const auto* landmark : {"<header>", "<main>", "<footer>"})
        CHECK(page.find(landmark) != std::string::npos);
    CHECK(test::headings_skip_no_level(page));
    CHECK(page.find("<th>") == std::string::npos);  // each has a scope
    CHECK(page.find("role=\"img\" aria-labelledby=\"dessin-titre dessin-texte\"") !=
          std::string::npos);
    CHECK(test::repeated_id(page) == "");
}
