// SPDX-License-Identifier: EUPL-1.2
// An exam read back and judged: intact, torn or damaged (FORMAT.md says what each means). Nothing
// is ever repaired, and no bytes make this crash.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bench/journal/exam_folder.h"
#include "bench/journal/record.h"

namespace banc {

enum class Integrity { intact, torn, damaged, not_an_exam };
std::string_view word(Integrity integrity);  // "intact", "torn", "damaged", "not-an-exam"

enum class ExamLife { open, closed };

struct ExamJournal {
    Integrity integrity = Integrity::intact;
    // The lowest record number concerned, and what is wrong there; 0 and empty when intact.
    std::uint64_t flaw_at = 0;
    Text flaw;
    std::size_t flaws = 0;
    // All that could be read, in the order of the file. Of a damaged journal: for counting and
    // showing, not for scoring.
    std::vector<Record> records;
    ExamLife life = ExamLife::open;
    Hash head{};                     // of the last record
    std::string public_key;          // hexadecimal, from record 1: compare it with the centre's
    std::size_t anchors = 0;         // whose signature and head are right
    std::size_t console_blocks = 0;  // whose bytes are right
    std::size_t purged = 0;          // personal payloads that are no longer there
};

// Errc::environment only when a file can't be read (rights, a failing disk): that is no damage.
Result<ExamJournal> read_exam(const ExamFolder& folder);
Result<ExamJournal> read_exam(const std::string& folder);

}  // namespace banc
