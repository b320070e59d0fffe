// SPDX-License-Identifier: EUPL-1.2
#include "reports/story.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "tests/reports/sample_dossier.h"

using namespace banc;
using namespace banc::report;
using namespace std::chrono_literals;
using sample::Situation;

namespace {

const Item& moment(const Story& story, ItemKind kind) {
    const auto& items = story.timeline.items;
    const auto found = std::find_if(items.begin(), items.end(),
                                    [kind](const Item& item) { return item.kind == kind; });
    REQUIRE(found != items.end());
    return *found;
}

const StateBar& bar(const Story& story, const std::string& fact) {
    const auto& bars = story.timeline.states;
    const auto found = std::find_if(bars.begin(), bars.end(),
                                    [&fact](const StateBar& b) { return b.fact == fact; });
    REQUIRE(found != bars.end());
    return *found;
}

using Spans = std::vector<std::pair<Nanos, Nanos>>;
Spans spans_of(const SourceBar& bar) {
    Spans spans;
    for (const auto& i : bar.alive) spans.emplace_back(i.from, i.to);
    return spans;
}

// A source of each kind, alive when the agent was, which was silent for a while; and a disk that
// never answered.
Dossier all_kinds_as_the_agent() {
    auto dossier = sample::dossier(Situation::untouched);
    Fact mute;
    mute.id = "jamais";
    mute.source.provider = "bench.tiroir";
    dossier.scenario.facts.push_back(mute);
    std::erase_if(dossier.journal, [](const Record& r) { return r.kind == "probe"; });
    for (auto& record : dossier.journal) {
        if (record.kind != "heartbeat") continue;
        auto& alive = record.body["alive"];
        const auto agent = alive.value("pc.agent", Json());
        alive = Json::object();
        if (agent.is_null()) continue;
        for (const auto* kind :
             {"bench.dock", "bench.multimetre", "bench.usb", "pc.agent", "pc.console"})
            alive[kind] = agent;
    }
    return dossier;
}

}  // namespace

TEST_CASE("the story goes from the injection to the repair in order", "[reports]") {
    const auto story = tell(sample::dossier(Situation::reference));
    CHECK(moment(story, ItemKind::injection).at == -23300ms);
    CHECK(moment(story, ItemKind::symptom).at == -20s);
    CHECK(moment(story, ItemKind::test).at == 21400ms);
    CHECK(moment(story, ItemKind::reading).at == 27900ms);
    CHECK(moment(story, ItemKind::recovery).at == 53s);
    CHECK(moment(story, ItemKind::asked).at == 79s);
    const auto& items = story.timeline.items;
    CHECK(std::is_sorted(items.begin(), items.end(),
                         [](const Item& a, const Item& b) { return a.at < b.at; }));
}

TEST_CASE("what never came back has no recovery on the timeline", "[reports]") {
    const auto story = tell(sample::dossier(Situation::untouched));
    for (const auto& item : story.timeline.items) CHECK(item.kind != ItemKind::recovery);
}

TEST_CASE("each moment cites the record it comes from", "[reports]") {
    const auto dossier = sample::dossier(Situation::reference);
    const auto story = tell(dossier);
    const auto& reading = moment(story, ItemKind::reading);
    CHECK(dossier.journal.at(reading.seq - 1).body.at("fact") == "lit_la_configuration");
    const auto& recovery = moment(story, ItemKind::recovery);
    CHECK(dossier.journal.at(recovery.seq - 1).body.at("states").at("noms_resolus") == true);
}

TEST_CASE("a state is healthy, then broken, then healthy again", "[reports]") {
    const auto story = tell(sample::dossier(Situation::reference));
    std::vector<bool> values;
    for (const auto& s : bar(story, "noms_resolus").stretches)
        if (values.empty() || values.back() != s.value) values.push_back(s.value);
    CHECK(values == std::vector<bool>{true, false, true});
}

TEST_CASE("nothing is drawn of a state while its source was silent", "[reports]") {
    const auto story = tell(sample::dossier(Situation::untouched));
    for (const auto& s : bar(story, "noms_resolus").stretches)
        CHECK_FALSE((s.from <= 430s && s.to >= 430s));
    for (const auto& source : story.timeline.coverage) {
        const bool silent =
            std::none_of(source.alive.begin(), source.alive.end(),
                         [](const auto& i) { return i.from <= 430s && i.to >= 430s; });
        CHECK(silent == (source.source == "pc.agent"));
    }
}

TEST_CASE("every kind of source has its bar, and the same gaps for all", "[reports]") {
    const auto dossier = all_kinds_as_the_agent();
    const auto& bars = tell(dossier).timeline.coverage;
    std::vector<std::string> drawn;
    for (const auto& bar : bars) {
        drawn.push_back(bar.source);
        CHECK(spans_of(bar) == (bar.source == "bench.tiroir" ? Spans{} : spans_of(bars.front())));
    }
    CHECK(bars.front().alive.size() > 1);
    CHECK(drawn == std::vector<std::string>{"bench.dock", "bench.multimetre", "bench.tiroir",
                                            "bench.usb", "pc.agent", "pc.console"});
    const auto page = report_html(dossier);
    for (const auto& source : drawn) CHECK_THAT(page, Catch::Contains(source));
}

TEST_CASE("a bench fault is told with its interval", "[reports]") {
    const auto story = tell(sample::dossier(Situation::bench_fault));
    REQUIRE_FALSE(story.timeline.bench_faults.empty());
    const auto covers = [](const Interval& i) { return i.from <= 45s && i.to >= 45s; };
    CHECK(std::any_of(story.timeline.bench_faults.begin(), story.timeline.bench_faults.end(),
                      covers));
    REQUIRE(story.incidents.size() == 1);
    CHECK(story.incidents.front().from == 40s);
}

TEST_CASE("what the guard did is told when it did it", "[reports]") {
    auto dossier = sample::dossier(Situation::bench_fault);
    auto record = dossier.journal.back();
    const auto told = [&](Json body) {
        body["at_ns"] = record.at.since_boot.count() - 30'000'000'000;
        record.kind = "guard";
        record.body = std::move(body);
        dossier.journal.push_back(record);
        const auto story = tell(dossier);
        dossier.journal.pop_back();
        std::vector<Item> items;
        for (const auto& item : story.timeline.items)
            if (item.kind == ItemKind::guard) items.push_back(item);
        REQUIRE(items.size() == 1);
        CHECK(items.front().at == 47s);  // the journal's last record is at 77 s
        return items.front().text;
    };
    CHECK(told({{"what", "daemon"}, {"state", "hangs"}}) ==
          "Le programme de l'épreuve ne répond plus");
    CHECK(told({{"what", "outcome"}, {"line", "pc.nic0.pair"}, {"result", "confirmed"}}) ==
          "Mise au repos de pc.nic0.pair par le gardien : confirmé par relecture");
    CHECK(told({{"what", "left-alone"}, {"line", "pc.mains"}, {"rule", "energises"}}) ==
          "Le gardien laisse pc.mains, qui alimente un PC ou presse son bouton");
}

TEST_CASE("a hint of the training is told where it was given", "[reports]") {
    auto dossier = sample::dossier(Situation::reference);
    auto record = dossier.journal.back();
    record.kind = "hint";
    record.body = {{"text", "Regardez le voyant"}, {"after_ms", 60'000}};
    dossier.journal.push_back(record);
    const auto items = tell(dossier).timeline.items;
    REQUIRE(items.back().kind == ItemKind::hint);
    CHECK(items.back().text == "Regardez le voyant");
    CHECK(items.back().seq == record.seq);
}

TEST_CASE("extra time moves the authorised end and is said", "[reports]") {
    const auto id = tell(sample::dossier(Situation::untouched)).identity;
    CHECK(id.duration == 15min);
    CHECK(id.factor_up == 4);
    CHECK(id.factor_down == 3);
    CHECK(id.authorised_end == Nanos{20min});
    CHECK(iso8601_utc(id.authorised_end_wall) == "2026-06-12T14:23:27Z");
}

TEST_CASE("the authorised end counts from the declared opening", "[reports]") {
    auto dossier = sample::dossier(Situation::reference);
    for (auto& record : dossier.journal) {
        if (record.kind != "clock") continue;
        for (const auto* key : {"opened_ns", "end_ns"})
            record.body[key] = record.body[key].get<std::int64_t>() - 8'000'000;
    }
    CHECK(tell(dossier).identity.authorised_end == Nanos{15min});
}

TEST_CASE("a withheld criterion shows no finding before the juror's entry", "[reports]") {
    const auto story = tell(sample::official(sample::dossier(Situation::reference)));
    for (const auto& criterion : story.criteria) CHECK_FALSE(criterion.finding);
}

TEST_CASE("every cited record is in the annex and nothing else", "[reports]") {
    const auto dossier = sample::dossier(Situation::reference);
    std::vector<std::uint64_t> told, cited;
    for (const auto& proof : tell(dossier).evidence) told.push_back(proof.seq);
    for (const auto& criterion : dossier.score.criteria)
        cited.insert(cited.end(), criterion.evidence.begin(), criterion.evidence.end());
    std::sort(cited.begin(), cited.end());
    cited.erase(std::unique(cited.begin(), cited.end()), cited.end());
    CHECK(told == cited);
}

TEST_CASE("a journal of nothing but nonsense still makes a report", "[reports]") {
    auto dossier = sample::dossier(Situation::reference);
    for (auto& record : dossier.journal) record.body = Json::array({1, "x", nullptr});
    CHECK(tell(dossier).identity.exam.empty());
    CHECK_FALSE(report_html(dossier).empty());
    dossier.journal.clear();
    CHECK_FALSE(report_html(dossier).empty());
}

TEST_CASE("times out of all bounds do not upset a report", "[reports]") {
    auto dossier = sample::dossier(Situation::reference);
    for (auto& record : dossier.journal) {
        record.at = {Nanos::min(), WallTime{INT64_MIN}};
        for (const auto* key : {"at_ns", "asked_ns", "end_ns", "allotted_ms", "duration_ms"})
            if (record.body.contains(key)) record.body[key] = INT64_MAX;
    }
    CHECK_FALSE(report_html(dossier).empty());
}

TEST_CASE("report.json has the shape of its golden file", "[reports][golden]") {
    std::ifstream file(BANC_SOURCE_DIR "/tests/reports/golden/bench_fault.json");
    const std::string golden{std::istreambuf_iterator<char>(file), {}};
    const auto dossier = sample::only_b1(sample::dossier(Situation::bench_fault));
    CHECK(report_json(dossier).dump(1) + "\n" == golden);
}

TEST_CASE("a board that came and went is on the timeline with what became of its lines",
          "[reports]") {
    auto dossier = sample::dossier(Situation::reference);
    auto& journal = dossier.journal;
    const auto add = [&journal](const char* kind, Json body) {
        auto record = journal.back();
        record.seq += 1;
        record.kind = kind;
        record.body = std::move(body);
        journal.push_back(std::move(record));
    };
    Json settled{{"line", "pc.nic0.pair"}, {"cause", "board"}, {"journal", "fault"}};
    settled["reads"] = "healthy";
    settled["act"] = "restore";
    add("board", {{"board", "relais"}, {"state", "gone"}});
    add("restart", settled);
    settled["act"] = "nothing";
    add("restart", settled);
    std::vector<std::string> told;
    for (const auto& item : tell(dossier).timeline.items)
        if (item.kind == ItemKind::board) told.push_back(item.text);
    CHECK(told == std::vector<std::string>{
                      "La carte relais n'est plus là",
                      "Au retour de la carte, ligne pc.nic0.pair (en position de panne au journal, "
                      "en position saine sur la carte) : remise en position de panne, dans son "
                      "délai"});
}
