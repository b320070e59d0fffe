// SPDX-License-Identifier: EUPL-1.2
// A guard on a loop ticked by hand, with two boards in memory that one program can hold at a time.
#pragma once

#include <catch2/catch.hpp>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bench/core/manual_loop.h"
#include "bench/guard/guard.h"
#include "drivers/emulators/memory_transport.h"
#include "drivers/relay/relay_board.h"

namespace banc {

using namespace std::chrono_literals;
using Names = std::vector<std::string>;

struct MemoryLog final : GuardLog {
    std::uint64_t append(Json entry, Instant) override {
        entries.push_back(std::move(entry));
        return full ? 0 : entries.size();
    }
    void sync() override { synced = entries.size(); }
    [[nodiscard]] std::vector<Json> of(std::string_view what) const {
        std::vector<Json> out;
        for (const auto& entry : entries)
            if (entry["what"] == what) out.push_back(entry);
        return out;
    }
    std::vector<Json> entries;
    std::size_t synced = 0;
    bool full = false;
};

// A claim on a board, whose cable outlives it.
class Shared final : public BoardTransport {
public:
    Shared(MemoryTransport& cable, int& holders) : cable_(cable), holders_(holders) { ++holders_; }
    ~Shared() override { --holders_; }
    Task<Result<Bytes>> exchange(Exchange exchange, Nanos deadline) override {
        return cable_.exchange(std::move(exchange), deadline);
    }

private:
    MemoryTransport& cable_;
    int& holders_;
};

inline LineConfig wired(std::string name, std::string board, int channel) {
    LineConfig line;
    line.name = std::move(name);
    line.board = std::move(board);
    line.channel = channel;
    line.min_dwell = 1h;  // a guard waits for no dwell
    line.orphan.hold = 20s;
    return line;
}

struct Post {
    // `told`: what was seen of its boards at commissioning.
    explicit Post(Commissioning told = {}) : seen(std::move(told)) {
        config.boards = {{"a", "m", {}, {}}, {"b", "m", {}, {}}};
        config.lines = {wired("heat", "a", 1), wired("nic", "a", 2), wired("button", "a", 5),
                        wired("disk", "b", 1), wired("stick", "b", 2)};
        config.lines[0].orphan = {true, 0s};
        config.lines[2].energises = true;
        config.lines[4].orphan = {true, 0s};
        for (const auto* name : {"a", "b"})
            cables.emplace(name, std::make_unique<MemoryTransport>(
                                     make_emulator("dcttech", BoardFacts{8})));
    }
    Task<Result<std::unique_ptr<ContactBoard>>> claim(BoardConfig board) {
        if (daemon_holds)
            co_return fail(Errc::refused, text("tenue", "another program holds the board"));
        if (board.name == away)
            co_return fail(Errc::disconnected, text("absente", "not plugged in"));
        co_return std::make_unique<RelayBoard>(
            board.name, *find_relay_protocol("dcttech"), BoardFacts{8},
            std::make_unique<Shared>(*cables.at(board.name), holders));
    }
    // As a daemon puts it: announced, then switched.
    void put_in(const std::string& name) {
        const auto* line = config.line(name);
        REQUIRE(guard.said(name, Position::fault));
        auto& board = cables.at(line->board)->board();
        REQUIRE(
            board.write(Bytes{0xff, static_cast<std::uint8_t>(line->channel), 0, 0, 0, 0, 0, 0}));
    }
    [[nodiscard]] unsigned coils(const char* name) { return cables.at(name)->board().contacts(); }
    void beat_for(Nanos span) {
        for (Nanos gone{0}; gone < span; gone += 1s) {
            guard.beat();
            loop.advance(1s);
        }
    }
    void die() {
        daemon_holds = false;
        guard.gone();
    }

    ManualLoop loop;
    Commissioning seen;
    BenchConfig config;
    MemoryLog log;
    std::map<std::string, std::unique_ptr<MemoryTransport>> cables;
    bool daemon_holds = true;
    std::string away;  // a board whose cable was pulled
    int holders = 0;   // boards the guard has open
    int kills = 0;
    std::optional<Names> welcomed;
    std::optional<GuardEnd> ended;
    Guard guard{{loop, log, [this](BoardConfig board) { return claim(std::move(board)); }, seen},
                config,
                {[this] { ++kills; }, [this](const Names& in) { welcomed = in; },
                 [this](GuardEnd why) { ended = why; }}};
};

}  // namespace banc
