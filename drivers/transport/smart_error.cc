// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/smart_error.h"

#include <cerrno>

#include "bench/core/causes.h"

namespace banc {

Error smart_error(int number, const std::string& device) {
    if (number == EACCES || number == EPERM)
        return {Errc::environment,
                text("{} : pas le droit de lire ce disque", "{}: not allowed to read this disk",
                     device),
                text("relancez en root : sudo banc disk show {0}",
                     "run it as root: sudo banc disk show {0}", device),
                {}};
    if (number == ENOENT)
        return {Errc::invalid,
                text("{} : pas de tel fichier ni de tel disque", "{}: no such file or disk",
                     device),
                {"la liste des disques : lsblk", "the list of disks: lsblk"},
                {}};
    const bool gone = number == ENODEV || number == ENXIO;
    return {gone ? Errc::disconnected : Errc::protocol,
            because(number, text("{} : le disque a répondu par une erreur",
                                 "{}: the disk answered with an error", device)),
            {"vérifiez ses câbles, ou changez de port", "check its cables, or use another port"},
            {}};
}

}  // namespace banc
