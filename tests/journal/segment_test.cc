// SPDX-License-Identifier: EUPL-1.2
#include "bench/journal/segment.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>

#include "bench/journal/crypto.h"

using namespace banc;

namespace {

Record record(std::uint64_t seq, Json body = {{"to", "armed"}}) {
    Record out;
    out.seq = seq;
    out.boot.fill(7);
    out.at = {Nanos{-5}, WallTime{std::numeric_limits<std::int64_t>::min()}};
    out.kind = "state";
    out.body = std::move(body);
    out.previous.fill(9);
    return out;
}

Bytes encoded(const Record& r) {
    auto bytes = encode_record(r);
    REQUIRE(bytes);
    return *bytes;
}

Bytes joined(std::initializer_list<Bytes> parts) {
    Bytes out;
    for (const auto& part : parts) out.insert(out.end(), part.begin(), part.end());
    return out;
}

}  // namespace

TEST_CASE("a record reads back as it was written", "[journal][segment]") {
    const auto body =
        GENERATE(as<Json>{}, Json::object(), Json{{"é\n", {1, -2, "\u0000x"}}},
                 Json{{"n", std::numeric_limits<std::uint64_t>::max()}},
                 Json{{"text", std::string(kRecordMax - kRecordFixed - 5 - 11, 'x')}});
    const auto written = record(std::numeric_limits<std::uint64_t>::max(), body);
    const auto segment = parse_segment(encoded(written));
    REQUIRE(segment.records.size() == 1);
    const auto& read = segment.records.front();
    CHECK(read.seq == written.seq);
    CHECK(read.boot == written.boot);
    CHECK(read.at.since_boot == written.at.since_boot);
    CHECK(read.at.wall == written.at.wall);
    CHECK(read.kind == written.kind);
    CHECK((read.body == written.body));
    CHECK(read.previous == written.previous);
    CHECK(segment.breaks.empty());
    CHECK(segment.end == Segment::End::exact);
}

TEST_CASE("a record of one byte more than the bound is refused", "[journal][segment]") {
    const std::string text(kRecordMax - kRecordFixed - 5 - 11 + 1, 'x');
    const auto bytes = encode_record(record(1, {{"text", text}}));
    REQUIRE_FALSE(bytes);
    CHECK(bytes.error().code == Errc::invalid);
}

TEST_CASE("no text in a record can imitate the start of one", "[journal][segment]") {
    const std::string magic(kMagic.begin(), kMagic.end());
    CHECK_FALSE(encode_record(record(1, {{"text", magic}})));
}

TEST_CASE("a right hash does not make a record of what the format refuses", "[journal][segment]") {
    const std::string good = R"({"to":"armed"})";
    const std::string bad =
        GENERATE(R"({ "to":"arme"})", R"({"to":"arme"} )", R"({"to": 1.5   })", R"(["to","armed"])",
                 "{\"to\":\"arme\xff\"}", R"({"a":1,"a":12})");
    REQUIRE(bad.size() == good.size());
    auto bytes = encoded(record(1));
    const auto at = std::search(bytes.begin(), bytes.end(), good.begin(), good.end());
    REQUIRE(at != bytes.end());
    std::copy(bad.begin(), bad.end(), at);
    const auto hash = hash_of(ByteView(bytes).first(bytes.size() - sizeof(Hash)));
    std::copy(hash.begin(), hash.end(), bytes.end() - sizeof(Hash));
    CHECK(parse_segment(bytes).records.empty());
}

TEST_CASE("reading goes on after bytes that are no record", "[journal][segment]") {
    const auto one = encoded(record(1));
    const auto two = encoded(record(2));
    const auto noise = GENERATE_REF(Bytes{1}, Bytes(300, 0xff), Bytes(one.begin(), one.end() - 1),
                                    Bytes(one.begin(), one.begin() + 5), Bytes(9, 0));
    const auto segment = parse_segment(joined({one, noise, two}));
    REQUIRE(segment.records.size() == 2);
    CHECK(segment.records.back().seq == 2);
    CHECK(segment.breaks == std::vector<std::size_t>{1});
    CHECK(segment.end == Segment::End::exact);
}

TEST_CASE("how a segment ends", "[journal][segment]") {
    using End = Segment::End;
    const auto one = encoded(record(1));
    const auto first = [&](std::size_t n) {
        return Bytes(one.begin(), one.begin() + static_cast<std::ptrdiff_t>(n));
    };
    const auto n = one.size();
    const auto [tail, end, breaks] = GENERATE_REF(table<Bytes, End, std::size_t>({
        {{}, End::exact, 0},
        {Bytes(1), End::zeros, 0},
        {Bytes(70'000), End::zeros, 0},
        {first(1), End::cut, 0},
        {first(n - 1), End::cut, 0},
        {joined({first(3), Bytes(5000)}), End::cut, 0},
        {joined({first(n - 32), Bytes(32)}), End::cut, 0},
        {joined({first(n - 32), Bytes(5000)}), End::cut, 0},
        {joined({first(n - 3), Bytes(3)}), End::exact, 1},
        {Bytes{'x'}, End::exact, 1},
        {joined({Bytes{0, 0, 0, 'x'}, Bytes(9)}), End::exact, 1},
        {joined({first(4), Bytes(4, 0xff), Bytes(900)}), End::exact, 1},
    }));
    const auto segment = parse_segment(joined({one, tail}));
    CAPTURE(tail.size());
    CHECK(segment.records.size() == 1);
    CHECK(segment.end == end);
    CHECK(segment.breaks.size() == breaks);
}

TEST_CASE("a file of nothing but record starts is given up, not hashed for ever",
          "[journal][segment]") {
    Bytes start(kMagic.begin(), kMagic.end());
    start.insert(start.end(), {0, 0, 4, 0});  // each claims a quarter of a megabyte
    Bytes bytes;
    while (bytes.size() < 2 * kRecordMax) bytes.insert(bytes.end(), start.begin(), start.end());
    const auto segment = parse_segment(bytes);
    CHECK(segment.records.empty());
    CHECK(segment.breaks.size() == 1);
}
