// SPDX-License-Identifier: EUPL-1.2
// A disk in memory that remembers what was synced, can be full, can take half of what it is given,
// and can stop at any operation as if the power were cut there.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <mutex>
#include <set>
#include <string>

#include "bench/journal/disk.h"
#include "bench/journal/exam_folder.h"

namespace banc {

// An exam's folder as values, to be read or spoilt.
struct MemoryFolder : ExamFolder {
    std::map<std::string, Bytes> files;  // "journal/000001.seg"
    std::set<std::string> folders;

    [[nodiscard]] Result<std::vector<FolderEntry>> list() const override;
    [[nodiscard]] Result<Bytes> read(const std::string& path, std::uint64_t offset,
                                     std::size_t length) const override;
};

class MemoryDisk : public JournalDisk {
public:
    static constexpr std::size_t kNever = std::numeric_limits<std::size_t>::max();

    // Set before a writer uses it.
    std::size_t write_max = kNever;        // bytes taken by one write
    std::uint64_t room = kNever;           // bytes taken in all, then the disk is full
    std::size_t operations_left = kNever;  // then every operation fails; the last write is halved

    Result<void> make_folder(const std::string& path) override;
    Result<std::unique_ptr<JournalFile>> create(const std::string& path) override;
    Result<std::unique_ptr<JournalFile>> open(const std::string& path) override;
    Result<void> remove(const std::string& path) override;
    std::unique_ptr<ExamFolder> folder(const std::string& path) override;
    Result<void> sync_folder(const std::string& path) override;

    // What is in `folder` if the program stops now.
    MemoryFolder after_kill(const std::string& folder);
    // What is in it if the power goes now and everything that was not synced is lost.
    MemoryFolder after_power_cut(const std::string& folder);
    // `folder` as a crash left it, for another program to find.
    void put(const std::string& folder, const MemoryFolder& content);
    std::size_t syncs();       // of files, so far
    std::size_t operations();  // so far

private:
    friend class MemoryFile;
    // Without the zeros at its end: space written ahead costs nothing here.
    struct Content {
        Bytes bytes;
        std::size_t size = 0;
        void put(std::uint64_t offset, ByteView in);
        [[nodiscard]] Bytes whole() const;
    };
    struct Stored {
        Content now;
        Content durable;
    };
    bool take_operation();

    std::mutex mutex_;
    std::map<std::string, Stored> files_;
    std::set<std::string> folders_;
    std::set<std::string> durable_names_;
    std::set<std::string> held_;  // by a file that is open
    std::size_t syncs_ = 0;
    std::size_t operations_ = 0;
};

}  // namespace banc
