// SPDX-License-Identifier: EUPL-1.2
// A play: an exam held by a scripted candidate, kept as a text to be scored again for ever
// (tests/golden/README.md). It is no evidence: nothing is signed, and nothing beside the journal
// is kept but the scenario and the référentiel, under their hashes in `blobs`.
#pragma once

#include <span>

#include "bench/cli/dossier.h"

namespace banc {

// Writes FOLDER/NAME.play and the two blobs it needs, taken from the exam.
Result<void> keep_play(const Loaded& loaded, const std::string& exam, const std::string& file);

// What `banc score` and `prove` read in place of an exam's folder.
Checked<Dossier> load_play(const std::string& file);
// The score that was kept with it, as it was printed.
Result<std::string> kept_score(const std::string& file);

}  // namespace banc
