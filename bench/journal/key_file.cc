// SPDX-License-Identifier: EUPL-1.2
// Where the signing key of an installation lies: keys/bench.key, the seed in hexadecimal, one line.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>

#include "bench/journal/crypto.h"
#include "bench/journal/disk.h"

namespace banc {
namespace {

constexpr std::size_t kSeedText = 2 * sizeof(KeySeed) + 1;  // and the line end

struct Descriptor {
    int fd = -1;
    explicit Descriptor(int f) : fd(f) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd >= 0) close(fd);
    }
};

Result<SigningKey> read_key(const std::string& path) {
    const Descriptor file(open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    struct stat about {};
    if (file.fd < 0 || fstat(file.fd, &about) != 0) return disk_error(errno, path);
    if ((about.st_mode & 077) != 0)
        return fail(Errc::refused,
                    text("{} : d'autres comptes peuvent lire la clé de signature",
                         "{}: other accounts can read the signing key", path),
                    text("chmod 600, ou une nouvelle clé si elle a pu être copiée",
                         "chmod 600, or a new key if it may have been copied"));
    std::string line(kSeedText + 1, '\0');
    const auto got = read(file.fd, line.data(), line.size());
    line.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    const auto seed = line.size() == kSeedText && line.back() == '\n'
                          ? unhex(std::string_view(line).substr(0, kSeedText - 1))
                          : std::nullopt;
    if (!seed)
        return fail(Errc::invalid,
                    text("{} : ce n'est pas une clé de signature", "{}: not a signing key", path),
                    text("restaurez-la d'une sauvegarde, ou écartez ce fichier",
                         "restore it from a backup, or move this file away"));
    KeySeed out{};
    std::copy(seed->begin(), seed->end(), out.begin());
    return SigningKey(out);
}

// Written whole under a private name, then linked: nobody ever loads half a key, and of two
// programs that start together one wins and both use its key.
Result<void> create(const std::string& folder, const std::string& path) {
    if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return disk_error(errno, folder);
    const std::string draft = folder + "/draft-" + hex(random_salt());
    const Descriptor file(open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (file.fd < 0) return disk_error(errno, folder);
    const std::string line = hex(random_salt()) + '\n';
    int wrong = 0;
    if (write(file.fd, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
        wrong = errno != 0 ? errno : ENOSPC;
    else if (fsync(file.fd) != 0 || (link(draft.c_str(), path.c_str()) != 0 && errno != EEXIST))
        wrong = errno;
    unlink(draft.c_str());
    if (wrong != 0) return disk_error(wrong, path);
    return real_disk().sync_folder(folder);
}

}  // namespace

Result<SigningKey> SigningKey::load_or_create(const std::string& data_folder) {
    const std::string folder = data_folder + "/keys";
    const std::string path = folder + "/bench.key";
    if (access(path.c_str(), F_OK) != 0) {
        auto created = create(folder, path);
        if (!created) return tl::make_unexpected(std::move(created.error()));
    }
    return load(data_folder);
}

Result<SigningKey> SigningKey::load(const std::string& data_folder) {
    auto key = read_key(data_folder + "/keys/bench.key");
    if (key || key.error().code != Errc::environment) return key;
    key.error().remedy =
        text("c'est la clé du poste qui a tenu l'épreuve : donnez son dossier avec --data",
             "it is the key of the PC that held the exam: name its folder with --data");
    return key;
}

}  // namespace banc
