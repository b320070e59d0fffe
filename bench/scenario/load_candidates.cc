// SPDX-License-Identifier: EUPL-1.2
// `candidates`: scripted people that prove a scenario (design.md §2.1).
#include <algorithm>
#include <array>

#include "bench/scenario/pieces.h"

namespace banc {
namespace {

// bench/virtual/PROTOCOL.md: what a person may do to a part.
const std::vector<std::string> kGestures{"press", "hold",   "cut",  "restore", "replace", "unplug",
                                         "plug",  "reseat", "swap", "measure", "leave"};

void check_hands(const Node& node, const Reading& reading) {
    const auto blank = node.text.find(' ');
    const auto gesture = node.text.substr(0, blank);
    const auto part = blank == std::string::npos ? "" : node.text.substr(blank + 1);
    if (std::find(kGestures.begin(), kGestures.end(), gesture) == kGestures.end() || part.empty())
        return blame(reading.errors, node.place,
                     text("geste inconnu « {} »", "unknown gesture \"{}\"", node.text),
                     text("écrivez « geste partie », geste parmi : {}",
                          "write \"gesture part\", gesture one of: {}",
                          fmt::format("{}", fmt::join(kGestures, ", "))));
    if (reading.bench == nullptr) return;
    auto parts = reading.bench->hands;
    for (const auto& line : reading.bench->lines) parts.push_back(line.name);
    for (const auto& one : reading.bench->prepared) parts.push_back(one);
    if (std::find(parts.begin(), parts.end(), part) == parts.end())
        blame(reading.errors, node.at(blank + 1),
              text("partie inconnue « {} » sur ce banc", "unknown part \"{}\" on this bench", part),
              suggest(part, parts));
}

// "fact" or "not fact".
std::optional<Sighting> as_sighting(const Node& node, const Reading& reading) {
    const auto words = as_text(node, reading.errors);
    constexpr std::string_view kNot = "not ";
    const bool wanted = words.rfind(kNot, 0) != 0;
    const auto from = wanted ? 0 : kNot.size();
    const auto id = words.substr(from);
    const Fact* fact = reading.scenario.fact(id);
    if (fact == nullptr) {
        std::vector<std::string> known;
        for (const auto& one : reading.scenario.facts) known.push_back(one.id);
        blame(reading.errors, node.at(from), text("fait inconnu « {} »", "unknown fact \"{}\"", id),
              suggest(id, known));
    } else if (!wanted && fact->kind == FactKind::event) {
        blame(reading.errors, node.at(from),
              text("« {} » est un événement, il ne cesse pas",
                   "\"{}\" is an event, it doesn't cease", id),
              text("« not » demande un état", "\"not\" asks for a state"));
    }
    return Sighting{id, wanted};
}

CandidateStep read_step(const Node& node, const Reading& reading) {
    Fields fields(node, reading.errors, grammar::step());
    CandidateStep step;
    step.place = node.place;
    constexpr std::array kMembers{"look", "type", "keys", "hands", "seen", "pause", "piece"};
    std::array<const Node*, kMembers.size()> given{};
    std::transform(kMembers.begin(), kMembers.end(), given.begin(),
                   [&](const auto* key) { return fields.find(key); });
    if (std::count(given.begin(), given.end(), nullptr) != given.size() - 1)
        blame(reading.errors, node.place,
              text("une seule chose par pas : {}", "one thing per step: {}",
                   fmt::format("{}", fmt::join(kMembers, ", "))),
              text("un pas par tiret", "one step a dash"));
    const auto [look, type, keys, hands, seen, pause, piece] = given;
    if (look != nullptr) step.look = as_pattern(*look, reading.errors);
    if (type != nullptr) step.type = as_text(*type, reading.errors);
    if (keys != nullptr) step.keys = as_text(*keys, reading.errors);
    if (hands != nullptr) step.hands = as_text(*hands, reading.errors);
    if (hands != nullptr && !step.hands.empty()) check_hands(*hands, reading);
    if (seen != nullptr) step.seen = as_sighting(*seen, reading);
    if (pause != nullptr) step.pause = as_duration(*pause, reading.errors);
    if (piece != nullptr) step.piece = as_piece(*piece, reading);
    return step;
}

CandidateScript read_script(const Node& node, const Reading& reading) {
    CandidateScript script;
    for (const auto& item : as_list(node, reading.errors))
        script.push_back(read_step(item, reading));
    return script;
}

CandidateScript read_acting(const Node& node, const Reading& reading) {
    auto script = read_script(node, reading);
    if (node.kind == Node::Kind::list && script.empty())
        blame(reading.errors, node.place,
              text("ce candidat ne fait rien", "this candidate does nothing"),
              text("écrivez ce qu'il fait, pas à pas", "write what he does, step by step"));
    return script;
}

// Empty when it could not be read: nothing follows from half a repair.
CandidateScript read_reference(const Node& node, const Reading& reading) {
    const auto before = reading.errors.size();
    auto script = read_acting(node, reading);
    return reading.errors.size() == before ? script : CandidateScript{};
}

}  // namespace

void read_candidates(const Node& node, Reading& reading) {
    Fields fields(node, reading.errors, grammar::candidates());
    auto& scenario = reading.scenario;
    if (const auto* script = fields.need("reference"))
        scenario.reference = read_reference(*script, reading);
    if (const auto* script = fields.need("forger")) scenario.forger = read_acting(*script, reading);
    if (const auto* script = fields.need("untouched")) {
        scenario.untouched = read_script(*script, reading);
        if (!scenario.untouched.empty())
            blame(reading.errors, script->place,
                  text("« untouched » ne fait rien, par définition",
                       "\"untouched\" does nothing, by definition"),
                  text("écrivez « untouched: [] »", "write \"untouched: []\""));
    }
    const auto* wrong = fields.need("wrong");
    if (wrong == nullptr) return;
    for (const auto& script : as_list(*wrong, reading.errors))
        scenario.wrong.push_back(read_acting(script, reading));
    if (wrong->kind == Node::Kind::list && wrong->items.empty())
        blame(reading.errors, wrong->place, text("aucune mauvaise réparation", "no wrong repair"),
              text("au moins une réparation plausible qui ne suffit pas",
                   "at least one plausible repair that is not enough"));
}

}  // namespace banc
