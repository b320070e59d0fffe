// SPDX-License-Identifier: EUPL-1.2
// `banc exam recover EXAM`: brings an exam whose program was killed to its end, and its bench to
// rest. 1: it is closed already, or a program still holds it. 3: a person must see to the bench.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "bench/cli/commands.h"
#include "bench/cli/library.h"
#include "bench/cli/places.h"
#include "bench/cli/recovery.h"
#include "bench/cli/run_task.h"
#include "bench/rehearsal/narrator.h"

namespace banc {
namespace {

namespace fs = std::filesystem;

// exams/ID lies in it; another one holds the keys of an exam that was moved.
std::string data_of(const Call& call, const std::string& folder) {
    if (call.has("data")) return call.get("data");
    return fs::path(folder).parent_path().parent_path().string();
}

Json json_of(const Recovery::LineEnd& end) {
    const auto& found = end.settled.found;
    return {{"line", end.line},           {"journal", word(found.journal)},
            {"reads", word(found.board)}, {"rule", word(found.rule)},
            {"hold", word(found.hold)},   {"act", word(end.settled.act)}};
}

void print_json(const std::string& folder, const Recovery& recovery) {
    Json out{{"exam", folder}, {"lines", Json::array()}, {"left", Json::array()}};
    for (const auto& end : recovery.lines()) out["lines"].push_back(json_of(end));
    for (const auto& left : recovery.left())
        out["left"].push_back({{"fr", left.fr}, {"en", left.en}});
    out["outcome"] = recovery.outcome();
    fmt::print("{}\n", out.dump());
}

}  // namespace

int command_exam_recover(const Call& call) {
    auto table = shipped_boards();
    if (!table) return complain(call, table.error());
    std::error_code failed;
    const auto named = exam_folder(call, call.arguments[0]);
    const auto folder = fs::weakly_canonical(named, failed).string();
    Recovery recovery({folder, data_of(call, folder), std::move(*table), call.get("virtual")});
    const Scenario none;  // lines and boards are told by their names
    Narrator narrator(none, call.lang, Audience::observer);
    recovery.on_record = [&](const Record& record) {
        const auto line = call.json ? std::nullopt : narrator.tell(record);
        if (line) fmt::print("{}\n", *line);
    };
    const auto done = run_task(recovery.run());
    for (const auto& left : recovery.left()) fmt::print(stderr, "{}\n", plain(left.in(call.lang)));
    if (!done) {
        const int code = complain(call, done.error());
        return done.error().code == Errc::refused ? kNo : code;
    }
    if (call.json)
        print_json(folder, recovery);
    else
        fmt::print("{}: {}\n", folder, recovery.outcome());
    return recovery.left().empty() ? kDone : kEnvironment;
}

}  // namespace banc
