// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/unix_socket.h"

#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <cerrno>

#include "bench/core/causes.h"

namespace banc {

Result<FileDescriptor> connect_unix(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        return fail(Errc::environment,
                    text("chemin de socket trop long : {}", "socket path too long: {}", path),
                    text("choisir un dossier plus court", "choose a shorter folder"));
    std::copy(path.begin(), path.end(), address.sun_path);
    FileDescriptor fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (fd.get() < 0)
        return fail(Errc::environment, text("plus de descripteur libre", "out of descriptors"));
    const auto* generic = reinterpret_cast<const sockaddr*>(&address);
    if (::connect(fd.get(), generic, sizeof address) == 0) return fd;
    const int why = errno;
    return fail(Errc::disconnected, because(why, text("personne sur {}", "nobody on {}", path)),
                text("démarrer `banc virtual`", "start `banc virtual`"));
}

}  // namespace banc
