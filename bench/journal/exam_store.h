// SPDX-License-Identifier: EUPL-1.2
// The folder of one exam while it is written. Everything here blocks on the disk; nothing here
// knows threads: Committer calls it from the one that may wait.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "bench/journal/disk.h"
#include "bench/journal/reader.h"

namespace banc {

// Bytes beside the chain, added to the end of a file of the exam ("console/pc.console.raw").
struct SideBytes {
    std::string path;
    Bytes bytes;
};

// What one request puts on the disk. A record is written after all side bytes of its batch are
// durable, an anchor after all records.
struct JournalWrite {
    enum class Then {
        go_on,
        cut,  // the first of a journal gone on with: then what was beyond its end goes
        close,
    };
    std::optional<SideBytes> side = {};
    Bytes record = {};        // encoded, or empty
    std::string anchor = {};  // a line, or empty
    Then then = Then::go_on;
};

class ExamStore {
public:
    // Makes the folder (its parent must exist), the files of an empty exam, and both durable.
    // Errc::refused when there is anything of that name. A new segment begins at `segment_max`.
    static Result<ExamStore> create(JournalDisk& disk, const std::string& folder,
                                    std::uint64_t segment_max);

    // One that is there: nobody else writes it while this lives (Errc::refused when somebody does).
    // Nothing is changed before go_on(), which cuts the chain at its end; the rest goes after the
    // record that says so (JournalWrite::Then::cut).
    static Result<ExamStore> hold(JournalDisk& disk, const std::string& folder,
                                  std::uint64_t segment_max);
    Result<void> go_on(const JournalEnd& end);

    // All durable, or an error: then the store must not be used again.
    Result<void> commit(std::span<const JournalWrite> batch);

private:
    ExamStore(JournalDisk& disk, std::string folder, std::uint64_t segment_max)
        : disk_(&disk), folder_(std::move(folder)), segment_max_(segment_max) {}

    struct Appended {
        std::unique_ptr<JournalFile> file;
        std::uint64_t size = 0;
    };
    Result<void> make();
    static Result<void> cut(JournalFile& file, std::uint64_t size);
    Result<void> cut_beyond();
    Result<void> remove(const std::string& path);
    Result<void> commit_sides(std::span<const JournalWrite> batch);
    Result<Appended*> side_file(const std::string& path);
    Result<void> commit_records(std::span<const JournalWrite> batch);
    Result<void> write_records(Bytes& pending);
    Result<void> begin_segment();
    Result<void> commit_anchors(std::span<const JournalWrite> batch);
    Result<void> cut_ahead();

    JournalDisk* disk_;
    std::string folder_;
    std::uint64_t segment_max_;
    std::size_t segments_ = 0;
    std::unique_ptr<JournalFile> segment_;
    std::uint64_t end_ = 0;    // of the records in this segment
    std::uint64_t ahead_ = 0;  // of the zeros after them
    Appended anchors_;
    std::map<std::string, Appended> sides_;  // consoles stay open, the rest only for its batch
    std::vector<std::string> leftovers_;     // named by no record, to be removed
};

}  // namespace banc
