// SPDX-License-Identifier: EUPL-1.2
// How fast a journal is scored again: `scoring_speed PLAY SCENARIO TITLE`. The watched part of a
// kept play (tests/golden) is repeated until the journal is long, then read back and scored.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

#include "bench/journal/reader.h"
#include "bench/journal/segment.h"
#include "bench/referential/load.h"
#include "bench/scenario/load.h"
#include "bench/scoring/score.h"

namespace {

using namespace banc;

constexpr std::size_t kRecords = 200'000;
constexpr int kRounds = 5;

std::string text_of(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<Record> play(const std::string& file) {
    std::ifstream in(file);
    std::vector<Record> out;
    for (std::string line; std::getline(in, line);) {
        const auto json = Json::parse(line);
        if (!json.contains("n")) break;
        Record record;
        record.at.since_boot = Nanos{json["at"].get<std::int64_t>()};
        record.kind = json["kind"].get<std::string>();
        record.body = json["body"];
        out.push_back(std::move(record));
    }
    return out;
}

void later(Json& value, std::int64_t by) {
    for (const auto* key : {"at_ns", "asked_ns", "before_ns", "from_ns", "to_ns"})
        if (value.contains(key)) value[key] = value[key].get<std::int64_t>() + by;
    if (value.contains("alive"))
        for (auto& span : value["alive"])
            for (auto& end : span) end = end.get<std::int64_t>() + by;
}

// The records while the candidate works, again and again, each time later.
std::vector<Record> stretched(const std::vector<Record>& from) {
    const auto reached = [&](const char* to) {
        return std::find_if(from.begin(), from.end(), [&](const Record& r) {
            return r.kind == "state" && r.body["to"] == to;
        });
    };
    const auto running = reached("running");
    const auto ended = reached("ended");
    const auto span = (ended->at.since_boot - running->at.since_boot).count();
    std::vector<Record> out(from.begin(), ended);
    std::int64_t by = 0;
    while (out.size() < kRecords) {
        by += span;
        for (auto r = running + 1; r != ended; ++r) {
            out.push_back(*r);
            out.back().at.since_boot += Nanos{by};
            later(out.back().body, by);
        }
    }
    for (auto r = ended; r->kind != "closed"; ++r) {  // a closing would want its anchor
        out.push_back(*r);
        out.back().at.since_boot += Nanos{by};
        later(out.back().body, by);
    }
    return out;
}

void write(std::vector<Record>& records, const std::string& folder) {
    std::filesystem::create_directories(folder + "/journal");
    std::ofstream out;
    std::uint64_t size = kSegmentMax;
    int segment = 0;
    Hash previous{};
    std::uint64_t seq = 0;
    for (auto& record : records) {
        record.seq = ++seq;
        record.previous = previous;
        if (record.kind == "opened") record.body["public_key"] = std::string(64, '0');
        for (auto* what : {"scenario", "referential", "bench"})
            if (record.kind == "opened") record.body[what].erase("blob");
        const auto bytes = encode_record(record).value();
        std::copy_n(bytes.end() - 32, 32, previous.begin());
        if (size + bytes.size() > kSegmentMax) {
            out = std::ofstream(fmt::format("{}/journal/{:06}.seg", folder, ++segment));
            size = 0;
        }
        out.write(reinterpret_cast<const char*>(bytes.data()),
                  static_cast<std::streamsize>(bytes.size()));
        size += bytes.size();
    }
}

// Of this processor's time, which others on the machine do not change; the best of some rounds.
double seconds(const std::function<void()>& work) {
    double best = 1e9;
    for (int round = 0; round < kRounds; ++round) {
        const auto began = std::clock();
        work();
        best = std::min(best, static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC);
    }
    return best;
}

std::size_t facts_in(const Evidence& evidence) {
    std::size_t n = 0;
    for (const auto& [id, seen] : evidence.events) n += seen.size();
    for (const auto& [id, seen] : evidence.states) n += seen.size();
    return n;
}

void show(const char* what, std::size_t n, double took) {
    fmt::print("{:<34} {:>9} in {:>6.3f} s: {:>9.0f}/s\n", what, n, took,
               static_cast<double>(n) / took);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) return 2;
    const auto title = load_referential(text_of(argv[3]), argv[3]).value();
    const auto scenario = load_scenario(text_of(argv[2]), argv[2], {}, nullptr).value();
    auto records = stretched(play(argv[1]));
    const auto folder =
        (std::filesystem::temp_directory_path() / fmt::format("scoring-speed-{}", getpid()))
            .string();
    write(records, folder);

    ExamJournal exam;
    const auto reading = seconds([&] { exam = read_exam(folder).value(); });
    fmt::print("{}, {} records\n", word(exam.integrity), exam.records.size());
    if (exam.flaw_at != 0) fmt::print("n° {}: {}\n", exam.flaw_at, exam.flaw.en);
    Evidence evidence;
    const auto decoding = seconds([&] { evidence = collect(scenario, exam.records); });
    std::size_t answered = 0;
    const auto answering = seconds([&] {
        const Evaluation all(evidence);
        for (const auto& criterion : scenario.criteria)
            if (criterion.when) answered += all.answer(*criterion.when).evidence.size();
    });
    const auto scoring =
        seconds([&] { answered += score(scenario, title, exam.records).rows.size(); });
    show("engine, facts", facts_in(evidence), answering);
    show("decoding, records", exam.records.size(), decoding);
    show("score, records", exam.records.size(), scoring);
    show("reading and checking, records", exam.records.size(), reading);
    show("full re-score, records", exam.records.size(), reading + scoring);
    std::filesystem::remove_all(folder);
    return answered == 0 ? 1 : 0;
}
