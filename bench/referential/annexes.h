// SPDX-License-Identifier: EUPL-1.2
// The parts of a référentiel that are shown, not computed with: read to be checked. Private to this
// folder.
#pragma once

#include "bench/referential/referential.h"
#include "bench/yaml/fields.h"

namespace banc {

// A map in which `ambiguity: A-05` or `ambiguity: [A-01, A-02]` says what is unclear about it.
class Shown : public Fields {
public:
    Shown(const Node& node, Errors& errors) : Fields(node, errors), map_(node) {
        skip({"ambiguity"});
    }
    [[nodiscard]] std::vector<std::string> ambiguities();

private:
    const Node& map_;
};

extern const std::vector<std::string> kModalities;

// "R", "Rs": one of the six interests of Holland's model in capitals, then a second one.
std::string as_riasec(const Node& node, Errors& errors);
// A list of sentences; one that is unclear is written { text: …, ambiguity: … }.
void check_statements(const Node& list, Errors& errors);

// sittings.cc: what each path shows to the jury, how long, who is present, what counts how much.
void check_sittings(Fields& top);
void check_annexes(Fields& top, Nature nature);
// Every ambiguity that is named is described, and every one described is named where it bites.
void check_ambiguities(const Node& root, Fields& top);

}  // namespace banc
