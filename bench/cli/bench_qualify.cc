// SPDX-License-Identifier: EUPL-1.2
// `banc bench qualify FILE LINE`: what a hub's port really does when it says that it is off. A
// device that leaves proves something, a meter proves it; both are kept for the hub's model.
#include <fmt/format.h>

#include <charconv>

#include "bench/cli/bench_plan.h"
#include "bench/cli/commands.h"
#include "bench/cli/hold.h"
#include "bench/cli/person.h"
#include "bench/cli/places.h"
#include "bench/cli/proof_words.h"
#include "bench/core/json.h"
#include "drivers/transport/hub_store.h"
#include "drivers/transport/open_board.h"
#include "drivers/transport/qt_loop.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kLeavesWithin = 5s;     // capacitors on the port and in the device
constexpr int kMillivoltsMost = 24000;  // beyond, it was no USB port

Result<int> as_millivolts(const std::string& typed) {
    int value = -1;
    const auto* end = typed.data() + typed.size();
    const auto read = std::from_chars(typed.data(), end, value);
    if (read.ec == std::errc{} && read.ptr == end && value >= 0 && value <= kMillivoltsMost)
        return value;
    return fail(Errc::invalid, text("tension illisible « {} »", "unreadable voltage \"{}\"", typed),
                text("en millivolts, sans unité : 40", "in millivolts, without a unit: 40"));
}

// Still fed when it says "off": proven that it does not cut.
Measure by_meter(int millivolts) {
    if (millivolts > kOffMillivolts) return {Proof::not_proven, 0, "", ""};
    return {Proof::vbus_measured, millivolts, "", ""};
}

class Qualify {
public:
    Qualify(const Call& call, const BenchPlan& plan, const LineConfig& line)
        : call_(call),
          context_{loop_, plan.table, plan.virtual_dir},
          config_(*plan.bench.board(line.board)),
          channel_(RelayChannel::from(line.channel).value()) {}

    Task<Result<void>> open() {
        auto opened = co_await open_hub_board(context_, config_);
        if (!opened) co_return tl::unexpected<Error>(std::move(opened.error()));
        board_ = std::move(*opened);
        co_return Result<void>{};
    }

    // By the reading that was given; else by the device on the port, then by a reading asked for
    // while the port is off.
    Task<Result<Measure>> measure() {
        if (call_.has("millivolts")) {
            const auto given = as_millivolts(call_.get("millivolts"));
            if (!given) co_return tl::unexpected<Error>(given.error());
            const auto cut = co_await board_->set(channel_, Coil::energised);
            if (!cut) co_return tl::unexpected<Error>(cut.error());
            co_return by_meter(*given);
        }
        const auto left = co_await board_->prove(channel_, kLeavesWithin);
        if (call_.json && !left) co_return tl::unexpected<Error>(left.error());
        if (call_.json) co_return Measure{*left, 0, "", ""};
        Result<std::optional<int>> read = co_await ask_meter();
        if (!read) co_return tl::unexpected<Error>(std::move(read.error()));
        if (*read) co_return by_meter(**read);
        if (!left) co_return tl::unexpected<Error>(left.error());
        co_return Measure{*left, 0, "", ""};
    }

    Task<Result<Confirmed>> rest() {
        auto rested = co_await board_->release(channel_);
        co_return rested;
    }

    Checked<Measure> store(Measure measure) {
        const auto& box = board_->box();
        measure.by = call_.get("by");
        measure.when = iso8601_utc(loop_.now().wall);
        auto stored = load_qualification(data_folder(call_), box.model);
        if (!stored) return tl::unexpected<Errors>(stored.error());
        auto all = stored->value_or(Qualification{box.model, box.ports, {}});
        all.ports[channel_.printed()] = measure;
        const auto kept = store_qualification(data_folder(call_), all);
        if (!kept) return tl::unexpected<Errors>(Errors{kept.error()});
        return measure;
    }
    [[nodiscard]] const HubBox& box() const { return board_->box(); }

private:
    // nullopt: nobody measured.
    Task<Result<std::optional<int>>> ask_meter() {
        const auto cut = co_await board_->set(channel_, Coil::energised);
        if (!cut) co_return tl::unexpected<Error>(cut.error());
        const Text question{
            "Le port est coupé. VBUS au voltmètre, en millivolts (Entrée : pas mesuré) ?",
            "The port is off. VBUS by the meter, in millivolts (Enter: not measured)?"};
        auto typed = co_await person_.ask(question.in(call_.lang));
        if (!typed || typed->empty()) co_return std::optional<int>();
        const auto value = as_millivolts(*typed);
        if (!value) co_return tl::unexpected<Error>(value.error());
        co_return std::optional<int>(*value);
    }

    const Call& call_;
    QtLoop loop_;
    BoardContext context_;
    Person person_{loop_};
    const BoardConfig& config_;
    RelayChannel channel_;
    std::unique_ptr<HubBoard> board_;  // after context_
};

Result<const LineConfig*> line_of(const BenchPlan& plan, const Call& call) {
    auto line = line_to_switch(plan, call.arguments[1]);
    if (line && !is_hub(*plan.bench.board((*line)->board)))
        return fail(Errc::refused, text("{} est sur un relais", "{} is on a relay", (*line)->name),
                    text("un relais s'essaie : banc bench exercise",
                         "a relay is tried by: banc bench exercise"));
    if (line && call.get("by").empty())
        return fail(Errc::invalid, {"--by manque", "--by is missing"},
                    {"donner le nom de qui mesure", "give the name of who measures"});
    return line;
}

void print(const Call& call, const HubBox& box, const LineConfig& line, const Measure& measure) {
    const PortProof proof{measure, true};
    if (call.json)
        fmt::print("{}\n", Json{{"line", line.name},
                                {"hub", to_string(box.model)},
                                {"port", line.channel},
                                {"claimed", "off"},
                                {"proven", word(measure.proven)}}
                               .dump());
    else
        fmt::print("{} ({}, port {}) : {}\n", line.name, to_string(box.model), line.channel,
                   say(proof).in(call.lang));
}

}  // namespace

int command_bench_qualify(const Call& call) {
    const auto plan = load_bench_plan(call);
    if (!plan) return complain(call, plan.error());
    const auto line = line_of(*plan, call);
    if (!line) return complain(call, line.error());
    Qualify qualify(call, *plan, **line);
    const auto opened = run_task(qualify.open());
    if (!opened) return complain(call, opened.error());
    const auto held = hold(qualify.measure(), [&] { return qualify.rest(); });
    if (!held.rested) complain(call, not_at_rest());
    if (!held.rested) return complain(call, held.rested.error());
    if (!held.acted) return kNo;
    if (!*held.acted) return complain(call, held.acted->error());
    const auto stored = qualify.store(**held.acted);
    if (!stored) return complain(call, stored.error());
    print(call, qualify.box(), **line, *stored);
    return stored->proven == Proof::not_proven ? kNo : kDone;
}

}  // namespace banc
