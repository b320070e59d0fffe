// SPDX-License-Identifier: EUPL-1.2
// Any bytes as a `when`, over evidence made of the eight bytes before it: refused with words in two
// languages at a place inside the text, or answered the same by a fresh evaluation and by one that
// has answered before, and the opposite when negated.
#include <algorithm>
#include <cstdlib>

#include "bench/scoring/evidence.h"
#include "tests/scoring/vocabulary.h"

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kMade = 8;

// Of each byte, low bits: which fact; high bits: when it was seen, and until when nobody looked.
banc::Evidence made_of(std::string_view bytes) {
    banc::Evidence out;
    out.window = {0s, 60s, 60s, 70s};
    for (const auto* name : {"a", "b", "c", "no_boot"}) out.events[name] = {};
    for (const auto* name : {"s", "t", "u", "boots"}) out.states[name] = {};
    banc::Nanos at{0};
    std::uint64_t seq = 0;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        at += std::chrono::seconds(byte >> 4U);
        if (at > 70s) break;
        const std::string event(1, static_cast<char>('a' + byte % 3));
        const std::string state(1, static_cast<char>('s' + byte % 3));
        out.events[event].push_back({at, ++seq});
        out.states[state].push_back({at, byte % 2 == 0, ++seq});
        out.coverage[event].push_back({at - 2s, at + 3s, {++seq}});
        out.coverage[state].push_back({at, at + 5s, {++seq}});
    }
    return out;
}

banc::Finding opposite(banc::Finding finding) {
    if (finding == banc::Finding::unknown) return finding;
    return finding == banc::Finding::true_ ? banc::Finding::false_ : banc::Finding::true_;
}

void answered_alike(const banc::Expression& expression, const banc::Evidence& evidence) {
    const banc::Evaluation many(evidence);
    const auto first = many.answer(expression);
    const auto again = many.answer(expression);
    const auto fresh = evaluate(expression, evidence);
    if (first.finding != fresh.finding || first.evidence != fresh.evidence) std::abort();
    if (again.finding != fresh.finding || again.evidence != fresh.evidence) std::abort();
    if (!std::is_sorted(fresh.evidence.begin(), fresh.evidence.end())) std::abort();
    banc::Expression negated;
    negated.op = banc::Op::negate;
    negated.args = {expression};
    if (many.answer(negated).finding != opposite(fresh.finding)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto evidence = made_of(text.substr(0, kMade));
    const auto source = text.substr(std::min(size, kMade));
    const auto parsed = parse_expression(source, banc::test_vocabulary(), {"f", 1, 1});
    if (parsed) {
        answered_alike(*parsed, evidence);
        return 0;
    }
    if (parsed.error().empty()) std::abort();
    for (const auto& error : parsed.error())
        if (error.what.fr.empty() || error.what.en.empty() || error.place.line < 1) std::abort();
    return 0;
}
