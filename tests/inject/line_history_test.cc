// SPDX-License-Identifier: EUPL-1.2
#include "bench/inject/line_history.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

using namespace banc;
using namespace std::chrono_literals;

namespace {

using Entry = std::pair<std::string, Json>;

Entry intent(const std::string& to) {
    return {"intent", {{"act", "line"}, {"line", "pc.nic0.pair"}, {"to", to}}};
}
Entry outcome(std::uint64_t of, const std::string& result) {
    return {"outcome", {{"intent", of}, {"result", result}}};
}
Entry contact(const std::string& position) {
    return {"contact", {{"line", "pc.nic0.pair"}, {"position", position}}};
}
Entry guard(const std::string& what, const std::string& result = "") {
    return {"guard", {{"what", what}, {"line", "pc.nic0.pair"}, {"result", result}}};
}

// Numbered from 1; the line was put in by the first two.
std::vector<Record> journal(const std::vector<Entry>& more) {
    std::vector<Entry> all{intent("fault"), outcome(1, "confirmed")};
    all.insert(all.end(), more.begin(), more.end());
    std::vector<Record> out;
    for (auto& [kind, body] : all) {
        Record record;
        record.seq = out.size() + 1;
        record.kind = kind;
        record.body = body;
        out.push_back(std::move(record));
    }
    return out;
}

LineConfig line(std::string name = "pc.nic0.pair") {
    LineConfig config;
    config.name = std::move(name);
    config.orphan.hold = 20s;
    return config;
}

}  // namespace

TEST_CASE("the journal says where a line was left", "[inject][restart]") {
    struct Row {
        std::vector<Entry> more;
        JournalSays says;
    };
    const Entry rest{"intent", {{"act", "rest"}}};
    const Entry beat{"heartbeat", {{"contacts", {{"pc.nic0.pair", "healthy"}}}}};
    const std::vector<Row> rows{
        {{}, JournalSays::fault},
        {{intent("healthy"), outcome(3, "confirmed")}, JournalSays::healthy},
        {{intent("healthy"), outcome(3, "acknowledged")}, JournalSays::healthy},
        {{intent("healthy")}, JournalSays::unknown},
        {{intent("healthy"), outcome(1, "confirmed")}, JournalSays::unknown},
        {{intent("healthy"), outcome(3, "failed")}, JournalSays::unknown},
        {{intent("healthy"), outcome(3, "failed"), contact("fault")}, JournalSays::fault},
        {{intent("healthy"), contact("fault")}, JournalSays::unknown},
        {{contact("healthy")}, JournalSays::healthy},
        {{contact("unreadable")}, JournalSays::fault},
        {{beat}, JournalSays::healthy},
        {{rest}, JournalSays::unknown},
        {{rest, outcome(3, "acknowledged")}, JournalSays::healthy},
        {{guard("intent")}, JournalSays::unknown},
        {{guard("intent"), guard("outcome", "failed")}, JournalSays::unknown},
        {{guard("intent"), guard("outcome", "confirmed")}, JournalSays::healthy},
        {{guard("quarantine")}, JournalSays::unknown},
        {{guard("left-alone")}, JournalSays::fault},
    };
    for (std::size_t n = 0; n < rows.size(); ++n) {
        CAPTURE(n);
        CHECK(journal_says(journal(rows[n].more), line()) == rows[n].says);
    }
}

TEST_CASE("what is done to one line says nothing of another", "[inject][restart]") {
    CHECK(journal_says(journal({}), line("pc.disk0.power")) == JournalSays::healthy);
}

TEST_CASE("all boards to rest says nothing of a line that feeds a PC", "[inject][restart]") {
    auto feeds = line();
    feeds.energises = true;
    const auto rested = journal({{"intent", {{"act", "rest"}}}, outcome(3, "acknowledged")});
    CHECK(journal_says(rested, feeds) == JournalSays::fault);
}
