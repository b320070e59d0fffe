// SPDX-License-Identifier: EUPL-1.2
#include "bench/cli/proving.h"

#include <QCoreApplication>
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "bench/cli/command.h"
#include "bench/cli/library.h"
#include "bench/cli/places.h"
#include "bench/scoring/invariants.h"
#include "bench/virtual/server.h"
#include "bench/yaml/read.h"

namespace banc {
namespace {

namespace fs = std::filesystem;

constexpr int kListing_ms = 60'000;

Script script_of(const Play& play) { return script_from(play.who).value_or(Script::wrong); }

// The scores of a play do not depend on the title: any it serves shows them in a grid.
std::string title_of(const Scenario& scenario) {
    for (const auto& criterion : scenario.criteria)
        if (!criterion.scores.empty()) return criterion.scores.begin()->first;
    return "IDI";
}

Result<std::string> contents(const std::string& folder) {
    QProcess listing;
    listing.start(QString::fromStdString(share_folder() + "/bench/virtual/image/contents"),
                  {QString::fromStdString(folder)});
    const bool done = listing.waitForFinished(kListing_ms);
    if (done && listing.exitStatus() == QProcess::NormalExit && listing.exitCode() == 0)
        return listing.readAllStandardOutput().toStdString();
    return fail(Errc::environment,
                text("les disques de {} sont illisibles : {}", "the disks in {} can't be read: {}",
                     folder, plain(listing.readAllStandardError().trimmed().toStdString())),
                {"lancez bench/virtual/image/build", "run bench/virtual/image/build"});
}

// The first line in which two listings differ, as it stands in the second.
std::string first_difference(const std::string& before, const std::string& after) {
    std::size_t start = 0;
    for (std::size_t i = 0; i < after.size() && i < before.size() && before[i] == after[i]; ++i)
        if (after[i] == '\n') start = i + 1;
    return after.substr(start, after.find('\n', start) - start);
}

// What a play said last: why it came to no end.
std::string last_line(const std::string& file) {
    std::ifstream story(file);
    std::string last;
    for (std::string line; std::getline(story, line);)
        if (!line.empty()) last = line;
    return last;
}

// With the place, where an error has one.
Text said(const Error& error) { return {error.line(Lang::fr), error.line(Lang::en)}; }

}  // namespace

std::string Proving::folder(const Play& play) const {
    const auto first = plan_.out + "/" + play.scenario->id + "." + play.who;
    return play.drawn.seed == plan_.seed ? first : fmt::format("{}.{}", first, play.drawn.seed);
}

Result<void> Proving::run() {
    const bool on_a_pc =
        std::ranges::any_of(plan_.plays, [](const Play& play) { return !play.scenario->recorded; });
    if (on_a_pc) {
        auto disks = contents(image_folder());
        if (!disks) return tl::unexpected(disks.error());
        healthy_disks_ = std::move(*disks);
    }
    std::vector<Running> hands;
    working_ = std::min(plan_.jobs, plan_.plays.size());
    for (auto n = working_; n > 0; --n) hands.emplace_back(work());
    while (working_ > 0) QCoreApplication::exec();
    return {};
}

void Proving::stop() {
    stopped_ = true;
    for (auto* process : playing_) process->terminate();
}

Task<void> Proving::work() {
    while (next_ < plan_.plays.size() && !stopped_) {
        auto& mine = plan_.plays[next_++];
        co_await play(mine);
        tell_(mine, ++done_);
    }
    if (--working_ == 0) QCoreApplication::quit();
}

Task<void> Proving::play(Play& play) {
    const auto began = loop_.now().since_boot;
    std::error_code ignored;
    fs::remove_all(folder(play), ignored);
    fs::create_directories(folder(play), ignored);
    QProcess process;
    const int code = co_await demo(process, play);
    play.took = loop_.now().since_boot - began;
    const auto answer = folder(play) + "/answer.json";
    const auto outcome = read_text_file(answer).and_then(
        [&](const std::string& printed) { return outcome_from(printed, answer); });
    if (outcome)
        judge(play, *outcome);
    else if (code == kDone)
        play.broken.push_back(said(outcome.error()));
    const bool pc = !play.scenario->recorded;
    const bool awaits_hand =
        pc && play.played && !play.restored && may_await_hand(script_of(play), *play.scenario);
    const auto story = folder(play) + "/story.txt";
    if (code != kDone && !(code == kEnvironment && awaits_hand))
        play.broken.push_back(text("l'épreuve n'est pas allée à son terme (code {}, {}) : {}",
                                   "the exam did not come to its end (code {}, {}): {}", code,
                                   story, last_line(story)));
    if (code == kDone && pc && must_leave_no_trace(script_of(play), *play.scenario))
        judge_disks(play);
    fs::remove_all(folder(play) + "/disks", ignored);
    if (!play.broken.empty()) co_return;
    if (auto kept = keep(play); !kept) play.broken.push_back(kept.error().what);
    if (plan_.tidy) fs::remove_all(folder(play), ignored);
}

// Ends with its exit code, -1 when it did not end by itself.
Task<int> Proving::demo(QProcess& process, const Play& play) {
    const auto where = folder(play);
    QStringList words;
    for (const auto& word :
         {std::string("demo"), std::string("--scenario"), play.scenario->file,
          std::string("--candidate"), play.who, std::string("--title"), title_of(*play.scenario),
          std::string("--seed"), std::to_string(play.drawn.seed), std::string("--out"), where,
          std::string("--json"), std::string("--lang"),
          std::string(plan_.lang == Lang::fr ? "fr" : "en")})
        words.push_back(QString::fromStdString(word));
    if (!play.scenario->recorded)
        words << QStringLiteral("--keep-disks") << QString::fromStdString(where + "/disks");
    Answer<int> ended(loop_);
    const auto resolver = ended.resolver();
    QObject::connect(&process, &QProcess::finished, &process,
                     [resolver](int code, QProcess::ExitStatus how) {
                         resolver(how == QProcess::NormalExit ? code : -1);
                     });
    QObject::connect(&process, &QProcess::errorOccurred, &process,
                     [resolver](QProcess::ProcessError) { resolver(-1); });
    process.setStandardOutputFile(QString::fromStdString(where + "/answer.json"));
    process.setStandardErrorFile(QString::fromStdString(where + "/story.txt"));
    process.start(QCoreApplication::applicationFilePath(), words);
    playing_.insert(&process);
    const int code = co_await ended;
    playing_.erase(&process);
    co_return code;
}

void Proving::judge(Play& play, const Outcome& outcome) {
    play.exam = outcome.exam;
    play.restored = outcome.restored;
    play.played = outcome.played;
    if (play.exam.empty()) return;  // stopped before there was one: its code says so
    const auto again = load_dossier(play.exam);
    if (!again) {
        for (const auto& error : again.error()) play.broken.push_back(error.what);
        return;
    }
    const auto& score = again->dossier.score;
    if (to_json(score).dump() != outcome.score.dump())
        play.broken.push_back({"refaite du seul journal, la proposition du banc est autre",
                               "made again from the journal alone, the bench's proposal differs"});
    const auto breaches = broken(script_of(play), score);
    play.broken.insert(play.broken.end(), breaches.begin(), breaches.end());
}

void Proving::judge_disks(Play& play) const {
    const auto after = contents(folder(play) + "/disks");
    if (!after)
        play.broken.push_back(after.error().what);
    else if (*after != healthy_disks_)
        play.broken.push_back(text("la remise en état laisse une trace sur les disques : {}",
                                   "reset leaves a trace on the disks: {}",
                                   plain(first_difference(healthy_disks_, *after))));
}

Result<void> Proving::keep(const Play& play) const {
    if (plan_.keep.empty() || play.drawn.seed != plan_.seed) return {};
    const auto loaded = load_dossier(play.exam);
    if (!loaded) return tl::unexpected(loaded.error().front());
    return keep_play(*loaded, play.exam,
                     plan_.keep + "/" + play.scenario->id + "." + play.who + ".play");
}

}  // namespace banc
