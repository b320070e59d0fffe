// SPDX-License-Identifier: EUPL-1.2
#include "bench/observe/usb_watch.h"

#include <fmt/format.h>

#include "bench/scenario/row_condition.h"

namespace banc {
namespace {

// A plug with a bad contact bounces a few times a second. What comes faster for longer is no hand,
// and must not fill the journal.
constexpr std::size_t kWritingMax = 64;

std::string_view word(UsbMove move) { return move == UsbMove::added ? "added" : "removed"; }

// "usb:1-4 0951:1666 DataTraveler BE-CLE-0003", with what the device tells.
std::string line_of(const AgentRow& row) {
    const auto value = [&](const char* key) {
        const auto found = row.find(key);
        return found == row.end() ? std::string() : found->second;
    };
    auto line = fmt::format("{} {}:{}", value("port"), value("vendor"), value("product"));
    for (const auto* key : {"name", "serial"})
        if (const auto told = value(key); !told.empty()) line += " " + told;
    return line;
}

}  // namespace

UsbWatch::UsbWatch(Loop& loop, Logbook& logbook, UsbBus& bus)
    : loop_(loop), logbook_(logbook), bus_(bus), alive_from_(loop.now().since_boot) {}

void UsbWatch::watch(const Scenario& scenario, Seen seen) {
    seen_ = std::move(seen);
    for (const auto& fact : scenario.facts)
        if (fact.kind == FactKind::event && fact.source.provider == kUsbProvider)
            awaited_.push_back(&fact);
    bus_.listen({[this](UsbMove move, const AgentRow& row, Instant at) { moved(move, row, at); },
                 [this] { saw_all_ = false; }});
}

void UsbWatch::moved(UsbMove move, const AgentRow& row, Instant at) {
    std::erase_if(writing_, [](const auto& running) { return running->done(); });
    for (const auto* fact : awaited_) {
        if (fact->source.shows != word(move) || !row_matches(fact->source.has, row)) continue;
        if (writing_.size() >= kWritingMax) {
            saw_all_ = false;
            return;
        }
        Json body{{"fact", fact->id}, {"source", kUsbProvider}, {"trust", "bench"}};
        body["text"] = fmt::format("{} {}", word(move), line_of(row));
        body["row"] = row;
        body["at_ns"] = at.since_boot.count();
        writing_.push_back(std::make_unique<Running>(record(fact->id, std::move(body))));
    }
}

Task<void> UsbWatch::record(std::string fact, Json body) {
    auto written = co_await logbook_.append("fact", std::move(body));
    if (written && seen_) seen_(fact, *written);
}

Task<Result<AgentAnswer>> UsbWatch::ask(std::string, Nanos) {
    if (!bus_.alive())
        co_return fail(Errc::disconnected, text("l'USB du banc n'est plus suivi",
                                                "the bench's USB is no longer followed"));
    const Instant asked = loop_.now();
    AgentAnswer answer{"", bus_.plugged(), asked, asked};
    co_return answer;
}

std::optional<std::pair<Nanos, Nanos>> UsbWatch::take_alive() {
    static_cast<void>(bus_.plugged());  // a look that notices what was missed
    const Nanos now = loop_.now().since_boot;
    const Nanos from = std::exchange(alive_from_, now);
    const bool saw_all = std::exchange(saw_all_, bus_.alive());
    if (!saw_all || !bus_.alive()) return std::nullopt;
    return std::pair{from, now};
}

}  // namespace banc
