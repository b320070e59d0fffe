// SPDX-License-Identifier: EUPL-1.2
// FORMAT.md is the contract: its examples are what the code writes, byte for byte.
#include <catch2/catch.hpp>
#include <fstream>
#include <numeric>
#include <sstream>

#include "bench/journal/anchor.h"
#include "bench/journal/segment.h"

using namespace banc;

namespace {

// What stands between ```name and ```, without comments (from ; to the end of the line).
std::string block(const std::string& name) {
    std::ifstream file(BANC_SOURCE_DIR "/bench/journal/FORMAT.md");
    std::string line;
    while (std::getline(file, line) && line != "```" + name) {
    }
    std::string out;
    while (std::getline(file, line) && line != "```") out += line.substr(0, line.find(';')) + '\n';
    return out;
}

Record example() {
    Record out;
    out.seq = 2;
    std::iota(out.boot.begin(), out.boot.end(), std::uint8_t{0xb0});
    out.at = {Nanos{1'000'000'000}, WallTime{1'781'000'000'000'000'000}};
    out.kind = "state";
    out.body = {{"from", "planned"}, {"signal", "arm"}, {"to", "armed"}};
    std::iota(out.previous.begin(), out.previous.end(), std::uint8_t{0x40});
    return out;
}

}  // namespace

TEST_CASE("the record in FORMAT.md is the one the code writes", "[journal][format]") {
    std::istringstream tokens(block("hex"));
    std::string documented;
    for (std::string token; tokens >> token;) documented += token;
    const auto written = encode_record(example());
    REQUIRE(written);
    CHECK(documented == hex(*written));
}

TEST_CASE("the anchor in FORMAT.md is the one the code writes", "[journal][format]") {
    KeySeed seed{};
    std::iota(seed.begin(), seed.end(), std::uint8_t{0});
    const SigningKey key(seed);
    const auto bytes = encode_record(example());
    REQUIRE(bytes);
    Hash head{};
    std::copy(bytes->end() - sizeof head, bytes->end(), head.begin());
    CHECK(block("anchor") == sign_anchor({1, 2, head, example().at.wall, Anchor::Of::phase}, key));
    CHECK(block("key") == hex(key.public_key()) + '\n');
}
