// SPDX-License-Identifier: EUPL-1.2
// An exam folder read back whole: everything a score or a report needs, from the folder alone.
#pragma once

#include "bench/cli/command.h"
#include "bench/journal/reader.h"
#include "reports/dossier.h"

namespace banc {

struct Loaded {
    Dossier dossier;
    ExamJournal journal;
};

// Records with the blobs they name, which stand in `folder`/blobs. Not empty.
Checked<Dossier> assemble(const std::string& folder, const std::vector<Record>& records);

// Refuses a damaged journal (nothing is scored or shown from it) and a folder that is not an exam.
Result<ExamJournal> load_journal(const std::string& folder);

// The journal with what it is scored by.
Checked<Loaded> load_dossier(const std::string& folder);

}  // namespace banc
