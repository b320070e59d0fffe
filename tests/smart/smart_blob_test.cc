// SPDX-License-Identifier: EUPL-1.2
// Readings as files: whole, or refused with words, whatever a person hands over.
#include "drivers/smart/smart_blob.h"

#include <catch2/catch.hpp>

#include "tests/smart/made_disk.h"

namespace banc {
namespace {

Bytes whole() { return encode_smart_blob(pages_of(MadeDisk{})); }

std::string refusal(const Bytes& bytes) {
    const auto parsed = parse_smart_blob(bytes, "releve.bin");
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == Errc::invalid);
    CHECK(parsed.error().place.file == "releve.bin");
    CHECK_FALSE(parsed.error().remedy.fr.empty());
    return parsed.error().what.en;
}

}  // namespace

TEST_CASE("a reading keeps its pages", "[smart]") {
    auto pages = pages_of(MadeDisk{});
    pages[SmartPage::self_tests] = made_self_test_log();
    const auto bytes = encode_smart_blob(pages);
    CHECK(bytes.size() == 4 * (8 + 512) + 12);
    CHECK(parse_smart_blob(bytes, "f") == pages);
    const auto nvme = pages_of(MadeNvme{});
    CHECK(parse_smart_blob(encode_smart_blob(nvme), "f") == nvme);
}

TEST_CASE("a section that a later version may add is passed over", "[smart]") {
    auto bytes = whole();
    const auto later = view(std::string_view("NEWS\0\0\0\3abc", 11));
    bytes.insert(bytes.end(), later.begin(), later.end());
    CHECK(parse_smart_blob(bytes, "f") == pages_of(MadeDisk{}));
}

TEST_CASE("what is no reading is refused with words", "[smart]") {
    CHECK(refusal({}) == "the file is empty");
    CHECK(refusal(Bytes(1572, 0)) == "this is no SMART reading (byte 0)");
    CHECK(refusal(Bytes(3, 'I')) == "this is no SMART reading (byte 0)");
    const auto words = view("ABCD and so on, a text of some length");
    CHECK(refusal({words.begin(), words.end()}) == "this is no SMART reading (byte 0)");
}

TEST_CASE("a reading cut anywhere between its sections is refused", "[smart]") {
    const auto bytes = whole();
    for (std::size_t size = 1; size < bytes.size(); ++size) {
        if (size == 520 || size == 532 || size == 1052) continue;  // whole sections
        CAPTURE(size);
        refusal({bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size)});
    }
}

TEST_CASE("a section of another size, or twice, is refused", "[smart]") {
    auto longer = whole();
    longer[4] = 0xff;  // a length of 4 GB
    CHECK_THAT(refusal(longer), Catch::Contains("section IDFY (byte 0) is not whole"));
    auto shorter = whole();
    shorter[6] = 0;
    CHECK_THAT(refusal(shorter), Catch::Contains("section IDFY has 0 bytes instead of 512"));
    auto twice = whole();
    const auto once = whole();
    twice.insert(twice.end(), once.begin(), once.end());
    CHECK_THAT(refusal(twice), Catch::Contains("section IDFY is repeated"));
}

}  // namespace banc
