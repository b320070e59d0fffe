// SPDX-License-Identifier: EUPL-1.2
// An exam read back and judged: intact, torn or damaged (FORMAT.md says what each means). Nothing
// is ever repaired, and no bytes make this crash.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "bench/journal/exam_folder.h"
#include "bench/journal/record.h"

namespace banc {

enum class Integrity { intact, torn, damaged, not_an_exam };
std::string_view word(Integrity integrity);  // "intact", "torn", "damaged", "not-an-exam"

enum class ExamLife { open, closed };

// How far an exam that was never closed is vouched for: what a kill left beyond counts for nothing.
struct JournalEnd {
    struct File {
        std::uint64_t counts = 0;  // bytes, from the first
        std::uint64_t written = 0;
    };
    std::size_t segments = 0;
    File segment;  // the last one
    File anchors;
    std::map<std::string, File> consoles;            // by name
    std::map<std::string, std::uint64_t> leftovers;  // size of files no record speaks of
    std::set<std::string> blobs;
};

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
    JournalEnd end;
};

// Errc::environment only when a file can't be read (rights, a failing disk): that is no damage.
Result<ExamJournal> read_exam(const ExamFolder& folder);
Result<ExamJournal> read_exam(const std::string& folder);

// Why nothing may be done with what is damaged, empty or no exam.
Error unusable(const ExamJournal& journal, const std::string& folder);

}  // namespace banc
