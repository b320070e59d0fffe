// SPDX-License-Identifier: EUPL-1.2
#include "bench/referential/annexes.h"

#include <algorithm>

namespace banc {
namespace {

const std::vector<std::string> kEvidence{
    "msp-ou-projet",           "complement",         "ecf",
    "dossier-professionnel",   "annexes-du-dossier", "entretien-final",
    "livret-de-certification", "titre-detenu"};

void check_words(const Node& list, Errors& errors) {
    for (const auto& word : as_list(list, errors)) as_one_of(word, kEvidence, errors);
}

// exam.md §1.4: what each path shows to the jury.
void check_evidence(const Node& list, Errors& errors) {
    for (const auto& item : as_list(list, errors)) {
        Fields fields(item, errors);
        fields.get("path", as_one_of,
                   std::vector<std::string>{"formation", "vae", "capitalisation", "ccs"});
        fields.get("for", as_one_of, std::vector<std::string>{"titre", "ccp", "ccs"});
        fields.get("entry", as_text);
        for (const auto* words :
             {fields.need("required"), fields.find("if_provided"), fields.find("training_only")})
            if (words != nullptr) check_words(*words, errors);
    }
}

struct Phase {
    Nanos duration{0};
    bool before_jury = false;
};

Phase check_phase(const Node& node, Errors& errors) {
    Fields fields(node, errors);
    fields.get("id", as_text);
    fields.get("modality", as_text);
    fields.get("what", as_text);
    const auto present = fields.get("present", as_texts);
    return {fields.get("duration", as_duration),
            std::find(present.begin(), present.end(), "jury") != present.end()};
}

// exam.md §2.3. The published totals are checked against the phases they sum up.
void check_session(const Node& node, Errors& errors) {
    Fields fields(node, errors);
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
    if (errors.empty() && (all != total || before_jury != jury))
        blame(errors, node.place,
              text("les durées des phases ne font pas les totaux annoncés",
                   "the phases do not add up to the announced totals"),
              text("total : toutes les phases ; jury : celles où le jury est présent",
                   "total: every phase; jury: those with the jury present"));
}

void check_texts(const Node& node, const std::vector<std::string>& keys, Errors& errors) {
    Fields fields(node, errors);
    for (const auto& key : keys) fields.get(key, as_texts);
}

void check_jury(const Node& node, Errors& errors) {
    Fields fields(node, errors);
    fields.get("least_members", as_integer, Range{1, 20});
    for (const auto* key : {"rules", "outcomes", "documents"}) fields.get(key, as_texts);
}

void check_title_units(const Node& node, Errors& errors) {
    Fields fields(node, errors);
    fields.get("title", as_text);
    fields.get("arrete", as_date);
    fields.get("units", as_texts);
}

void check_correspondences(const Node& list, Errors& errors) {
    for (const auto& item : as_list(list, errors)) {
        Fields fields(item, errors);
        for (const auto* key : {"from", "to"})
            if (const auto* side = fields.need(key)) check_title_units(*side, errors);
        fields.get("source", as_text);
        fields.get_or("ambiguity", std::string{}, as_text);
    }
}

void check_ambiguities(const Node& list, Errors& errors) {
    for (const auto& item : as_list(list, errors)) {
        Fields fields(item, errors);
        fields.get("id", as_text);
        fields.get("text", as_text);
    }
}

void check_identity(Fields& top) {
    for (const auto* key : {"tp", "rncp", "nsf", "authority"}) top.get(key, as_text);
    top.get("rome", as_texts);
    top.get("legal", as_texts);
    if (const auto* node = top.need("level")) {
        Fields level(*node, top.errors());
        level.get("nomenclature_1969", as_text);
        level.get("european", as_integer, Range{1, 8});
    }
}

}  // namespace

void check_annexes(Fields& top) {
    auto& errors = top.errors();
    check_identity(top);
    top.get_or("transversal", std::vector<std::string>{}, as_texts);
    if (const auto* node = top.need("evidence")) check_evidence(*node, errors);
    if (const auto* node = top.need("sessions"))
        for (const auto& item : as_list(*node, errors)) check_session(item, errors);
    if (const auto* node = top.need("jury")) check_jury(*node, errors);
    if (const auto* node = top.find("organisation"))
        check_texts(*node, {"sharing", "security"}, errors);
    if (const auto* node = top.need("correspondences")) check_correspondences(*node, errors);
    if (const auto* node = top.need("ambiguities")) check_ambiguities(*node, errors);
}

}  // namespace banc
