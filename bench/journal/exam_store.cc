// SPDX-License-Identifier: EUPL-1.2
#include "bench/journal/exam_store.h"

#include <fmt/format.h>

#include <set>

#include "bench/journal/layout.h"
#include "bench/journal/segment.h"

namespace banc {

Result<ExamStore> ExamStore::create(JournalDisk& disk, const std::string& folder,
                                    std::uint64_t segment_max) {
    ExamStore store(disk, folder, segment_max);
    auto made = store.make();
    if (!made) return tl::make_unexpected(std::move(made.error()));
    return store;
}

Result<void> ExamStore::make() {
    auto made = disk_->make_folder(folder_);
    for (const auto name : kFolders) {
        if (!made) return made;
        made = disk_->make_folder(fmt::format("{}/{}", folder_, name));
    }
    if (!made) return made;
    auto anchors = disk_->create(folder_ + "/anchors");
    if (!anchors) return tl::make_unexpected(std::move(anchors.error()));
    anchors_.file = std::move(*anchors);
    made = begin_segment();
    if (made) made = disk_->sync_folder(folder_);
    if (made) made = disk_->sync_folder(parent_of(folder_));
    return made;
}

Result<ExamStore> ExamStore::hold(JournalDisk& disk, const std::string& folder,
                                  std::uint64_t segment_max) {
    ExamStore store(disk, folder, segment_max);
    auto anchors = disk.open(folder + "/anchors");
    if (!anchors) return tl::make_unexpected(std::move(anchors.error()));
    store.anchors_.file = std::move(*anchors);
    return store;
}

Result<void> ExamStore::go_on(const JournalEnd& end) {
    segments_ = end.segments;
    auto segment = disk_->open(folder_ + '/' + segment_path(segments_));
    if (!segment) return tl::make_unexpected(std::move(segment.error()));
    segment_ = std::move(*segment);
    end_ = ahead_ = end.segment.counts;
    anchors_.size = end.anchors.counts;
    for (const auto& [name, bytes] : end.consoles) {
        auto console = disk_->open(folder_ + '/' + console_path(name));
        if (!console) return tl::make_unexpected(std::move(console.error()));
        sides_[console_path(name)] = {std::move(*console), bytes.counts};
    }
    for (const auto& [path, size] : end.leftovers) leftovers_.push_back(path);
    return cut(*segment_, end_);
}

Result<void> ExamStore::cut(JournalFile& file, std::uint64_t size) {
    auto done = file.resize(size);
    return done ? file.sync() : done;
}

Result<void> ExamStore::cut_beyond() {
    auto done = cut(*anchors_.file, anchors_.size);
    for (auto& [path, side] : sides_)
        if (done && side.file) done = cut(*side.file, side.size);
    for (const auto& path : leftovers_)
        if (done) done = remove(path);
    leftovers_.clear();
    return done;
}

Result<void> ExamStore::remove(const std::string& path) {
    const auto full = folder_ + '/' + path;
    auto removed = disk_->remove(full);
    return removed ? disk_->sync_folder(parent_of(full)) : removed;
}

Result<void> ExamStore::commit(std::span<const JournalWrite> batch) {
    if (!batch.empty() && batch.front().then == JournalWrite::Then::cut) {
        auto noted = commit_records(batch.first(1));
        if (noted) noted = cut_beyond();
        return noted && batch.size() > 1 ? commit(batch.subspan(1)) : noted;
    }
    auto done = commit_sides(batch);
    if (done) done = commit_records(batch);
    if (done) done = commit_anchors(batch);
    const bool closing = !batch.empty() && batch.back().then == JournalWrite::Then::close;
    return done && closing ? cut_ahead() : done;
}

Result<void> ExamStore::commit_sides(std::span<const JournalWrite> batch) {
    std::set<std::string> touched;
    for (const auto& write : batch) {
        if (!write.side) continue;
        auto file = side_file(write.side->path);
        if (!file) return tl::make_unexpected(std::move(file.error()));
        auto written = write_all(*(*file)->file, (*file)->size, write.side->bytes);
        if (!written) return written;
        (*file)->size += write.side->bytes.size();
        touched.insert(write.side->path);
    }
    for (const auto& path : touched) {
        auto synced = sides_[path].file->sync();
        if (!synced) return synced;
        if (!path.starts_with("console/")) sides_.erase(path);
    }
    return {};
}

Result<ExamStore::Appended*> ExamStore::side_file(const std::string& path) {
    auto& side = sides_[path];
    if (side.file) return &side;
    const auto full = folder_ + '/' + path;
    auto file = disk_->create(full);
    if (!file) return tl::make_unexpected(std::move(file.error()));
    side.file = std::move(*file);
    auto named = disk_->sync_folder(parent_of(full));
    if (!named) return tl::make_unexpected(std::move(named.error()));
    return &side;
}

Result<void> ExamStore::commit_records(std::span<const JournalWrite> batch) {
    Bytes pending;
    for (const auto& write : batch) {
        const auto used = end_ + pending.size();
        if (used > 0 && used + write.record.size() > segment_max_) {
            auto turned = write_records(pending);
            if (turned) turned = cut_ahead();
            if (turned) turned = begin_segment();
            if (!turned) return turned;
        }
        pending.insert(pending.end(), write.record.begin(), write.record.end());
    }
    return write_records(pending);
}

Result<void> ExamStore::write_records(Bytes& pending) {
    if (pending.empty()) return {};
    while (ahead_ < end_ + pending.size()) {
        const auto missing = kAhead - ahead_ % kAhead;  // to a multiple, also when reopened
        auto filled = write_all(*segment_, ahead_, Bytes(missing));
        if (!filled) return filled;
        ahead_ += missing;
    }
    auto written = write_all(*segment_, end_, pending);
    if (written) written = segment_->sync();
    end_ += pending.size();
    pending.clear();
    return written;
}

Result<void> ExamStore::begin_segment() {
    if (segments_ == kSegmentsMax)
        return fail(Errc::environment,
                    text("le journal est plein ({} segments)", "the journal is full ({} segments)",
                         kSegmentsMax),
                    text("terminez cette épreuve", "end this exam"));
    auto file = disk_->create(folder_ + '/' + segment_path(++segments_));
    if (!file) return tl::make_unexpected(std::move(file.error()));
    segment_ = std::move(*file);
    end_ = ahead_ = 0;
    return disk_->sync_folder(folder_ + "/journal");
}

Result<void> ExamStore::commit_anchors(std::span<const JournalWrite> batch) {
    std::string lines;
    for (const auto& write : batch) lines += write.anchor;
    if (lines.empty()) return {};
    auto written = write_all(*anchors_.file, anchors_.size, view(lines));
    anchors_.size += lines.size();
    if (written) written = anchors_.file->sync();
    return written;
}

Result<void> ExamStore::cut_ahead() {
    auto cut = segment_->resize(end_);
    if (cut) cut = segment_->sync();
    return cut;
}

}  // namespace banc
