// SPDX-License-Identifier: EUPL-1.2
// What only a person may do: lines that power a PC or press its button are never switched by the
// bench itself (design.md §2.3). The exam asks, the person does, the bench looks.
#pragma once

#include <string>

#include "bench/core/error.h"
#include "bench/core/task.h"

namespace banc {

enum class PersonAct { power_on, power_off, restart };

struct PersonRequest {
    PersonAct act = PersonAct::power_on;
    std::string role;  // "formateur", "surveillant"
    Text words;        // what the person is asked, in full
};

class People {
public:
    virtual ~People() = default;
    // Answers with the author's pseudonym once the person says it is done.
    virtual Task<Result<std::string>> ask(PersonRequest request) = 0;
};

}  // namespace banc
