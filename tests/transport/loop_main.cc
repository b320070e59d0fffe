// SPDX-License-Identifier: EUPL-1.2
// Catch2 with a Qt event loop in the main thread, for the tests of real transports.
#define CATCH_CONFIG_RUNNER
#include <QCoreApplication>
#include <catch2/catch.hpp>

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    return Catch::Session().run(argc, argv);
}
