// SPDX-License-Identifier: EUPL-1.2
#include "bench/virtual/dns.h"

#include <algorithm>
#include <string>

namespace banc {
namespace {

constexpr std::size_t kHeader = 12;
constexpr std::size_t kMaxName = 255;  // RFC 1035 §2.3.4
constexpr std::size_t kMaxLabel = 63;
constexpr unsigned kTypeA = 1;
constexpr unsigned kClassIn = 1;
constexpr std::uint8_t kNoSuchName = 3;

struct Host {
    std::string_view name;
    Ipv4 address;
};
constexpr std::array kHosts{Host{"serveur.atelier.lan", kServerAddress},
                            Host{"www.atelier.lan", kServerAddress},
                            Host{"imprimante.atelier.lan", kPrinterAddress}};

unsigned word(ByteView bytes, std::size_t at) {
    return static_cast<unsigned>(bytes[at] << 8U) | bytes[at + 1];
}

char lower(std::uint8_t byte) {
    const char c = static_cast<char>(byte);
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

struct Question {
    std::string name;
    unsigned type = 0;
    std::size_t end = 0;  // of the question section
};

// A question holds no compressed name: nothing comes before it.
std::optional<Question> read_question(ByteView query) {
    Question question;
    std::size_t at = kHeader;
    while (at < query.size() && query[at] != 0) {
        const std::size_t length = query[at];
        if (length > kMaxLabel || at + 1 + length >= query.size()) return std::nullopt;
        if (!question.name.empty()) question.name += '.';
        for (const auto byte : query.subspan(at + 1, length)) question.name += lower(byte);
        if (question.name.size() > kMaxName) return std::nullopt;
        at += 1 + length;
    }
    if (at + 5 > query.size()) return std::nullopt;
    question.type = word(query, at + 1);
    if (word(query, at + 3) != kClassIn) return std::nullopt;
    question.end = at + 5;
    return question;
}

}  // namespace

std::optional<Bytes> dns_answer(ByteView query) {
    if (query.size() < kHeader) return std::nullopt;
    const bool plain_query = (query[2] & 0xf8U) == 0;  // not a response, opcode 0
    if (!plain_query || word(query, 4) != 1) return std::nullopt;
    const auto question = read_question(query);
    if (!question) return std::nullopt;

    const auto host = std::ranges::find(kHosts, question->name, &Host::name);
    const bool known = host != kHosts.end();
    const bool has_record = known && question->type == kTypeA;
    // Same id; response, authoritative, recursion as desired and available.
    Bytes out{query[0],
              query[1],
              static_cast<std::uint8_t>(0x84U | (query[2] & 1U)),
              static_cast<std::uint8_t>(0x80U | (known ? 0U : kNoSuchName)),
              0,
              1,
              0,
              static_cast<std::uint8_t>(has_record ? 1 : 0),
              0,
              0,
              0,
              0};
    const auto asked = query.subspan(kHeader, question->end - kHeader);
    out.insert(out.end(), asked.begin(), asked.end());
    if (has_record) {
        // The name is the question's (a pointer to offset 12), A, IN, one minute, four bytes.
        constexpr std::array<std::uint8_t, 12> record{0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4};
        out.insert(out.end(), record.begin(), record.end());
        out.insert(out.end(), host->address.begin(), host->address.end());
    }
    return out;
}

}  // namespace banc
