// SPDX-License-Identifier: EUPL-1.2
#include "bench/journal/writer.h"

#include <algorithm>
#include <utility>

#include "bench/journal/layout.h"

namespace banc {
namespace {

// What may wait for the disk: a minute of the busiest console, and a bound on memory.
constexpr std::size_t kWaitingMax = 64U << 20U;
// A request costs memory even when it carries no bytes.
constexpr std::size_t kRequestCost = 256;

// These come with something beside the chain, so they have their own verb.
bool is_reserved(std::string_view kind) {
    return kind == "console" || kind == "personal" || kind == "closed" || kind == "reopened";
}

}  // namespace

Result<std::unique_ptr<JournalWriter>> JournalWriter::create(const std::string& folder,
                                                             SigningKey key, Loop& loop,
                                                             JournalMedium medium) {
    const auto boot = this_boot();
    if (!boot) return tl::make_unexpected(boot.error());
    auto store = ExamStore::create(medium.disk, folder, medium.segment_max);
    if (!store) return tl::make_unexpected(std::move(store.error()));
    auto committer = Committer::start(std::move(*store));
    if (!committer) return tl::make_unexpected(std::move(committer.error()));
    return std::unique_ptr<JournalWriter>(
        new JournalWriter(std::move(*committer), key, loop, *boot));
}

JournalWriter::JournalWriter(std::unique_ptr<Committer> committer, SigningKey key, Loop& loop,
                             BootId boot)
    : committer_(std::move(committer)), key_(key), loop_(loop), boot_(boot) {}

Result<void> JournalWriter::ready() const {
    if (failure_) return tl::make_unexpected(*failure_);
    if (life_ == Life::closed)
        return fail(Errc::refused, text("l'épreuve est close", "the exam is closed"));
    if (waiting_bytes_ > kWaitingMax)
        return fail(Errc::environment,
                    text("le disque ne suit plus : {} octets attendent",
                         "the disk can't keep up: {} bytes wait", waiting_bytes_),
                    text("suspendez l'épreuve et vérifiez ce disque",
                         "suspend the exam and check this disk"));
    return {};
}

Result<Record> JournalWriter::seal(std::string kind, Json body, Bytes& encoded) {
    auto fit = ready();
    if (!fit) return tl::make_unexpected(std::move(fit.error()));
    if ((seq_ == 0) != (kind == "opened"))
        return fail(Errc::invalid, text("« opened » est le premier enregistrement, et lui seul",
                                        "\"opened\" is the first record, and no other"));
    if (seq_ == 0 && body.is_object()) body["public_key"] = hex(key_.public_key());
    Record record{seq_ + 1, boot_, loop_.now(), std::move(kind), std::move(body), head_, {}};
    auto bytes = encode_record(record);
    if (!bytes) return tl::make_unexpected(std::move(bytes.error()));
    encoded = std::move(*bytes);
    std::copy(encoded.end() - sizeof(Hash), encoded.end(), record.hash.begin());
    seq_ = record.seq;
    head_ = record.hash;
    return record;
}

std::string JournalWriter::sign_head(Anchor::Of of) {
    return sign_anchor({++anchors_, seq_, head_, loop_.now().wall, of}, key_);
}

void JournalWriter::submit(JournalWrite write, std::optional<Record> record,
                           std::optional<Written::Resolver> to) {
    const auto bytes = kRequestCost + write.record.size() + write.anchor.size() +
                       (write.side ? write.side->bytes.size() : 0);
    waiting_.push_back({bytes, std::move(record), std::move(to)});
    waiting_bytes_ += bytes;
    committer_->submit(std::move(write));
}

Task<Result<std::uint64_t>> JournalWriter::append(std::string kind, Json body) {
    if (is_reserved(kind))
        co_return fail(Errc::invalid,
                       text("« {} » a son propre verbe", "\"{}\" has its own verb", kind));
    JournalWrite write;
    auto record = seal(std::move(kind), std::move(body), write.record);
    if (!record) co_return tl::make_unexpected(std::move(record.error()));
    const auto seq = record->seq;
    Written written(loop_);
    submit(std::move(write), std::move(*record), written.resolver());
    Result<void> result = co_await written;
    if (!result) co_return tl::make_unexpected(std::move(result.error()));
    co_return seq;
}

Task<Result<void>> JournalWriter::console(std::string name, ConsoleBlock block) {
    auto& bytes = block.bytes;
    if (bytes.empty()) co_return ready();
    if (!is_console_name(name) || bytes.size() > kConsoleBlockMax)
        co_return fail(Errc::invalid,
                       text("bloc de console « {} » refusé ({} octets)",
                            "console block \"{}\" refused ({} bytes)", name, bytes.size()));
    const std::uint64_t offset = console_sizes_[name];
    Json body{{"console", name},
              {"offset", offset},
              {"length", bytes.size()},
              {"hash", hex(hash_of(bytes))},
              {"from_ns", block.from.since_boot.count()},
              {"to_ns", block.to.since_boot.count()},
              {"wall_ns", block.from.wall.unix_ns},
              {"chunks", std::move(block.chunks)}};
    JournalWrite write;
    auto record = seal("console", std::move(body), write.record);
    if (!record) co_return tl::make_unexpected(std::move(record.error()));
    console_sizes_[name] += bytes.size();
    write.side = SideBytes{console_path(name), std::move(bytes)};
    Written written(loop_);
    submit(std::move(write), std::move(*record), written.resolver());
    Result<void> result = co_await written;
    co_return result;
}

Task<Result<std::uint64_t>> JournalWriter::anchor() {
    auto fit = ready();
    if (!fit) co_return tl::make_unexpected(std::move(fit.error()));
    if (seq_ == 0)
        co_return fail(Errc::invalid, text("rien à signer encore", "nothing to sign yet"));
    const auto seq = seq_;
    JournalWrite write;
    write.anchor = sign_head(Anchor::Of::phase);
    Written written(loop_);
    submit(std::move(write), {}, written.resolver());
    Result<void> result = co_await written;
    if (!result) co_return tl::make_unexpected(std::move(result.error()));
    co_return seq;
}

Task<Result<void>> JournalWriter::close(Json body) {
    JournalWrite write;
    auto record = seal("closed", std::move(body), write.record);
    if (!record) co_return tl::make_unexpected(std::move(record.error()));
    write.anchor = sign_head(Anchor::Of::closing);
    write.then = JournalWrite::Then::close;
    life_ = Life::closed;
    Written written(loop_);
    submit(std::move(write), std::move(*record), written.resolver());
    Result<void> result = co_await written;
    co_return result;
}

Result<std::string> JournalWriter::blob(Bytes content) {
    auto fit = ready();
    if (!fit) return tl::make_unexpected(std::move(fit.error()));
    if (content.size() > kBlobMax)
        return fail(Errc::invalid, text("pièce de {} octets : {} au plus",
                                        "file of {} bytes: {} at most", content.size(), kBlobMax));
    auto name = hex(hash_of(content));
    if (!blobs_.insert(name).second) return name;
    JournalWrite write;
    write.side = SideBytes{blob_path(name), std::move(content)};
    submit(std::move(write), {});
    return name;
}

Result<std::string> JournalWriter::personal(const Json& payload) {
    const auto spelled = canonical(payload);
    if (!spelled) return tl::make_unexpected(spelled.error());
    if (spelled->size() > kPersonalMax / 2)
        return fail(Errc::invalid, text("donnée personnelle de {} octets : {} au plus",
                                        "personal payload of {} bytes: {} at most", spelled->size(),
                                        kPersonalMax / 2));
    const auto salt = random_salt();
    const auto commitment = hex(commitment_of(salt, *spelled));
    JournalWrite write;
    auto record = seal("personal", {{"commitment", commitment}}, write.record);
    if (!record) return tl::make_unexpected(std::move(record.error()));
    const Json file{{"payload", payload}, {"salt", hex(salt)}};
    write.side = SideBytes{personal_path(commitment), {}};
    const auto content = file.dump();
    write.side->bytes.assign(content.begin(), content.end());
    submit(std::move(write), std::move(*record));
    return commitment;
}

void JournalWriter::deliver() {
    auto progress = committer_->progress();
    while (delivered_ < progress.done) {
        ++delivered_;
        auto first = std::move(waiting_.front());
        waiting_.pop_front();
        resolve(std::move(first), {});
    }
    if (!progress.failure || failure_) return;
    failure_ = std::move(progress.failure);
    for (auto& waiting : std::exchange(waiting_, {}))
        resolve(std::move(waiting), tl::make_unexpected(*failure_));
}

void JournalWriter::resolve(Waiting waiting, const Result<void>& result) {
    waiting_bytes_ -= waiting.bytes;
    if (waiting.record && result && on_record) on_record(*waiting.record);
    if (waiting.resolver) (*waiting.resolver)(result);
}

}  // namespace banc
