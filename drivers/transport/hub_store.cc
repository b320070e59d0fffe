// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/hub_store.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "bench/yaml/read.h"

namespace banc {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> unwritten(const std::string& path, const char* why) {
    return fail(Errc::environment, text("{} : {}", "{}: {}", path, why),
                text("vérifier les droits et la place du dossier de données",
                     "check the data folder's permissions and space"));
}

// On the disk before it has its name: a power cut leaves the old file or the new one.
Result<void> replace(const std::string& path, const std::string& content) {
    const auto fresh = path + ".new";
    const int fd = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0) return unwritten(fresh, std::strerror(errno));
    const auto written = ::write(fd, content.data(), content.size());
    const bool whole = written == static_cast<ssize_t>(content.size()) && ::fsync(fd) == 0;
    const int why = errno;
    ::close(fd);
    if (!whole) return unwritten(fresh, std::strerror(why));
    if (::rename(fresh.c_str(), path.c_str()) != 0) return unwritten(path, std::strerror(errno));
    return {};
}

}  // namespace

Result<void> store_qualification(const std::string& data_folder, const Qualification& measured) {
    const auto content = format_qualification(measured);
    if (!content) return tl::unexpected<Error>(content.error());
    const auto readable = parse_qualification(*content, measured.model);
    if (!readable) return tl::unexpected<Error>(readable.error().front());
    const auto path = fs::path(data_folder) / qualification_file(measured.model);
    std::error_code failed;
    fs::create_directories(path.parent_path(), failed);
    if (failed) return unwritten(path.parent_path(), failed.message().c_str());
    return replace(path, *content + "\n");
}

Checked<std::optional<Qualification>> load_qualification(const std::string& data_folder,
                                                         const HubModel& model) {
    const std::string path = fs::path(data_folder) / qualification_file(model);
    std::error_code failed;
    const auto there = fs::status(path, failed);
    if (there.type() == fs::file_type::not_found) return std::optional<Qualification>();
    const auto written = read_text_file(path);
    if (!written) return tl::unexpected<Errors>(Errors{written.error()});
    auto measured = parse_qualification(*written, model);
    if (measured) return std::optional(std::move(*measured));
    for (auto& error : measured.error()) error.place.file = path;
    return tl::unexpected<Errors>(std::move(measured.error()));
}

}  // namespace banc
