// SPDX-License-Identifier: EUPL-1.2
// `banc virtual` alone, for tests that choose its image and its QEMU:
// virtual_process DIR LIFETIME_S LINGER_S [IMAGE [QEMU]]
#include <QCoreApplication>
#include <cstdlib>

#include "bench/virtual/server.h"

int main(int argc, char** argv) {
    const QCoreApplication app(argc, argv);
    if (argc < 4) return 2;
    banc::VirtualOptions options;
    options.dir = argv[1];
    options.lifetime = std::chrono::seconds(std::strtol(argv[2], nullptr, 10));
    options.linger = std::chrono::seconds(std::strtol(argv[3], nullptr, 10));
    if (argc > 4) options.image = argv[4];
    if (argc > 5) options.qemu = argv[5];
    options.lang = banc::Lang::en;
    return banc::serve_virtual(options);
}
