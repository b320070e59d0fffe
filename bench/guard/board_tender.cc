// SPDX-License-Identifier: EUPL-1.2
#include "bench/guard/board_tender.h"

#include <algorithm>
#include <utility>

#include "bench/guard/orphan_table.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

// A killed daemon's claims end with it, a moment before or after its end is seen: asked often at
// first, because a line that rests must be at rest within 500 ms.
constexpr Nanos kEager = 2s;
constexpr Nanos kEagerPause = 20ms;
constexpr Nanos kPause = 1s;
// A board that was pulled out may be plugged in again by whoever did it. Longer than this, a
// person has to look at the bench anyway, and the log says so.
constexpr Nanos kGiveUp = 10min;

Json said(const Text& text) { return {{"fr", text.fr}, {"en", text.en}}; }

}  // namespace

BoardTender::BoardTender(const GuardMeans& by, const BenchConfig& bench, const BoardConfig& board,
                         std::vector<Ward> wards)
    : by_(by), bench_(bench), config_(board), wards_(std::move(wards)) {}

void BoardTender::start(std::function<void()> changed) {
    changed_ = std::move(changed);
    tending_.emplace(tend());
}

Task<void> BoardTender::tend() {
    while (!wards_.empty() && !over_) {
        bool going = true;
        if (!board_) going = co_await claim();
        const auto next = std::min_element(wards_.begin(), wards_.end(),
                                           [](auto& a, auto& b) { return a.due < b.due; });
        const Nanos wait = next->due - by_.loop.now().since_boot;
        if (going && wait > Nanos{0}) {
            co_await pause(by_.loop, wait);
            continue;
        }
        if (going) going = co_await rest_due();
        if (going) continue;
        const Nanos now = by_.loop.now().since_boot;
        if (!troubled_) troubled_ = now;
        const Nanos since = now - std::max(*troubled_, next->due);
        if (since >= kGiveUp) give_up();
        const Nanos again = since < kEager ? kEagerPause : kPause;
        if (!over_) co_await pause(by_.loop, again);
    }
    board_.reset();
    over_ = true;
    tell();
}

// Also while a hold runs: nobody else switches what waits for its daemon.
Task<bool> BoardTender::claim() {
    auto claimed = co_await by_.claim(config_);
    if (claimed) {
        board_ = std::move(*claimed);
        co_return true;
    }
    const bool away = claimed.error().code == Errc::disconnected;
    if (away && by_.seen.known(config_.name) == Loss::holds) quarantine("holds-on-usb-loss");
    const auto& why = claimed.error().what;
    if (why.en != refusal_) {
        refusal_ = why.en;
        by_.log.append({{"what", "no-claim"}, {"board", config_.name}, {"detail", said(why)}},
                       by_.loop.now());
    }
    co_return false;
}

bool BoardTender::due(const Ward& ward) const { return ward.due <= by_.loop.now().since_boot; }

// The board's own all-off frame wherever nothing on it has to stay as it is: it needs no reading
// first. A contact that no line names may always rest.
BoardTender::How BoardTender::how() const {
    const auto stays = [&](const LineConfig& line) {
        return line.board == config_.name && line.energises;
    };
    const bool whole =
        std::none_of(bench_.lines.begin(), bench_.lines.end(), stays) &&
        std::all_of(wards_.begin(), wards_.end(), [&](const Ward& ward) { return due(ward); });
    return whole ? How::whole_board : How::each_contact;
}

void BoardTender::intend(How how) {
    for (auto& ward : wards_) {
        if (!due(ward) || ward.intent != 0) continue;
        Json entry{{"what", "intent"}, {"act", "rest"}, {"line", ward.line->name}};
        entry["rule"] = word(rule_of(*ward.line));
        entry["board"] = config_.name;
        entry["frame"] = how == How::whole_board ? "all-off" : "contact";
        ward.intent = by_.log.append(std::move(entry), by_.loop.now());
    }
    by_.log.sync();
}

// True when something came to rest.
Task<bool> BoardTender::rest_due() {
    const How chosen = how();
    intend(chosen);
    acting_ = true;
    rested_.clear();
    co_await act(chosen);
    by_.log.sync();
    acting_ = false;
    std::erase_if(wards_, [&](const Ward& ward) {
        return std::find(rested_.begin(), rested_.end(), ward.line->name) != rested_.end();
    });
    tell();
    if (!rested_.empty()) {
        troubled_.reset();
        co_return true;
    }
    board_.reset();  // claimed anew: it may have been plugged in again
    co_return false;
}

Task<void> BoardTender::act(How how) {
    if (how == How::whole_board) {
        auto released = co_await board_->release_all();
        for (auto& ward : wards_) note(ward, released);
        co_return;
    }
    for (std::size_t n = 0; n < wards_.size(); ++n)
        if (due(wards_[n])) co_await rest_one(n);
}

// set() first: on a board that takes all its contacts at once it leaves the others as they stand.
// What can't be read is told to let go all the same.
Task<void> BoardTender::rest_one(std::size_t n) {
    const auto channel = RelayChannel::from(wards_[n].line->channel);
    if (!channel) co_return;
    auto moved = co_await board_->set(*channel, Coil::released);
    const bool unread = !moved && moved.error().code != Errc::disconnected;
    if (unread) moved = co_await board_->release(*channel);
    note(wards_[n], moved);
}

void BoardTender::note(Ward& ward, const Result<Confirmed>& outcome) {
    Json entry{{"what", "outcome"}, {"intent", ward.intent}, {"line", ward.line->name}};
    if (outcome) {
        entry["result"] = *outcome == Confirmed::by_readback ? "confirmed" : "acknowledged";
        rested_.push_back(ward.line->name);
    } else {
        if (ward.failure == outcome.error().what.en) return;
        ward.failure = outcome.error().what.en;
        entry["result"] = "failed";
        entry["detail"] = said(outcome.error().what);
    }
    by_.log.append(std::move(entry), by_.loop.now());
}

// Said once. A board with a supply of its own holds its lines in where nobody can reach them; it is
// still waited for, as somebody may plug it in again.
void BoardTender::quarantine(std::string_view why) {
    for (auto& ward : wards_) {
        if (std::exchange(ward.quarantined, true)) continue;
        by_.log.append({{"what", "quarantine"},
                        {"line", ward.line->name},
                        {"board", config_.name},
                        {"why", why}},
                       by_.loop.now());
    }
    by_.log.sync();
}

void BoardTender::give_up() {
    over_ = true;
    quarantine("given-up");
}

void BoardTender::tell() {
    told_ = by_.loop.after(Nanos{0}, [changed = changed_] { changed(); });
}

}  // namespace banc
