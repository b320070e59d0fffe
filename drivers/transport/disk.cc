// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/disk.h"

#include <cerrno>
#include <filesystem>
#include <fstream>

#include "drivers/smart/nvme_health.h"
#include "drivers/transport/nvme.h"
#include "drivers/transport/smart_error.h"

namespace banc {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> unreadable(const std::string& path, int number) {
    if (number == EISDIR)
        return fail(Errc::invalid, text("{} est un dossier", "{} is a folder", path),
                    {"nommez un disque ou un relevé", "name a disk, or a reading"});
    if (number != EACCES) return tl::unexpected<Error>(smart_error(number, path));
    return fail(Errc::environment,
                text("{} : pas le droit de lire ce fichier", "{}: not allowed to read this file",
                     path),
                text("demandez ce droit à son propriétaire, ou relancez en root",
                     "ask its owner for that right, or run it as root"));
}

// The name that tells the kinds apart, behind /dev/disk/by-id/… and its like.
std::string kernel_name(fs::path path) {
    constexpr int kMostLinks = 8;
    for (int i = 0; i < kMostLinks; ++i) {
        std::error_code no_link;
        const auto next = fs::read_symlink(path, no_link);
        if (no_link) break;
        path = path.parent_path() / next;
    }
    return path.filename().string();
}

}  // namespace

DiskHealth health_of(const SmartBlob& pages) {
    const bool nvme =
        pages.contains(SmartPage::nvme_health) || pages.contains(SmartPage::nvme_identify);
    if (nvme) return nvme_health(pages);
    return ata_health(pages, ata_words(pages));
}

Result<SmartBlob> sample_disk(const std::string& device, Wake wake) {
    if (kernel_name(device).starts_with("nvme")) return sample_nvme(device);
    return sample_ata(device, wake);
}

Result<SmartBlob> load_smart_file(const std::string& path) {
    std::error_code unknown;
    if (fs::is_other(path, unknown))  // a FIFO would keep us for ever
        return fail(Errc::invalid,
                    text("{} : ni un fichier ni un disque", "{}: neither a file nor a disk", path),
                    {"nommez un disque ou un relevé", "name a disk, or a reading"});
    errno = 0;
    std::ifstream in(path, std::ios::binary);
    if (!in) return unreadable(path, errno == 0 ? EIO : errno);
    Bytes bytes(kMaxSmartBlob + 1);
    in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (in.bad() || fs::is_directory(path)) return unreadable(path, errno == 0 ? EIO : errno);
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > kMaxSmartBlob)
        return tl::unexpected<Error>(
            Error{Errc::invalid,
                  text("plus de {} octets : ce n'est pas un relevé SMART",
                       "more than {} bytes: this is no SMART reading", kMaxSmartBlob),
                  {},
                  {path, 0, 0}});
    return parse_smart_blob(bytes, path);
}

}  // namespace banc
