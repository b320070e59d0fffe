// SPDX-License-Identifier: EUPL-1.2
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "tests/drivers/golden.h"
#include "tests/drivers/relay_bench.h"

namespace banc {
namespace {

Frames frames_for(const GoldenRow& row, const BoardProduct& board) {
    const auto& protocol = *board.protocol;
    const auto& facts = board.facts;
    if (row.act == "on")
        return protocol.set({relay(row.relay), Coil::energised, row.before}, facts);
    if (row.act == "off")
        return protocol.set({relay(row.relay), Coil::released, row.before}, facts);
    if (row.act == "rest") return protocol.all_released(facts);
    if (row.act == "read") return protocol.query(facts);
    if (row.act == "serial") return protocol.ask_serial(facts);
    if (row.act == "start") return protocol.start(facts);
    if (row.act == "adopt") return protocol.adopt(facts);
    if (row.act == "pulse") return protocol.pulse(relay(row.relay), row.length, facts);
    FAIL(row.place << ": no act " << row.act);
    return {};
}

std::string relays_of(Coils coils) {
    std::string out;
    for (int n = 1; n <= 16; ++n)
        if (coils.at(relay(n)) == Coil::energised)
            out += (out.empty() ? "" : ",") + std::to_string(n);
    return out.empty() ? "none" : out;
}

// What the driver makes of the replies, in the words of the golden file.
std::string meaning_of(const GoldenRow& row, const BoardProduct& board) {
    const auto& protocol = *board.protocol;
    if (row.act == "serial") return protocol.serial(row.replies);
    if (row.act == "start") return protocol.started(row.replies, board.facts) ? "" : "refused";
    if (row.act == "read") {
        const auto coils = protocol.parse(row.replies, board.facts);
        if (!coils) CHECK(coils.error().code == Errc::protocol);
        return coils ? relays_of(*coils) : "refused";
    }
    const auto frames = frames_for(row, board);
    for (std::size_t i = 0; i < row.replies.size(); ++i)
        if (!protocol.accept(frames.at(i), row.replies[i])) return "refused";
    return "";
}

}  // namespace

TEST_CASE("the documented bytes go on the wire, and the documented replies are read",
          "[relay][golden]") {
    for (const auto& row : golden_rows()) {
        CAPTURE(row.place);
        const auto& board = shipped_board(row.section);
        const auto frames = frames_for(row, board);
        REQUIRE(frames.size() == row.sent.size());
        for (std::size_t i = 0; i < frames.size(); ++i) {
            CHECK(hex(frames[i].out) == hex(row.sent[i].out));
            CHECK(frames[i].report == row.sent[i].report);
        }
        if (!row.replies.empty()) CHECK(meaning_of(row, board) == row.meaning);
    }
}

TEST_CASE("every board that ships has its bytes written down", "[relay][golden]") {
    std::map<std::string, std::set<std::string>> acts;
    for (const auto& row : golden_rows()) acts[row.section].insert(row.act);
    for (const auto& [section, board] : shipped_boards()) {
        CAPTURE(section);
        CHECK((acts[section].contains("on") || acts[section].contains("off")));
        if (board.protocol->query != nullptr) CHECK(acts[section].contains("read"));
    }
}

}  // namespace banc
