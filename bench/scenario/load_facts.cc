// SPDX-License-Identifier: EUPL-1.2
// `facts`: what is seen, and where it comes from.
#include <algorithm>
#include <array>

#include "bench/scenario/pieces.h"
#include "bench/scenario/row_condition.h"

namespace banc {
namespace {

Moment moment_from(const std::string& name) {
    if (name == "reading") return Moment::reading;
    if (name == "test") return Moment::test;
    if (name == "repair") return Moment::repair;
    return name == "recovery" ? Moment::recovery : Moment::none;
}

constexpr Nanos kAskMost = std::chrono::seconds(1);  // an agent behind a serial line needs a breath
constexpr Nanos kAskLeast = std::chrono::minutes(1);  // past this nobody can tell what came when
constexpr Nanos kWaitMost = std::chrono::seconds(30);

// A duration between two bounds; 0 after an error.
Nanos as_bounded(const Node& node, Nanos least, Nanos most, Errors& errors) {
    const auto before = errors.size();
    const Nanos value = as_duration(node, errors);
    if (errors.size() != before || (value >= least && value <= most)) return value;
    const auto seconds = [](Nanos span) { return span / std::chrono::seconds(1); };
    blame(errors, node.place, text("durée hors bornes « {} »", "\"{}\" out of bounds", node.text),
          text("de {} s à {} s", "from {} s to {} s", seconds(least), seconds(most)));
    return Nanos{0};
}

std::string as_asked(const Node& node, Errors& errors) {
    auto question = as_text(node, errors);
    if (auto known = check_question(question); !known && !question.empty())
        blame(errors, node.place, known.error().what, known.error().remedy);
    return question;
}

FactSource read_asked_state(Fields& fields) {
    FactSource source;
    source.verb = fields.get("agent", as_asked);
    source.provider = fields.get_or("of", std::string("pc"), as_text) + ".agent";
    read_question(fields, source, answered(source.verb));
    return source;
}

FactSource read_console_event(Fields& fields) {
    FactSource source;
    source.pattern = fields.get("console", as_pattern);
    source.provider = fields.get_or("of", std::string("pc"), as_text) + ".console";
    return source;
}

// One way to see a fact: the key that tells it, the keys beside it, and who reads them.
struct Way {
    std::string_view key;
    const Section& section;
    FactSource (*read)(Fields&);
};

// By the first way whose key is there, else by the last.
FactSource read_source(const Node& node, std::span<const Way> ways, Errors& errors) {
    const auto written =
        std::ranges::find_if(ways, [&](const Way& way) { return node.find(way.key) != nullptr; });
    const auto& way = written == ways.end() ? ways.back() : *written;
    Fields fields(node, errors, way.section);
    return way.read(fields);
}

FactSource as_state(const Node& node, Errors& errors) {
    const std::array ways{Way{"usb", grammar::usb_state(), read_usb_state},
                          Way{"disk", grammar::disk_state(), read_disk_state},
                          Way{"input", grammar::input_state(), read_input_state},
                          Way{"agent", grammar::asked_state(), read_asked_state}};
    return read_source(node, ways, errors);
}

FactSource as_event(const Node& node, Errors& errors) {
    const std::array ways{Way{"meter", grammar::meter_event(), read_meter_event},
                          Way{"usb", grammar::usb_event(), read_usb_event},
                          Way{"disk", grammar::disk_event(), read_disk_event},
                          Way{"input", grammar::input_event(), read_input_event},
                          Way{"console", grammar::console_event(), read_console_event}};
    return read_source(node, ways, errors);
}

// Words of the expression language can't name a fact.
void check_fact_name(const Entry& entry, Errors& errors) {
    Node key;
    key.text = entry.key;
    key.place = entry.place;
    as_id(key, '_', errors);
    for (const auto* word : {"and", "or", "not", "ever", "never", "at_end", "absent", "before",
                             "after", "within", "for", "count"})
        if (entry.key == word)
            blame(errors, entry.place,
                  text("« {} » est un mot des expressions", "\"{}\" is a word of expressions",
                       word),
                  text("donnez un autre nom au fait", "give the fact another name"));
}

Fact read_fact(const Entry& entry, Errors& errors) {
    check_fact_name(entry, errors);
    Fields fields(entry.value, errors, grammar::fact());
    Fact fact;
    fact.id = entry.key;
    fact.place = entry.place;
    const auto* state = fields.find("state");
    const auto* event = fields.find("event");
    if ((state == nullptr) == (event == nullptr))
        blame(errors, entry.place,
              text("un fait est soit « state », soit « event »",
                   "a fact is either \"state\" or \"event\""),
              text("gardez l'un des deux", "keep one of them"));
    fact.kind = state != nullptr ? FactKind::state : FactKind::event;
    if (state != nullptr) fact.source = as_state(*state, errors);
    if (event != nullptr) fact.source = as_event(*event, errors);
    fact.gone_when = fields.get_or("gone_when", std::string{}, as_text);
    fact.moment = moment_from(fields.word("moment"));
    const auto label = fields.get_or("label", fact.id, as_text);
    fact.label = {label, label};
    return fact;
}

// `gone_when` lets a firmware message stand for "the agent can't answer: the disk is gone".
void check_gone_when(const Fact& fact, const Place& place, const Reading& reading) {
    const auto* witness = reading.scenario.fact(fact.gone_when);
    if (fact.kind == FactKind::event)
        blame(reading.errors, place,
              text("« gone_when » ne va qu'avec un état", "\"gone_when\" only goes with a state"),
              text("retirez-le", "remove it"));
    else if (of_the_bench(fact.source.provider))
        blame(reading.errors, place,
              text("ce que le banc voit lui-même n'a pas besoin de témoin",
                   "what the bench sees itself needs no witness"),
              text("retirez « gone_when »", "remove \"gone_when\""));
    else if (witness == nullptr)
        blame(reading.errors, place,
              text("fait inconnu « {} »", "unknown fact \"{}\"", fact.gone_when),
              suggest(fact.gone_when, reading.vocabulary().names()));
    else if (witness->kind != FactKind::event)
        blame(reading.errors, place,
              text("« {} » est un état, il faut ici un événement",
                   "\"{}\" is a state, an event is needed here", fact.gone_when),
              text("nommez un fait « event »", "name an \"event\" fact"));
}

Rows rows_of(const Node& seen) {
    for (const auto* instrument : {"usb", "disk", "input"})
        if (seen.find(instrument) != nullptr) return seen_by_the_bench(instrument);
    const auto* asked = seen.find("agent");
    return asked == nullptr ? Rows{} : answered(asked->text);
}

// A `has` that is well written, and that no row can have.
void check_possible(const Entry& fact, Errors& errors) {
    const auto* seen = fact.value.find(fact.value.find("state") != nullptr ? "state" : "event");
    const auto* has = seen == nullptr ? nullptr : seen->find("has");
    if (has == nullptr) return;
    const auto rows = rows_of(*seen);
    auto possible = check_one_row(has->text);
    if (possible) possible = check_values(rows, conditions_in(has->text));
    if (!possible) blame(errors, has->place, possible.error().what, possible.error().remedy);
}

}  // namespace

std::string as_condition(const Node& node, const Rows& rows, Errors& errors) {
    auto written = as_text(node, errors);
    if (written.empty()) return written;
    if (auto sound = check_row_condition(written); !sound) {
        blame(errors, node.place, sound.error().what, sound.error().remedy);
        return {};
    }
    for (const auto& [key, op, value, quoted] : conditions_in(written))
        if (!rows.keys.empty() && std::ranges::find(rows.keys, key) == rows.keys.end())
            blame(errors, node.place,
                  text("pas de clé « {} » dans la réponse à « {} »",
                       "no key \"{}\" in the answer to \"{}\"", key, rows.of),
                  suggest(key, rows.keys));
    return written;
}

void read_question(Fields& fields, FactSource& source, const Rows& rows) {
    source.has = fields.get("has", as_condition, rows);
    if (const auto* every = fields.find("every"))
        source.pace.every = as_bounded(*every, kAskMost, kAskLeast, fields.errors());
    if (const auto* within = fields.find("within"))
        source.pace.within = as_bounded(*within, kAskMost, kWaitMost, fields.errors());
}

void read_facts(const Node& node, Reading& reading) {
    auto& facts = reading.scenario.facts;
    for (const auto& entry : as_map(node, reading.errors))
        facts.push_back(read_fact(entry, reading.errors));
    if (reading.purpose == Purpose::authoring)
        for (const auto& entry : node.entries) check_possible(entry, reading.errors);
    for (std::size_t i = 0; i < facts.size(); ++i)
        if (!facts[i].gone_when.empty())
            check_gone_when(facts[i], node.entries[i].value.find("gone_when")->place, reading);
}

}  // namespace banc
