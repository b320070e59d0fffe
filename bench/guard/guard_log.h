// SPDX-License-Identifier: EUPL-1.2
// What the guard did, in a file of its own beside the journal: `guard.jsonl` in the exam's folder,
// one JSON object a line, only ever appended to. The daemon that comes back copies it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bench/core/json.h"
#include "bench/core/time.h"
#include "bench/journal/logbook.h"

namespace banc {

class GuardLog {
public:
    virtual ~GuardLog() = default;
    // Adds `n` (from 1), `at_ns` and `wall_ns`; answers n. A disk that refuses changes nothing: a
    // fault is put to rest also when nobody can write it down.
    virtual std::uint64_t append(Json entry, Instant at) = 0;
    // What was appended survives a power cut, if the disk can.
    virtual void sync() = 0;
};

// Made by the first append, so that an exam that needed no guard has no such file.
class GuardFile final : public GuardLog {
public:
    explicit GuardFile(std::string exam_folder) : folder_(std::move(exam_folder)) {}
    ~GuardFile() override;
    GuardFile(const GuardFile&) = delete;
    GuardFile& operator=(const GuardFile&) = delete;

    std::uint64_t append(Json entry, Instant at) override;
    void sync() override;

private:
    void open();

    std::string folder_;
    int fd_ = -1;
    std::uint64_t n_ = 0;
};

// The entries in an exam's folder, in order. None where there is no file; what a kill left at the
// end of a line is left out.
std::vector<Json> read_guard_log(const std::string& exam_folder);
// Each entry that the journal does not hold yet becomes a record `guard` (RECORDS.md).
Task<Result<void>> copy_guard_log(std::string exam_folder, Logbook& logbook);

}  // namespace banc
