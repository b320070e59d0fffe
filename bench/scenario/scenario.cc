// SPDX-License-Identifier: EUPL-1.2
#include "bench/scenario/scenario.h"

#include <algorithm>
#include <array>
#include <set>

#include "bench/scenario/bench_config.h"
#include "bench/yaml/precheck.h"

namespace banc {
namespace {

constexpr std::array kModes{Mode::official, Mode::ecf, Mode::mock, Mode::training};

}  // namespace

std::string_view word(Mode mode) {
    switch (mode) {
        case Mode::official: return "official";
        case Mode::ecf: return "ecf";
        case Mode::mock: return "mock";
        case Mode::training: return "training";
    }
    return "training";
}

std::string_view word(CriterionKind kind) {
    switch (kind) {
        case CriterionKind::observed: return "observed";
        case CriterionKind::supported: return "supported";
        case CriterionKind::judged: return "judged";
    }
    return "?";
}

std::optional<Mode> mode_from(std::string_view name) {
    for (const auto mode : kModes)
        if (word(mode) == name) return mode;
    return std::nullopt;
}

std::vector<std::string> commands_of(std::string_view typed) {
    std::vector<std::string> commands;
    for (const auto line : lines_of(typed))
        if (line.find_first_not_of(' ') != line.npos) commands.emplace_back(line);
    return commands;
}

bool InjectStep::while_pc_off() const {
    return (open && open->during == While::pc_off) || (prepare && prepare->during == While::pc_off);
}

const Fact* Scenario::fact(std::string_view wanted) const {
    const auto found =
        std::find_if(facts.begin(), facts.end(), [&](const Fact& f) { return f.id == wanted; });
    return found == facts.end() ? nullptr : &*found;
}

PieceNames Scenario::pieces() const {
    PieceNames all;
    const auto add = [&](const PieceNames& some) {
        all.insert(all.end(), some.begin(), some.end());
    };
    if (recorded) {
        add(recorded->healthy);
        add(recorded->fault);
        add(recorded->off);
    }
    auto scripts = wrong;
    scripts.push_back(reference);
    scripts.push_back(forger);
    for (const auto& script : scripts)
        for (const auto& step : script)
            if (!step.piece.name.empty()) all.push_back(step.piece);
    return all;
}

std::vector<std::string> Scenario::competences(std::string_view title_code) const {
    std::set<std::string> touched;
    for (const auto& criterion : criteria)
        if (const auto score = criterion.scores.find(std::string(title_code));
            score != criterion.scores.end())
            touched.insert(score->second.substr(0, score->second.find('.')));
    return {touched.begin(), touched.end()};
}

const LineConfig* BenchConfig::line(std::string_view wanted) const {
    const auto found =
        std::find_if(lines.begin(), lines.end(), [&](const auto& l) { return l.name == wanted; });
    return found == lines.end() ? nullptr : &*found;
}

bool BenchConfig::prepares(std::string_view part) const {
    return std::ranges::find(prepared, part) != prepared.end();
}

std::vector<std::string> BenchConfig::offered() const {
    auto all = prepared;
    const auto add = [&](const auto& some) {
        for (const auto& one : some) all.push_back(one.name);
    };
    add(lines);
    add(consoles);
    add(agents);
    add(meters);
    add(disks);
    add(inputs);
    all.emplace_back(kUsbProvider);
    return all;
}

const BoardConfig* BenchConfig::board(std::string_view wanted) const {
    const auto found = std::ranges::find(boards, wanted, &BoardConfig::name);
    return found == boards.end() ? nullptr : &*found;
}

}  // namespace banc
