// SPDX-License-Identifier: EUPL-1.2
#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "tests/support/scratch_folder.h"
#include "tests/transport/foreign.h"

using namespace banc;

TEST_CASE("what is neither a file nor a disk is not waited for", "[disk]") {
    const test::ScratchFolder folder;
    const auto fifo = folder / "fifo";
    REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
    const auto ended = run_on_bus(
        {"timeout", "-s", "KILL", "20", BANC_PROGRAM, "disk", "show", fifo, "--lang", "en"});
    CHECK(ended.code == 2);
    CHECK_THAT(ended.said, Catch::Contains("neither a file nor a disk"));
}
