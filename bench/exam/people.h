// SPDX-License-Identifier: EUPL-1.2
// What only a person may do: lines that power a PC or press its button are never switched by the
// bench itself (design.md §2.3). The exam asks, the person does, the bench looks.
#pragma once

#include <string>
#include <vector>

#include "bench/core/error.h"
#include "bench/core/task.h"

namespace banc {

enum class PersonAct {
    power_on,
    power_off,
    restart,
    prepare,   // breaks a part by hand, before the candidate comes in
    put_back,  // the same part, at reset
};

struct PersonRequest {
    PersonAct act = PersonAct::power_on;
    std::string role;  // "formateur", "surveillant"
    Text words;        // what the person is asked, in full
    std::string part{};
    std::vector<std::string> checklist{};  // to acknowledge one by one
};
struct PersonAnswer {
    std::string author;                 // a pseudonym
    std::vector<std::string> ticked{};  // of the checklist
};

class People {
public:
    virtual ~People() = default;
    // Answers once the person says it is done.
    virtual Task<Result<PersonAnswer>> ask(PersonRequest request) = 0;
};

}  // namespace banc
