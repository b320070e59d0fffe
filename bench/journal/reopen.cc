// SPDX-License-Identifier: EUPL-1.2
// A journal whose program ended without closing it, gone on with.
#include "bench/journal/layout.h"
#include "bench/journal/writer.h"

namespace banc {
namespace {

Result<void> may_go_on(const ExamJournal& journal, const std::string& folder,
                       const SigningKey& key) {
    const bool whole =
        journal.integrity == Integrity::intact || journal.integrity == Integrity::torn;
    if (!whole) return tl::make_unexpected(unusable(journal, folder));
    if (journal.life == ExamLife::closed)
        return fail(Errc::refused, text("cette épreuve est close", "this exam is closed"),
                    text("la relire : banc score, banc report",
                         "read it: banc score, banc report"));
    if (journal.records.empty())
        return fail(Errc::refused,
                    text("cette épreuve n'a jamais commencé : rien n'y est noté",
                         "this exam never began: nothing is recorded in it"),
                    text("commencez-en une autre", "begin another"));
    if (journal.public_key != hex(key.public_key()))
        return fail(Errc::environment,
                    text("cette épreuve est signée par une autre clé que celle d'ici",
                         "this exam is signed by another key than the one here"),
                    text("reprenez-la sur le poste qui l'a tenue, avec son dossier de données",
                         "recover it on the PC that held it, with its data folder"));
    return {};
}

// What stood beyond the end: {file: bytes}.
Json cut_from(const JournalEnd& end) {
    Json cut = Json::object();
    const auto note = [&](const std::string& path, const JournalEnd::File& file) {
        if (file.written > file.counts) cut[path] = file.written - file.counts;
    };
    note(segment_path(end.segments), end.segment);
    note("anchors", end.anchors);
    for (const auto& [name, bytes] : end.consoles) note(console_path(name), bytes);
    for (const auto& [path, size] : end.leftovers) cut[path] = size;
    return cut;
}

}  // namespace

Result<JournalWriter::Reopened> JournalWriter::reopen(const std::string& folder, SigningKey key,
                                                      Loop& loop, JournalMedium medium) {
    const auto boot = this_boot();
    if (!boot) return tl::make_unexpected(boot.error());
    auto store = ExamStore::hold(medium.disk, folder, medium.segment_max);
    if (!store && store.error().code == Errc::refused)
        return tl::make_unexpected(std::move(store.error()));
    auto before = read_exam(*medium.disk.folder(folder));
    if (!before) return tl::make_unexpected(std::move(before.error()));
    auto allowed = may_go_on(*before, folder, key);
    if (!allowed) return tl::make_unexpected(std::move(allowed.error()));
    if (!store) return tl::make_unexpected(std::move(store.error()));
    auto cut = store->go_on(before->end);
    if (!cut) return tl::make_unexpected(std::move(cut.error()));
    auto committer = Committer::start(std::move(*store));
    if (!committer) return tl::make_unexpected(std::move(committer.error()));
    Reopened out{std::unique_ptr<JournalWriter>(
                     new JournalWriter(std::move(*committer), key, loop, *boot)),
                 std::move(*before)};
    auto begun = out.writer->go_on(out.before);
    if (!begun) return tl::make_unexpected(std::move(begun.error()));
    return out;
}

Result<void> JournalWriter::go_on(const ExamJournal& before) {
    seq_ = before.records.back().seq;
    head_ = before.head;
    anchors_ = before.anchors;
    blobs_ = before.end.blobs;
    for (const auto& [name, bytes] : before.end.consoles) console_sizes_[name] = bytes.counts;
    JournalWrite write;
    auto record = seal("reopened", {{"cut", cut_from(before.end)}}, write.record);
    if (!record) return tl::make_unexpected(std::move(record.error()));
    write.then = JournalWrite::Then::cut;
    submit(std::move(write), std::move(*record));
    return {};
}

}  // namespace banc
