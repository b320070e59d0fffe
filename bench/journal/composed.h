// SPDX-License-Identifier: EUPL-1.2
// An exam made of recorded pieces (bench/rehearsal/composition.h) is signed like any other: its
// first record says what it is, and whoever shows the exam says so too.
#pragma once

#include "bench/core/error.h"
#include "bench/journal/record.h"

namespace banc {

inline const Text kComposed{"épreuve composée de pièces enregistrées : personne ne l'a passée",
                            "exam composed of recorded pieces: nobody sat it"};

// Of record 1, whatever its shape.
inline bool is_composed(const Json& opened) {
    const auto said = opened.find("composed");
    return said != opened.end() && *said == true;
}

}  // namespace banc
