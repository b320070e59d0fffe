// SPDX-License-Identifier: EUPL-1.2
#include "bench/virtual/files.h"

#include <fcntl.h>
#include <sys/file.h>

#include <filesystem>
#include <fstream>

#include "bench/core/causes.h"

namespace banc {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kBlankSize = 64 * 1024 * 1024;  // sparse: a new disk costs nothing

tl::unexpected<Error> no_image(const std::string& image) {
    return fail(Errc::environment,
                text("pas d'image du PC virtuel dans {}", "no virtual PC image in {}", image),
                text("lancer bench/demo ou bench/virtual/image/build",
                     "run bench/demo or bench/virtual/image/build"));
}

Result<void> copy(const std::string& from, const std::string& to) {
    std::error_code why;
    fs::copy_file(from, to, fs::copy_options::overwrite_existing, why);
    if (!why) return {};
    return fail(Errc::environment,
                because(why.value(), text("copie du disque vers {}", "copying the disk to {}", to)),
                text("il faut 100 Mio libres", "100 MiB of free space are needed"));
}

}  // namespace

Result<FileDescriptor> take_folder(const std::string& dir) {
    std::error_code why;
    fs::create_directories(dir, why);
    if (!why) fs::permissions(dir, fs::perms::owner_all, why);
    if (why)
        return fail(Errc::environment, because(why.value(), text("dossier {}", "folder {}", dir)));
    FileDescriptor lock(::open((dir + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (lock.get() < 0)
        return fail(Errc::environment,
                    text("dossier {} : écriture refusée", "folder {}: writing is refused", dir));
    if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0)
        return fail(Errc::environment,
                    text("un autre poste virtuel occupe {}", "another virtual bench uses {}", dir),
                    text("choisir un autre dossier", "choose another folder"));
    return lock;
}

Result<PcDisks> copy_disks(const std::string& image, const std::string& dir) {
    PcDisks disks{dir + "/disk0.img", dir + "/blank.img", dir + "/disk1.img", dir + "/stick.img"};
    if (!(std::ifstream(image + "/bad_sector") >> disks.bad_sector)) return no_image(image);
    for (const auto* name : {"/disk0.img", "/disk1.img", "/stick.img"})
        if (auto done = copy(image + name, dir + name); !done)
            return tl::unexpected(std::move(done.error()));
    disks.new_data = dir + "/new-data.img";
    for (const auto& file : {disks.blank, disks.new_data}) {
        std::ofstream(file, std::ios::trunc).close();
        std::error_code why;
        fs::resize_file(file, kBlankSize, why);
        if (why)
            return fail(Errc::environment,
                        because(why.value(), text("disque {}", "disk {}", file)));
    }
    return disks;
}

void clear_folder(const PcDisks& disks, const std::string& dir) {
    std::error_code ignored;
    for (const auto& file : {disks.system, disks.blank, disks.data, disks.stick, disks.new_data})
        fs::remove(file, ignored);
    const auto words = dir + "/qemu.log";
    if (fs::exists(words, ignored) && fs::file_size(words, ignored) == 0)
        fs::remove(words, ignored);
    fs::remove(dir + "/lock", ignored);
    fs::remove(dir, ignored);  // fails, as it should, when something is in it
}

}  // namespace banc
