// SPDX-License-Identifier: EUPL-1.2
#include "tests/journal/memory_disk.h"

#include <algorithm>
#include <cerrno>

#include "bench/journal/layout.h"

namespace banc {

class MemoryFile : public JournalFile {
public:
    // The caller has the disk's mutex.
    MemoryFile(MemoryDisk& disk, std::string path) : disk_(disk), path_(std::move(path)) {
        disk_.held_.insert(path_);
    }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    ~MemoryFile() override {
        const std::lock_guard lock(disk_.mutex_);
        disk_.held_.erase(path_);
    }

    Result<std::size_t> write_at(std::uint64_t offset, ByteView bytes) override {
        const std::lock_guard lock(disk_.mutex_);
        const bool last = disk_.operations_left == 1;
        if (!disk_.take_operation()) return disk_error(EIO, path_);
        auto taken = std::min(bytes.size(), disk_.write_max);
        if (last) taken /= 2;
        if (taken > disk_.room) return disk_error(ENOSPC, path_);
        disk_.room -= taken;
        disk_.files_[path_].now.put(offset, bytes.first(taken));
        return taken;
    }
    Result<void> resize(std::uint64_t size) override {
        const std::lock_guard lock(disk_.mutex_);
        if (!disk_.take_operation()) return disk_error(EIO, path_);
        auto& now = disk_.files_[path_].now;
        now.bytes.resize(std::min<std::size_t>(now.bytes.size(), size));
        now.size = size;
        return {};
    }
    Result<void> sync() override {
        const std::lock_guard lock(disk_.mutex_);
        if (!disk_.take_operation()) return disk_error(EIO, path_);
        auto& content = disk_.files_[path_];
        content.durable = content.now;
        ++disk_.syncs_;
        return {};
    }

private:
    MemoryDisk& disk_;
    std::string path_;
};

void MemoryDisk::Content::put(std::uint64_t offset, ByteView in) {
    size = std::max<std::size_t>(size, offset + in.size());
    while (!in.empty() && in.back() == 0 && offset + in.size() > bytes.size())
        in = in.first(in.size() - 1);
    if (in.empty()) return;
    bytes.resize(std::max<std::size_t>(bytes.size(), offset + in.size()));
    std::copy(in.begin(), in.end(), bytes.begin() + static_cast<std::ptrdiff_t>(offset));
}

Bytes MemoryDisk::Content::whole() const {
    Bytes out = bytes;
    out.resize(size);
    return out;
}

bool MemoryDisk::take_operation() {
    if (operations_left == 0) return false;
    if (operations_left != kNever) --operations_left;
    ++operations_;
    return true;
}

Result<void> MemoryDisk::make_folder(const std::string& path) {
    const std::lock_guard lock(mutex_);
    if (!take_operation()) return disk_error(EIO, path);
    if (!folders_.insert(path).second) return disk_error(EEXIST, path);
    return {};
}

Result<std::unique_ptr<JournalFile>> MemoryDisk::create(const std::string& path) {
    const std::lock_guard lock(mutex_);
    if (!take_operation()) return disk_error(EIO, path);
    if (!files_.try_emplace(path).second) return disk_error(EEXIST, path);
    return std::make_unique<MemoryFile>(*this, path);
}

Result<std::unique_ptr<JournalFile>> MemoryDisk::open(const std::string& path) {
    const std::lock_guard lock(mutex_);
    if (!take_operation()) return disk_error(EIO, path);
    if (!files_.contains(path)) return disk_error(ENOENT, path);
    if (held_.contains(path)) return held_by_another(path);
    return std::make_unique<MemoryFile>(*this, path);
}

Result<void> MemoryDisk::remove(const std::string& path) {
    const std::lock_guard lock(mutex_);
    if (!take_operation()) return disk_error(EIO, path);
    if (files_.erase(path) == 0) return disk_error(ENOENT, path);
    durable_names_.erase(path);
    return {};
}

std::unique_ptr<ExamFolder> MemoryDisk::folder(const std::string& path) {
    return std::make_unique<MemoryFolder>(after_kill(path));
}

void MemoryDisk::put(const std::string& folder, const MemoryFolder& content) {
    const std::lock_guard lock(mutex_);
    folders_.insert(folder);
    for (const auto& name : content.folders) folders_.insert(folder + '/' + name);
    for (const auto& [name, bytes] : content.files) {
        auto& file = files_[folder + '/' + name];
        file.now = {};
        file.now.put(0, bytes);
        file.now.size = bytes.size();
        file.durable = file.now;
        durable_names_.insert(folder + '/' + name);
    }
    durable_names_.insert(folders_.begin(), folders_.end());
}

Result<void> MemoryDisk::sync_folder(const std::string& path) {
    const std::lock_guard lock(mutex_);
    if (!take_operation()) return disk_error(EIO, path);
    for (const auto& [name, content] : files_)
        if (parent_of(name) == path) durable_names_.insert(name);
    for (const auto& name : folders_)
        if (parent_of(name) == path) durable_names_.insert(name);
    return {};
}

MemoryFolder MemoryDisk::after_kill(const std::string& folder) {
    const std::lock_guard lock(mutex_);
    MemoryFolder out;
    const auto prefix = folder + '/';
    for (const auto& [path, content] : files_)
        if (path.starts_with(prefix)) out.files[path.substr(prefix.size())] = content.now.whole();
    for (const auto& path : folders_)
        if (path.starts_with(prefix)) out.folders.insert(path.substr(prefix.size()));
    return out;
}

MemoryFolder MemoryDisk::after_power_cut(const std::string& folder) {
    const std::lock_guard lock(mutex_);
    MemoryFolder out;
    if (!durable_names_.contains(folder)) return out;
    const auto prefix = folder + '/';
    for (const auto& path : durable_names_) {
        if (!path.starts_with(prefix)) continue;
        const auto name = path.substr(prefix.size());
        if (folders_.contains(path))
            out.folders.insert(name);
        else if (durable_names_.contains(parent_of(path)) || parent_of(path) == folder)
            out.files[name] = files_[path].durable.whole();
    }
    return out;
}

std::size_t MemoryDisk::syncs() {
    const std::lock_guard lock(mutex_);
    return syncs_;
}

std::size_t MemoryDisk::operations() {
    const std::lock_guard lock(mutex_);
    return operations_;
}

Result<std::vector<FolderEntry>> MemoryFolder::list() const {
    std::vector<FolderEntry> out;
    for (const auto& path : folders) out.push_back({path, FolderEntry::Type::folder, 0});
    for (const auto& [path, bytes] : files)
        out.push_back({path, FolderEntry::Type::file, bytes.size()});
    return out;
}

Result<Bytes> MemoryFolder::read(const std::string& path, std::uint64_t offset,
                                 std::size_t length) const {
    const auto found = files.find(path);
    if (found == files.end()) return disk_error(ENOENT, path);
    const auto all = ByteView(found->second);
    const auto rest = all.subspan(std::min<std::size_t>(offset, all.size()));
    const auto part = rest.first(std::min(length, rest.size()));
    return Bytes(part.begin(), part.end());
}

}  // namespace banc
