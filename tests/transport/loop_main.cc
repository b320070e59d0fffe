// SPDX-License-Identifier: EUPL-1.2
// Catch2 with a Qt event loop in the main thread, for the tests of real transports.
#define CATCH_CONFIG_RUNNER
#include <QCoreApplication>
#include <QTemporaryDir>
#include <catch2/catch.hpp>

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    const QTemporaryDir locks;  // the boards of one test binary are not those of another
    qputenv("BANC_LOCK_DIR", locks.path().toUtf8());
    return Catch::Session().run(argc, argv);
}
