// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/hub_store.h"

#include <catch2/catch.hpp>
#include <fstream>

#include "tests/support/scratch_folder.h"

namespace banc {
namespace {

const HubModel kModel{0x2109, 0x2817, 0x9024};

Qualification measured() {
    return {kModel, 4, {{2, {Proof::device_left, 0, "M. Dupont", "2026-06-12T14:03:27Z"}}}};
}

}  // namespace

TEST_CASE("what was measured of a hub model is kept in the data folder", "[hub]") {
    const test::ScratchFolder folder;
    CHECK(load_qualification(folder.path(), kModel) == std::nullopt);
    REQUIRE(store_qualification(folder.path(), measured()));
    CHECK(load_qualification(folder.path(), kModel) == measured());
    auto again = measured();
    again.ports[2].proven = Proof::vbus_measured;
    again.ports[2].millivolts = 12;
    REQUIRE(store_qualification(folder.path(), again));
    CHECK(load_qualification(folder.path(), kModel) == again);
    const HubModel other{0x2109, 0x2817, 0x9025};  // another revision was never measured
    CHECK(load_qualification(folder.path(), other) == std::nullopt);
}

TEST_CASE("what could not be read back is not stored, and the old file stays", "[hub]") {
    const test::ScratchFolder folder;
    REQUIRE(store_qualification(folder.path(), measured()));
    auto nameless = measured();
    nameless.ports[2].by.clear();
    CHECK_FALSE(store_qualification(folder.path(), nameless));
    CHECK(load_qualification(folder.path(), kModel) == measured());
}

TEST_CASE("a damaged qualification is an error with its file, not an absent one", "[hub]") {
    const test::ScratchFolder folder;
    REQUIRE(store_qualification(folder.path(), measured()));
    const auto path = folder / "" + qualification_file(kModel);
    std::ofstream(path) << "{\"proven\":\"vbus_measured\"";
    const auto loaded = load_qualification(folder.path(), kModel);
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().front().place.file == path);
}

}  // namespace banc
