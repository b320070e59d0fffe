// SPDX-License-Identifier: EUPL-1.2
// Frames written by hand from RFC 826, 792, 768 and 1035.
#include "bench/virtual/lan.h"

#include <catch2/catch.hpp>

#include "bench/virtual/dns.h"

using namespace banc;

namespace {

Bytes joined(std::initializer_list<Bytes> parts) {
    Bytes out;
    for (const auto& part : parts) out.insert(out.end(), part.begin(), part.end());
    return out;
}

const Bytes kPc{0x02, 0xbe, 0, 0, 0, 0x10};
const Bytes kServer{0x02, 0xbe, 0, 0, 0, 0x01};
const Bytes kAll{0xff, 0xff, 0xff, 0xff, 0xff, 0xff};

Bytes who_has(std::uint8_t host) {
    return joined({kAll,
                   kPc,
                   {8, 6, 0, 1, 8, 0, 6, 4, 0, 1},
                   kPc,
                   {192, 168, 50, 10},
                   {0, 0, 0, 0, 0, 0},
                   {192, 168, 50, host}});
}

// ping 192.168.50.1, id 1, sequence 1, two bytes of data; checksums worked out by hand.
Bytes echo_request() {
    return joined({kServer,
                   kPc,
                   {8, 0},
                   {0x45, 0, 0, 30, 0, 1, 0, 0, 64, 1, 0x95, 0x82},
                   {192, 168, 50, 10, 192, 168, 50, 1},
                   {8, 0, 0x96, 0x9b, 0, 1, 0, 1, 'a', 'b'}});
}

Bytes query(const std::string& name, std::uint8_t type) {
    Bytes out{0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0};
    std::size_t start = 0;
    while (start < name.size()) {
        const auto end = std::min(name.find('.', start), name.size());
        out.push_back(static_cast<std::uint8_t>(end - start));
        for (; start < end; ++start) out.push_back(static_cast<std::uint8_t>(name[start]));
        ++start;
    }
    return joined({out, {0, 0, type, 0, 1}});
}

unsigned response_code(const Bytes& response) { return response[3] & 0x0fU; }
unsigned answers(const Bytes& response) { return response[7]; }
Bytes last_four(const Bytes& response) { return {response.end() - 4, response.end()}; }

}  // namespace

TEST_CASE("the server and the printer answer who has their address, nobody else does", "[lan]") {
    const auto answer = lan_answer(who_has(1));
    REQUIRE(answer);
    CHECK(*answer == joined({kPc,
                             kServer,
                             {8, 6, 0, 1, 8, 0, 6, 4, 0, 2},
                             kServer,
                             {192, 168, 50, 1},
                             kPc,
                             {192, 168, 50, 10}}));
    CHECK(lan_answer(who_has(20)));
    CHECK_FALSE(lan_answer(who_has(2)));
    CHECK_FALSE(lan_answer(who_has(10)));  // the PC looks for a double of itself: there is none
}

TEST_CASE("an echo comes back with its data and right checksums", "[lan]") {
    const auto answer = lan_answer(echo_request());
    REQUIRE(answer);
    CHECK(*answer == joined({kPc,
                             kServer,
                             {8, 0},
                             {0x45, 0, 0, 30, 0, 1, 0, 0, 64, 1, 0x95, 0x82},
                             {192, 168, 50, 1, 192, 168, 50, 10},
                             {0, 0, 0x9e, 0x9b, 0, 1, 0, 1, 'a', 'b'}}));
}

TEST_CASE("one flipped bit in an echo's headers or data, and nobody answers", "[lan]") {
    for (std::size_t at = 0; at < echo_request().size(); ++at) {
        if (at >= 6 && at < 12) continue;  // the sender's MAC: whoever it is gets the answer
        CAPTURE(at);
        auto frame = echo_request();
        frame[at] ^= 1U;
        CHECK_FALSE(lan_answer(frame));
    }
}

TEST_CASE("a frame cut anywhere is left without answer", "[lan]") {
    for (const auto& whole : {who_has(1), echo_request()})
        for (std::size_t size = 0; size < whole.size(); ++size) {
            CAPTURE(size);
            CHECK_FALSE(lan_answer(ByteView(whole).first(size)));
        }
    CHECK_FALSE(lan_answer(Bytes(kMaxFrame + 1)));
}

TEST_CASE("a DNS question in a frame is answered to the port it came from", "[lan][dns]") {
    const auto asked = query("www.atelier.lan", 1);
    REQUIRE(asked.size() == 33);
    const auto frame =
        joined({kServer,
                kPc,
                {8, 0},
                {0x45, 0, 0, 61, 0, 1, 0, 0, 64, 17, 0x95, 0x53, 192, 168, 50, 10, 192, 168, 50, 1},
                {0xc0, 0x01, 0, 53, 0, 41, 0, 0},
                asked});
    const auto answer = lan_answer(frame);
    REQUIRE(answer);
    REQUIRE(answer->size() == 14 + 20 + 8 + 33 + 16);
    const Bytes udp(answer->begin() + 34, answer->begin() + 42);
    CHECK(udp == Bytes{0, 53, 0xc0, 0x01, 0, 57, 0, 0});
    CHECK(last_four(*answer) == Bytes{192, 168, 50, 1});
}

TEST_CASE("the name server knows three names", "[dns]") {
    using Row = std::tuple<std::string, Bytes>;
    const auto [name, address] = GENERATE(table<std::string, Bytes>({
        Row{"serveur.atelier.lan", {192, 168, 50, 1}},
        Row{"SERVEUR.Atelier.lan", {192, 168, 50, 1}},
        Row{"www.atelier.lan", {192, 168, 50, 1}},
        Row{"imprimante.atelier.lan", {192, 168, 50, 20}},
    }));
    CAPTURE(name);
    const auto response = dns_answer(query(name, 1));
    REQUIRE(response);
    CHECK((*response)[0] == 0x12);
    CHECK((*response)[1] == 0x34);
    CHECK(response_code(*response) == 0);
    CHECK(answers(*response) == 1);
    CHECK(last_four(*response) == address);
}

TEST_CASE("an unknown name does not exist, a known one has no IPv6 address", "[dns]") {
    const auto unknown = dns_answer(query("serveur.atelier.lan.example", 1));
    REQUIRE(unknown);
    CHECK(response_code(*unknown) == 3);
    CHECK(answers(*unknown) == 0);
    const auto ipv6 = dns_answer(query("serveur.atelier.lan", 28));
    REQUIRE(ipv6);
    CHECK(response_code(*ipv6) == 0);
    CHECK(answers(*ipv6) == 0);
}

TEST_CASE("what is not one plain question is not answered", "[dns]") {
    const auto whole = query("www.atelier.lan", 1);
    for (std::size_t size = 0; size < whole.size(); ++size)
        CHECK_FALSE(dns_answer(ByteView(whole).first(size)));
    const auto [at, value] = GENERATE(table<std::size_t, std::uint8_t>({
        {2, 0x80},   // a response
        {2, 0x28},   // another opcode
        {5, 2},      // two questions
        {12, 0xc0},  // a compressed name
        {12, 64},    // a label too long
        {32, 3},     // class CHAOS
    }));
    CAPTURE(at);
    auto broken = whole;
    broken[at] = value;
    CHECK_FALSE(dns_answer(broken));
}
