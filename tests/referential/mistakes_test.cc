// SPDX-License-Identifier: EUPL-1.2
#include "tests/referential/shipped.h"

using namespace banc;

namespace {

// A shipped title with one piece replaced: what the loader says of it.
Errors altered(const std::string& code, const std::string& from, const std::string& to) {
    auto text = test::content(test::kReferentials + "/" + code + ".yaml");
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    auto title = load_referential(text, code + ".yaml");
    return title ? Errors{} : std::move(title.error());
}

struct Mistake {
    std::string code, from, to, says;
};

void is_explained(const Mistake& mistake) {
    CAPTURE(mistake.from, mistake.to);
    std::string said;
    for (const auto& error : altered(mistake.code, mistake.from, mistake.to)) {
        said += error.line(Lang::en) + "\n";
        CHECK(error.place.line > 0);
        CHECK_FALSE(error.what.fr.empty());
    }
    CHECK_THAT(said, Catch::StartsWith(mistake.code + ".yaml:") && Catch::Contains(mistake.says));
}

const std::string kReasons =
    "not_found:\n"
    "  - Les critères d'évaluation de chaque compétence\n"
    "  - Les durées, les phases et les personnes présentes\n"
    "  - La composition du jury\n";

}  // namespace

TEST_CASE("a mistake in a title's grid is named where it stands", "[referential]") {
    is_explained(GENERATE(values<Mistake>({
        {"IDI", "id: A1.2", "id: A1.1", "\"A1.1\" written twice (one id per row"},
        {"IDI", "id: A1.2", "id: B1.2", "does not start with \"A1.\""},
        {"IDI", "class: observed", "class: observable", "unknown word \"observable\""},
        {"IDI", "class: observed", "klass: observed", "did you mean \"class\"?"},
        {"IDI", "modalities: [msp,", "modalities: [mps,", "did you mean \"msp\"?"},
        {"IDI", "2019-06-23", "2029-06-23", "validity ends before it starts"},
        {"IDI", ", source: Fiche RNCP34147", "", "key \"source\" is missing"},
        {"IDI", "european: 3", "european: 03", "integer from 1 to 8"},
        {"AMEB", kReasons, "", "competence A1 has no criteria, and nothing says why"},
        {"ROME-I1401", "nature: fiche-metier", "nature: fiche", "unknown word \"fiche\""},
        {"ROME-I1401", "riasec: Ir", "riasec: lr", "\"lr\" is no RIASEC code (a capital"},
        {"ROME-I1401", "riasec: Ir", "riasec: RI", "\"RI\" is no RIASEC code"},
    })));
}

TEST_CASE("a mistake in what surrounds the grid is named where it stands", "[referential]") {
    is_explained(GENERATE(values<Mistake>({
        {"IDI", "duration: 40min", "duration: 45min", "do not add up"},
        {"IDI", "total: 4h", "total: 5h", "do not add up"},
        {"IDI", "present: [candidat, jury]", "present: [candidat]", "do not add up"},
        {"IDI", "candidat, surveillant]", "candidat, surveillants]", "mean \"surveillant\"?"},
        {"IDI", "required: [MSP ou projet", "required: [MSP ou projets", "mean \"MSP ou projet\"?"},
        {"IDI", "units: [B, C]", "units: B", "list expected"},
        {"IDI", "least_voices: 2", "least_voices: 1", "integer from 2 to 20"},
        {"RNCP24787", "voices: 4", "voice: 4", "did you mean \"voices\"?"},
        {"RNCP24787", "percent: 10", "percent: 20", "the coefficients make 110 % (they must sum"},
        {"IDI", "\"Titre clos : un an après la fin de validité, soit jusqu'au 23 juin 2025\"",
         "Titre clos : un an après", "between quotes"},
        {"IDI", "ambiguity: A-17", "ambiguity: A-171", "unknown ambiguity \"A-171\" (did you mean"},
        {"IDI", "ambiguity: A-18", "ambiguity: A-17", "ambiguity \"A-18\" is shown nowhere (write"},
        {"IDI", "- id: A-13", "- id: A-12", "ambiguity \"A-12\" written twice"},
    })));
}
