// SPDX-License-Identifier: EUPL-1.2
#include "bench/guard/guard_log.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <set>

#include "bench/journal/disk.h"
#include "bench/journal/exam_folder.h"
#include "bench/journal/layout.h"

namespace banc {
namespace {

// Some hundred bytes a line, some lines a fault: far more than any exam.
constexpr std::size_t kLogMax = 1U << 20U;

std::string bytes_of(const std::string& exam_folder) {
    const auto bytes = real_folder(exam_folder)->read(std::string(kGuardLog), 0, kLogMax);
    return bytes ? to_string(*bytes) : std::string();
}

std::int64_t number_of(const Json& body) {
    const auto found = body.find("n");
    return found != body.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

}  // namespace

GuardFile::~GuardFile() {
    if (fd_ >= 0) close(fd_);
}

void GuardFile::open() {
    const auto path = folder_ + "/" + std::string(kGuardLog);
    const auto before = bytes_of(folder_);
    n_ = static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
    const int flags = O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC;
    fd_ = ::open(path.c_str(), flags, 0600);
    if (fd_ < 0) return;
    static_cast<void>(real_disk().sync_folder(folder_));
    // A line that a kill cut short is ended, so that the next one stands alone.
    if (before.empty() || before.back() == '\n') return;
    [[maybe_unused]] const auto ended = ::write(fd_, "\n", 1);
}

std::uint64_t GuardFile::append(Json entry, Instant at) {
    if (fd_ < 0) open();
    if (fd_ < 0) return 0;
    entry["n"] = n_ + 1;
    entry["at_ns"] = at.since_boot.count();
    entry["wall_ns"] = at.wall.unix_ns;
    const auto line = entry.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    if (::write(fd_, line.data(), line.size()) != static_cast<ssize_t>(line.size())) return 0;
    return ++n_;
}

void GuardFile::sync() {
    if (fd_ >= 0) static_cast<void>(fdatasync(fd_));
}

std::vector<Json> read_guard_log(const std::string& exam_folder) {
    std::vector<Json> entries;
    const auto bytes = bytes_of(exam_folder);
    std::size_t at = 0;
    for (auto end = bytes.find('\n'); end != std::string::npos; end = bytes.find('\n', at)) {
        auto entry = parse_json(std::string_view(bytes).substr(at, end - at));
        if (entry && entry->is_object()) entries.push_back(std::move(*entry));
        at = end + 1;
    }
    return entries;
}

Task<Result<void>> copy_guard_log(std::string exam_folder, Logbook& logbook) {
    std::set<std::int64_t> known;
    for (const auto& record : logbook.records())
        if (record.kind == "guard") known.insert(number_of(record.body));
    for (auto& entry : read_guard_log(exam_folder)) {
        if (known.contains(number_of(entry))) continue;
        auto written = co_await logbook.append("guard", std::move(entry));
        if (!written) co_return tl::unexpected(written.error());
    }
    co_return Result<void>{};
}

}  // namespace banc
