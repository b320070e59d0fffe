// SPDX-License-Identifier: EUPL-1.2
#include "drivers/agent/nonce.h"

#include <sys/random.h>

#include <array>

#include "bench/core/bytes.h"

namespace banc {

Result<std::string> make_nonce() {
    std::array<std::uint8_t, 8> bytes{};
    if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
        return fail(Errc::environment, text("le noyau ne donne pas de nombres aléatoires",
                                            "the kernel gives no random numbers"));
    return hex(bytes);
}

}  // namespace banc
