// SPDX-License-Identifier: EUPL-1.2
#include "bench/core/replace_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "bench/core/causes.h"

namespace banc {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> unwritten(const std::string& path, int why) {
    return fail(Errc::environment, because(why, {path, path}),
                text("vérifier les droits et la place du dossier de données",
                     "check the data folder's permissions and space"));
}

}  // namespace

Result<void> replace_file(const std::string& path, std::string_view content) {
    std::error_code failed;
    const auto folder = fs::path(path).parent_path();
    if (!folder.empty()) fs::create_directories(folder, failed);
    if (failed) return unwritten(folder, failed.value());
    const auto fresh = path + ".new";
    const int fd = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0) return unwritten(fresh, errno);
    const auto written = ::write(fd, content.data(), content.size());
    const bool whole = written == static_cast<ssize_t>(content.size()) && ::fsync(fd) == 0;
    const int why = errno;
    ::close(fd);
    if (!whole) return unwritten(fresh, why);
    if (::rename(fresh.c_str(), path.c_str()) != 0) return unwritten(path, errno);
    return {};
}

}  // namespace banc
