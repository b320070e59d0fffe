// SPDX-License-Identifier: EUPL-1.2
// What no single piece of a scenario can see.
#include <algorithm>
#include <array>
#include <set>

#include "bench/scenario/admission.h"
#include "bench/scenario/pieces.h"
#include "bench/scenario/references.h"

namespace banc {
namespace {

// Everything the scenario uses must be in `needs`, so that a bench without it is refused early.
void check_needs(const Reading& reading) {
    const auto& scenario = reading.scenario;
    const auto* bench = reading.bench;
    const auto need = [&](const std::string& name, const Place& place) {
        const auto& needs = scenario.needs;
        if (name.empty() || std::find(needs.begin(), needs.end(), name) != needs.end()) return;
        if (!check_offered(name, place, reading)) return;
        blame(reading.errors, place,
              text("« {} » n'est pas dans « needs »", "\"{}\" is not in \"needs\"", name),
              text("ajoutez-le", "add it"));
    };
    for (const auto& step : scenario.inject) {
        if (step.open && (!bench || bench->line(step.open->line)))
            need(step.open->line, step.place);
        if (step.console) need(step.console->console, step.place);
        if (step.prepare && (!bench || bench->prepares(step.prepare->part)))
            need(step.prepare->part, step.place);
    }
    std::set<std::string> asked;  // one error per provider, at its first fact
    for (const auto& fact : scenario.facts)
        if (asked.insert(fact.source.provider).second) need(fact.source.provider, fact.place);
}

void check_seen(const Reading& reading) {
    if (!by_people_alone(reading.scenario)) return;
    for (const auto& step : reading.scenario.inject)
        if (step.open || step.console)
            refuse(reading.errors, step.place,
                   text("le banc introduirait une panne qu'il ne constate pas",
                        "the bench would inject a fault that it does not see"),
                   text("déclarez sous « facts » ce qui la montre, ou préparez-la à la main",
                        "declare under \"facts\" what shows it, or prepare it by hand"));
}

// A contact that opens a wire is bypassed by hand: by a sound cable, another port, another part.
bool mended_by_hand(const std::string& line, const CandidateScript& script) {
    return std::ranges::any_of(script, [&](const CandidateStep& step) {
        const auto blank = step.hands.find(' ');
        const auto gesture = step.hands.substr(0, blank);
        const auto part = blank == std::string::npos ? "" : step.hands.substr(blank + 1);
        const bool mends =
            gesture == "replace" || gesture == "plug" || gesture == "reseat" || gesture == "swap";
        return mends && (part == line || line.starts_with(part + "."));
    });
}

// A fault that only the controller can clear is not repairable.
void check_repairable(const Reading& reading) {
    const auto& scenario = reading.scenario;
    const auto sound = [&](const std::string& line) {  // else something else is wrong, and told
        const auto* config = reading.bench == nullptr ? nullptr : reading.bench->line(line);
        return reading.bench == nullptr || (config != nullptr && !config->energises);
    };
    for (const auto& step : scenario.inject) {
        if (!step.open || !sound(step.open->line) || scenario.reference.empty()) continue;
        if (mended_by_hand(step.open->line, scenario.reference)) continue;
        blame(reading.errors, step.place,
              text("« reference » ne répare pas « {} » : seul le banc lèverait cette panne",
                   "\"reference\" does not mend \"{}\": only the bench would clear this fault",
                   step.open->line),
              text("donnez-lui un geste, par exemple « hands: replace {} »",
                   "give it a gesture, for example \"hands: replace {}\"", step.open->line));
    }
}

// "disk0.serial": what the bench says of its equipment, plus the drawn parameters.
std::vector<std::string> known_names(const Reading& reading) {
    std::vector<std::string> names;
    for (const auto& [name, values] : reading.scenario.parameters) names.push_back(name);
    if (reading.bench != nullptr)
        for (const auto& [id, properties] : reading.bench->equipment)
            for (const auto& [key, value] : properties) names.push_back(id + "." + key);
    return names;
}

void check_reference(const Reference& reference, const Node& node, const Reading& reading) {
    const auto known = known_names(reading);
    const auto& name = reference.name;
    if (std::find(known.begin(), known.end(), name) != known.end()) return;
    const bool of_some_bench = reading.bench == nullptr && name.find('.') != std::string::npos;
    if (of_some_bench) return;
    blame(reading.errors, node.at(reference.from),
          name.empty() ? text("« ${{ » sans « }} »", "\"${{\" without \"}}\"")
                       : text("« ${{{}}} » n'a pas de valeur", "\"${{{}}}\" has no value", name),
          suggest(name, known));
}

// Every ${name} below `node`, which stands under `key`, has a value.
void check_references(const Node& node, std::string_view key, const Reading& reading) {
    for (const auto& item : node.items) check_references(item, key, reading);
    for (const auto& entry : node.entries) check_references(entry.value, entry.key, reading);
    for (const auto& reference : references(node.text))
        if (key != "type" || reference.name != kRoomClock)
            check_reference(reference, node, reading);
}

// A value is put in place once: a name in it would be typed as it is written.
void check_values(const Node& root, Errors& errors) {
    const auto* parameters = root.find("parameters");
    if (parameters == nullptr) return;
    for (const auto& entry : parameters->entries)
        for (const auto& item : entry.value.items)
            if (const auto found = references(item.text); !found.empty())
                blame(errors, item.at(found.front().from),
                      text("une valeur à tirer n'en nomme pas une autre",
                           "a value to draw does not name another"),
                      text("écrivez la valeur elle-même", "write the value itself"));
}

// Shown on one line of a list or a grid, or sought in one line of a console.
constexpr std::array kOneLine{"title",     "label",  "route",  "descriptors",
                              "checklist", "safety", "console"};

void check_line(const Node& node, Errors& errors) {
    for (const auto& item : node.items) check_line(item, errors);
    if (const auto end = node.text.find('\n'); end != node.text.npos)
        blame(errors, node.at(end), text("un saut de ligne ici", "a line break here"),
              text("écrivez ce texte sur une ligne", "write this text on one line"));
}

void check_lines(const Node& node, Errors& errors) {
    for (const auto& item : node.items) check_lines(item, errors);
    for (const auto& entry : node.entries) {
        if (std::ranges::find(kOneLine, entry.key) != kOneLine.end())
            check_line(entry.value, errors);
        check_lines(entry.value, errors);
    }
}

}  // namespace

bool check_offered(const std::string& name, const Place& place, const Reading& reading) {
    if (reading.bench == nullptr) return true;
    const auto offered = reading.bench->offered();
    if (std::ranges::find(offered, name) != offered.end()) return true;
    blame(reading.errors, place, text("ce banc n'a pas « {} »", "this bench has no \"{}\"", name),
          suggest(name, offered));
    return false;
}

void check_whole(const Node& root, const Reading& reading) {
    check_references(root, {}, reading);
    if (reading.purpose == Purpose::kept) return;
    check_values(root, reading.errors);
    check_lines(root, reading.errors);
    check_needs(reading);
    check_seen(reading);
    check_repairable(reading);
    check_recorded(root, reading);
    // A name mistyped in a condition is told first: what it meant is not useless.
    if (reading.errors.empty()) check_unused(root, reading);
}

}  // namespace banc
