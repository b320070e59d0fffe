// SPDX-License-Identifier: EUPL-1.2
// The few things the journal asks of a file system, so that a test can be a disk that is full, that
// writes half of what it was given, or that forgets what was not synced.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "bench/core/bytes.h"
#include "bench/core/error.h"
#include "bench/journal/exam_folder.h"

namespace banc {

class JournalFile {
public:
    virtual ~JournalFile() = default;
    // How many bytes went in; may be fewer than asked.
    virtual Result<std::size_t> write_at(std::uint64_t offset, ByteView bytes) = 0;
    virtual Result<void> resize(std::uint64_t size) = 0;
    // After success the content and the size survive a power cut. After a failure nothing is known:
    // never ask again, never go on (the kernel may have dropped the pages).
    virtual Result<void> sync() = 0;
};

class JournalDisk {
public:
    virtual ~JournalDisk() = default;
    // Both refuse (Errc::refused) what is there already; for the owner's account only.
    virtual Result<void> make_folder(const std::string& path) = 0;
    virtual Result<std::unique_ptr<JournalFile>> create(const std::string& path) = 0;
    // What is there already. A file, made or opened, is held while the object lives: Errc::refused
    // for everybody else, until its holder's process has ended.
    virtual Result<std::unique_ptr<JournalFile>> open(const std::string& path) = 0;
    virtual Result<void> remove(const std::string& path) = 0;
    // An exam on this disk, to be read.
    virtual std::unique_ptr<ExamFolder> folder(const std::string& path) = 0;
    // After success the names in the folder survive a power cut.
    virtual Result<void> sync_folder(const std::string& path) = 0;
};

JournalDisk& real_disk();

// All of it, in as many writes as it takes.
Result<void> write_all(JournalFile& file, std::uint64_t offset, ByteView bytes);

// What errno means to a person: the disk is full, is failing, or refuses; and what to do.
tl::unexpected<Error> disk_error(int code, const std::string& path);

// Another program has this file.
tl::unexpected<Error> held_by_another(const std::string& path);

}  // namespace banc
