// SPDX-License-Identifier: EUPL-1.2
// One exam's evidence as it is written: every call queues in the order of the calls, and resumes
// its caller only when the disk has it. FORMAT.md says what is on the disk.
//
//   auto writer = JournalWriter::create(folder, key, loop);
//   QSocketNotifier(writer->wake_fd(), Read) -> writer->deliver();
//   const auto seq = co_await writer->append("opened", body);
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "bench/core/task.h"
#include "bench/journal/anchor.h"
#include "bench/journal/committer.h"
#include "bench/journal/console_block.h"
#include "bench/journal/reader.h"
#include "bench/journal/segment.h"

namespace banc {

// Where an exam lies. Tests bring their own disk and small segments.
struct JournalMedium {
    JournalDisk& disk = real_disk();
    std::uint64_t segment_max = kSegmentMax;
};

class JournalWriter {
public:
    // Makes the folder; its parent must exist, and nothing of that name. Blocks for a few syncs.
    // The loop must outlive the writer.
    static Result<std::unique_ptr<JournalWriter>> create(const std::string& folder, SigningKey key,
                                                         Loop& loop, JournalMedium medium = {});
    // An exam that was never closed, to be gone on with by the installation that began it. Checked
    // whole first; what a kill left beyond its end is cut off, and the first record, `reopened`,
    // says what that was. Nothing is changed on an error: Errc::refused when it is closed, holds no
    // record, or a program still writes it; Errc::corrupt when it is damaged.
    struct Reopened;
    static Result<Reopened> reopen(const std::string& folder, SigningKey key, Loop& loop,
                                   JournalMedium medium = {});
    JournalWriter(const JournalWriter&) = delete;
    JournalWriter& operator=(const JournalWriter&) = delete;
    // Writes what is queued; tasks that still wait are never resumed. Does not close the exam.
    ~JournalWriter() = default;

    // The record's number. Errors: Errc::invalid for a body the format refuses, which changes
    // nothing; Errc::refused after close(); Errc::environment when the disk failed: then every
    // later call answers the same and nothing more is written. The first record must be `opened`;
    // its public_key is filled in.
    Task<Result<std::uint64_t>> append(std::string kind, Json body);
    // At most kConsoleBlockMax bytes, into console/<name>.raw, and their record.
    Task<Result<void>> console(std::string name, ConsoleBlock block);
    // Signs the head. Answers the number of the record it covers.
    Task<Result<std::uint64_t>> anchor();
    // The `closed` record, the closing anchor, no space written ahead any more.
    Task<Result<void>> close(Json body);

    // Queued at once: whatever is appended later is durable only after it.
    // The content's hash, its name in blobs/. Name it under a key `blob` in a record's body.
    Result<std::string> blob(Bytes content);
    // The commitment to {salt, payload}, which stay in personal/; journals it as kind `personal`.
    Result<std::string> personal(const Json& payload);

    // Readable when deliver() has something to do; both belong to the loop's thread.
    [[nodiscard]] int wake_fd() const { return committer_->wake_fd(); }
    void deliver();
    // Everything handed in is on the disk, and who waited for it was told.
    [[nodiscard]] bool idle() const { return waiting_.empty(); }

    // Called by deliver(): once per durable record, in order.
    std::function<void(const Record&)> on_record;

private:
    using Written = Answer<Result<void>>;
    struct Waiting {
        std::size_t bytes = 0;
        std::optional<Record> record;
        std::optional<Written::Resolver> resolver;
    };
    JournalWriter(std::unique_ptr<Committer> committer, SigningKey key, Loop& loop, BootId boot);
    Result<void> go_on(const ExamJournal& before);

    // Errors that make any further write pointless.
    Result<void> ready() const;
    // The next record of the chain; on success it must be submitted.
    Result<Record> seal(std::string kind, Json body, Bytes& encoded);
    std::string sign_head(Anchor::Of of);
    void submit(JournalWrite write, std::optional<Record> record,
                std::optional<Written::Resolver> to = {});
    void resolve(Waiting waiting, const Result<void>& result);

    // Constant.
    std::unique_ptr<Committer> committer_;
    SigningKey key_;
    Loop& loop_;
    BootId boot_;
    // The chain so far, queued writes included.
    std::uint64_t seq_ = 0;
    Hash head_{};
    std::uint64_t anchors_ = 0;
    std::map<std::string, std::uint64_t> console_sizes_;
    std::set<std::string> blobs_;
    enum class Life { open, closed } life_ = Life::open;
    // What is not durable yet.
    std::deque<Waiting> waiting_;
    std::size_t waiting_bytes_ = 0;
    std::uint64_t delivered_ = 0;
    std::optional<Error> failure_;
};

struct JournalWriter::Reopened {
    std::unique_ptr<JournalWriter> writer;
    ExamJournal before;  // as it was found
};

// Of the controller, since it was started: monotonic times compare only within one.
Result<BootId> this_boot();

}  // namespace banc
