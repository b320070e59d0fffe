// SPDX-License-Identifier: EUPL-1.2
#include "bench/observe/input_watch.h"

namespace banc {
namespace {

std::string_view word(Contact contact) { return contact == Contact::closed ? "closed" : "open"; }
std::string_view deed(Contact to) { return to == Contact::closed ? "closed" : "opened"; }

}  // namespace

InputWatch::InputWatch(Loop& loop, Logbook& logbook, const InputConfig& config,
                       ConsoleWatch& console)
    : loop_(loop),
      logbook_(logbook),
      config_(config),
      console_(console),
      alive_from_(loop.now().since_boot) {
    console_.on_inputs([this] { look(); });
}

void InputWatch::watch(const Scenario& scenario, Seen seen) {
    seen_ = std::move(seen);
    for (const auto& fact : scenario.facts)
        if (fact.kind == FactKind::event && fact.source.provider == config_.name)
            awaited_.push_back(&fact);
}

void InputWatch::look() {
    const auto asserted = console_.asserted(config_.wire);
    std::optional<Contact> now;
    if (asserted) now = *asserted == config_.closed ? Contact::closed : Contact::open;
    if (now == reads_) return;
    reads_ = now;
    settling_.reset();
    if (!now) {
        stands_.reset();
        saw_all_ = false;
        return;
    }
    if (now == stands_) return;  // it only bounced
    moved_ = loop_.now().since_boot;
    settling_ = loop_.after(config_.debounce, [this] { settle(*reads_); });
}

void InputWatch::settle(Contact now) {
    settling_.reset();
    const auto before = std::exchange(stands_, now);
    if (!before) return;
    std::erase_if(writing_, [](const auto& running) { return running->done(); });
    for (const auto* fact : awaited_) {
        if (fact->source.shows != deed(now)) continue;
        Json body{{"fact", fact->id}, {"source", config_.name}, {"trust", "bench"}};
        body["text"] = fmt::format("contact {}", deed(now));
        body["at_ns"] = moved_.count();
        writing_.push_back(std::make_unique<Running>(record(fact->id, std::move(body))));
    }
}

Task<void> InputWatch::record(std::string fact, Json body) {
    auto written = co_await logbook_.append("fact", std::move(body));
    if (written && seen_) seen_(fact, *written);
}

Task<Result<AgentAnswer>> InputWatch::ask(std::string, Nanos deadline) {
    AgentAnswer answer;
    answer.asked = loop_.now();
    const Nanos end = answer.asked.since_boot + deadline;
    while (settling_ && loop_.now().since_boot < end)
        co_await pause(loop_, std::min(config_.debounce, end - loop_.now().since_boot));
    if (!reads_)
        co_return fail(Errc::disconnected,
                       text("le port de {} n'est plus là : le contact n'est pas vu",
                            "the port of {} is gone: the contact is not seen", config_.console));
    if (settling_)
        co_return fail(Errc::timeout,
                       text("le contact n'est pas stable", "the contact does not stand still"));
    answer.answered = loop_.now();
    answer.rows.push_back({{"contact", std::string(word(*stands_))}});
    co_return answer;
}

std::optional<std::pair<Nanos, Nanos>> InputWatch::take_alive() {
    const Nanos now = settling_ ? moved_ : loop_.now().since_boot;
    const Nanos from = std::exchange(alive_from_, now);
    const bool known = stands_.has_value();
    const bool saw_all = std::exchange(saw_all_, known);
    if (!saw_all || !known) return std::nullopt;
    return std::pair{from, now};
}

}  // namespace banc
