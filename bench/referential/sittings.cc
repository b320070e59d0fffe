// SPDX-License-Identifier: EUPL-1.2
// What a candidate sits, by path: evidence, phases and their durations, marks that count.
#include <algorithm>

#include "bench/referential/annexes.h"

namespace banc {

const std::vector<std::string> kModalities{"msp",
                                           "entretien-technique",
                                           "questionnaire-professionnel",
                                           "questionnement-productions",
                                           "entretien-final",
                                           "epreuve-pratique",
                                           "epreuve-de-verification",
                                           "entretien-jury"};

namespace {

const std::vector<std::string> kEvidence{"MSP ou projet",
                                         "complément",
                                         "ECF",
                                         "dossier professionnel",
                                         "annexes du dossier",
                                         "entretien final",
                                         "livret de certification",
                                         "titre détenu",
                                         "contrôle continu",
                                         "compétences sociales",
                                         "note du tuteur",
                                         "examen final",
                                         "épreuve de vérification",
                                         "entretien avec le jury"};
const std::vector<std::string> kPresent{"candidat", "surveillant", "jury", "évaluateurs",
                                        "formateur référent"};

std::vector<std::string> as_words(const Node& list, const std::vector<std::string>& known,
                                  Errors& errors) {
    std::vector<std::string> words;
    for (const auto& word : as_list(list, errors)) words.push_back(as_one_of(word, known, errors));
    return words;
}

// exam.md §1.4: what each path shows to the jury.
void check_evidence(const Node& list, Errors& errors) {
    for (const auto& item : as_list(list, errors)) {
        Shown fields(item, errors);
        fields.get("path", as_one_of,
                   std::vector<std::string>{"formation", "vae", "capitalisation", "ccs"});
        fields.get("for", as_one_of, std::vector<std::string>{"titre", "ccp", "ccs"});
        fields.get("entry", as_text);
        for (const auto* words :
             {fields.need("required"), fields.find("if_provided"), fields.find("training_only")})
            if (words != nullptr) as_words(*words, kEvidence, errors);
    }
}

struct Phase {
    Nanos duration{0};
    bool before_jury = false;
};

Phase check_phase(const Node& node, Errors& errors) {
    Shown fields(node, errors);
    fields.get("id", as_text);
    fields.get("modality", as_one_of, kModalities);
    fields.get("what", as_text);
    const auto present = fields.get("present", as_words, kPresent);
    return {fields.get("duration", as_duration),
            std::find(present.begin(), present.end(), "jury") != present.end()};
}

// exam.md §2.3. The published totals are checked against the phases they sum up.
void check_session(const Node& node, Errors& errors) {
    Shown fields(node, errors);
    const auto before = errors.size();
    fields.get("session", as_text);
    const auto total = fields.get("total", as_duration);
    const auto jury = fields.get("jury", as_duration);
    Nanos all{0};
    Nanos before_jury{0};
    if (const auto* phases = fields.need("phases"))
        for (const auto& item : as_list(*phases, errors)) {
            const auto phase = check_phase(item, errors);
            all += phase.duration;
            if (phase.before_jury) before_jury += phase.duration;
        }
    if (errors.size() == before && (all != total || before_jury != jury))
        blame(errors, node.place,
              text("les durées des phases ne font pas les totaux annoncés",
                   "the phases do not add up to the announced totals"),
              text("total : toutes les phases ; jury : celles où le jury est présent",
                   "total: every phase; jury: those with the jury present"));
}

// Only a title that publishes coefficients has any: ministry titles have none (design.md §2.9).
void check_coefficients(const Node& list, Errors& errors) {
    std::int64_t sum = 0;
    for (const auto& item : as_list(list, errors)) {
        Shown fields(item, errors);
        fields.get("of", as_one_of, kEvidence);
        sum += fields.get("percent", as_integer, Range{1, 100});
    }
    if (sum != 100)
        blame(errors, list.place,
              text("les coefficients font {} %", "the coefficients make {} %", sum),
              text("leur somme doit faire 100 %", "they must sum to 100 %"));
}

void check_jury(const Node& node, Errors& errors) {
    Shown fields(node, errors);
    if (const auto* list = fields.need("composition"))
        for (const auto& item : as_list(*list, errors)) {
            Shown bench(item, errors);
            bench.get("for", as_texts);
            bench.get("voting", as_texts);
            const auto* least = bench.find("least_voices");
            const auto* voices = least != nullptr ? least : bench.need("voices");
            if (voices != nullptr) as_integer(*voices, Range{2, 20}, errors);
            bench.get_or("without_voice", std::vector<std::string>{}, as_texts);
        }
    for (const auto* key : {"rules", "outcomes", "documents"})
        if (const auto* list = fields.find(key)) check_statements(*list, errors);
}

}  // namespace

void check_sittings(Fields& top) {
    auto& errors = top.errors();
    if (const auto* node = top.find("evidence")) check_evidence(*node, errors);
    if (const auto* node = top.find("sessions"))
        for (const auto& item : as_list(*node, errors)) check_session(item, errors);
    if (const auto* node = top.find("coefficients")) check_coefficients(*node, errors);
    if (const auto* node = top.find("jury")) check_jury(*node, errors);
    if (const auto* node = top.find("partial")) check_statements(*node, errors);
    if (const auto* node = top.find("organisation")) {
        Shown fields(*node, errors);
        for (const auto* key : {"sharing", "security"})
            if (const auto* list = fields.need(key)) check_statements(*list, errors);
    }
}

}  // namespace banc
