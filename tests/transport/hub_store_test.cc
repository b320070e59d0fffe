// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/hub_store.h"

#include <stdlib.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

namespace banc {
namespace {

const HubModel kModel{0x2109, 0x2817, 0x9024};

struct Folder {
    std::string path = (std::filesystem::temp_directory_path() / "banc-hubs-XXXXXX").string();
    Folder() { REQUIRE(::mkdtemp(path.data()) != nullptr); }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
};

Qualification measured() {
    return {kModel, 4, {{2, {Proof::device_left, 0, "M. Dupont", "2026-06-12T14:03:27Z"}}}};
}

}  // namespace

TEST_CASE("what was measured of a hub model is kept in the data folder", "[hub]") {
    const Folder folder;
    CHECK(load_qualification(folder.path, kModel) == std::nullopt);
    REQUIRE(store_qualification(folder.path, measured()));
    CHECK(load_qualification(folder.path, kModel) == measured());
    auto again = measured();
    again.ports[2].proven = Proof::vbus_measured;
    again.ports[2].millivolts = 12;
    REQUIRE(store_qualification(folder.path, again));
    CHECK(load_qualification(folder.path, kModel) == again);
    const HubModel other{0x2109, 0x2817, 0x9025};  // another revision was never measured
    CHECK(load_qualification(folder.path, other) == std::nullopt);
}

TEST_CASE("what could not be read back is not stored, and the old file stays", "[hub]") {
    const Folder folder;
    REQUIRE(store_qualification(folder.path, measured()));
    auto nameless = measured();
    nameless.ports[2].by.clear();
    CHECK_FALSE(store_qualification(folder.path, nameless));
    CHECK(load_qualification(folder.path, kModel) == measured());
}

TEST_CASE("a damaged qualification is an error with its file, not an absent one", "[hub]") {
    const Folder folder;
    REQUIRE(store_qualification(folder.path, measured()));
    const auto path = folder.path + "/" + qualification_file(kModel);
    std::ofstream(path) << "{\"proven\":\"vbus_measured\"";
    const auto loaded = load_qualification(folder.path, kModel);
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().front().place.file == path);
}

}  // namespace banc
