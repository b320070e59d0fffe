// SPDX-License-Identifier: EUPL-1.2
#include "tests/support/memory_logbook.h"

namespace banc {
namespace {

// What fdatasync takes on an ordinary disk: whoever acts before his intent is durable is caught.
constexpr Nanos kSync = std::chrono::milliseconds(10);

Error disk_full() { return {Errc::environment, text("disque plein", "disk full"), {}, {}}; }

}  // namespace

Result<Record> MemoryLogbook::seal(std::string kind, Json body) {
    if (failed_) return tl::unexpected<Error>(disk_full());
    if (closed_) return fail(Errc::refused, text("l'épreuve est close", "the exam is closed"));
    if ((seq_ == 0) != (kind == "opened"))
        return fail(Errc::invalid, text("« opened » d'abord", "\"opened\" comes first"));
    const auto spelled = canonical(body);
    if (!spelled) return tl::unexpected<Error>(spelled.error());
    return Record{++seq_, {}, loop_.now(), std::move(kind), std::move(body), {}, {}};
}

void MemoryLogbook::submit(std::optional<Record> record, std::optional<Written::Resolver> to) {
    waiting_.push_back({std::move(record), std::move(to), ++writes_ >= full_from});
    if (!commit_) commit_ = loop_.after(kSync, [this] { commit(); });
}

void MemoryLogbook::commit() {
    commit_.reset();
    for (auto& write : std::exchange(waiting_, {})) {
        failed_ = failed_ || write.full;
        if (failed_) {
            if (write.to) (*write.to)(tl::unexpected<Error>(disk_full()));
            continue;
        }
        if (write.record) durable_.push_back(std::move(*write.record));
        if (write.record && on_record) on_record(durable_.back());
        if (write.to) (*write.to)(durable_.back().seq);
    }
}

Task<Result<std::uint64_t>> MemoryLogbook::write(Result<Record> record) {
    if (!record) co_return tl::unexpected<Error>(record.error());
    Written written(loop_);
    submit(std::move(*record), written.resolver());
    Result<std::uint64_t> seq = co_await written;
    co_return seq;
}

Task<Result<std::uint64_t>> MemoryLogbook::append(std::string kind, Json body) {
    return write(seal(std::move(kind), std::move(body)));
}

Task<Result<void>> MemoryLogbook::console(std::string name, ConsoleBlock block) {
    Json body{{"console", name}, {"offset", raw_[name].size()}, {"length", block.bytes.size()}};
    body["from_ns"] = block.from.since_boot.count();
    body["to_ns"] = block.to.since_boot.count();
    body["chunks"] = block.chunks;
    auto written = co_await write(seal("console", std::move(body)));
    if (!written) co_return tl::unexpected<Error>(written.error());
    raw_[name] += banc::to_string(block.bytes);
    co_return Result<void>{};
}

Task<Result<void>> MemoryLogbook::anchor() {
    if (failed_) co_return tl::unexpected<Error>(disk_full());
    Written written(loop_);
    submit({}, written.resolver());
    Result<std::uint64_t> head = co_await written;
    if (!head) co_return tl::unexpected<Error>(head.error());
    ++anchors_;
    co_return Result<void>{};
}

Task<Result<void>> MemoryLogbook::close(Json body) {
    auto record = seal("closed", std::move(body));
    closed_ = true;
    auto written = co_await write(std::move(record));
    if (!written) co_return tl::unexpected<Error>(written.error());
    co_return Result<void>{};
}

Result<std::string> MemoryLogbook::personal(const Json& payload) {
    std::string commitment = fmt::format("commitment of {}", payload.dump());
    auto record = seal("personal", {{"commitment", commitment}});
    if (!record) return tl::unexpected<Error>(record.error());
    submit(std::move(*record), {});
    return commitment;
}

std::vector<Record> MemoryLogbook::of(std::string_view kind) const {
    std::vector<Record> found;
    for (const auto& record : durable_)
        if (record.kind == kind) found.push_back(record);
    return found;
}

}  // namespace banc
