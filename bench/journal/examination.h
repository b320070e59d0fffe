// SPDX-License-Identifier: EUPL-1.2
// What the reader's checks share while they look at one exam: the files not yet accounted for, and
// the verdict so far. Each check takes the files it answers for; what is left over is foreign.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "bench/journal/reader.h"

namespace banc {

class Examination {
public:
    static Result<Examination> open(const ExamFolder& folder);

    // The size of a regular file, which is then accounted for; nullopt when there is none.
    std::optional<std::uint64_t> claim(const std::string& path);
    [[nodiscard]] Result<Bytes> read(const std::string& path, std::uint64_t offset,
                                     std::size_t length) const {
        return folder_->read(path, offset, length);
    }
    [[nodiscard]] const std::map<std::string, FolderEntry>& unclaimed() const { return files_; }

    void damage(std::uint64_t record, Text what);
    // Counts only while nothing is damaged.
    void torn(std::uint64_t record, Text what);
    // The number to name when no record is concerned more than another.
    [[nodiscard]] std::uint64_t last() const {
        return journal.records.empty() ? 1 : journal.records.back().seq;
    }

    ExamJournal journal;

private:
    explicit Examination(const ExamFolder& folder) : folder_(&folder) {}
    const ExamFolder* folder_;
    std::map<std::string, FolderEntry> files_;
};

// chain.cc: segments, records, anchors. Settles journal.life.
Result<void> check_chain(Examination& exam);
// side_files.cc: consoles, blobs, personal payloads, and what belongs to nobody.
Result<void> check_side_files(Examination& exam);

}  // namespace banc
