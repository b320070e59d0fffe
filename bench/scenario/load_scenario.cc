// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <chrono>

#include "bench/scenario/admission.h"
#include "bench/scenario/pieces.h"
#include "bench/yaml/read.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kWithinDefault = 60s;  // a PC restarts and its agent answers in less

std::vector<Mode> as_modes(const Node& node, const std::vector<std::string>& words,
                           Errors& errors) {
    std::vector<Mode> modes;
    for (const auto& item : as_list(node, errors)) {
        if (item.text == word(Mode::official)) {
            refuse(errors, item.place,
                   text("un scénario de la bibliothèque n'est jamais officiel",
                        "a scenario of the library is never official"),
                   text("un examen officiel vient d'un dossier scellé",
                        "an official exam comes from a sealed pack"));
            continue;
        }
        const auto mode = mode_from(as_one_of(item, words, errors));
        if (!mode) continue;
        if (std::find(modes.begin(), modes.end(), *mode) != modes.end())
            blame(errors, item.place,
                  text("« {} » écrit deux fois", "\"{}\" written twice", item.text),
                  text("gardez-en un", "keep one of them"));
        modes.push_back(*mode);
    }
    if (node.kind == Node::Kind::list && node.items.empty())
        blame(errors, node.place, text("aucun mode", "no mode"),
              text("par exemple [mock, training]", "for example [mock, training]"));
    return modes;
}

std::string as_proof(const Node& node, const Reading& reading,
                     const std::vector<std::string>& words, Errors& errors) {
    if (node.text != "bench") return as_one_of(node, words, errors);
    if (reading.purpose == Purpose::kept) return node.text;
    refuse(errors, node.place,
           text("un scénario ne se dit pas lui-même éprouvé sur un vrai poste",
                "a scenario doesn't itself claim to be proven on a real bench"),
           text("« bench » demande un passage signé, et rien ne permet encore d'en nommer un ; "
                "écrivez ce que dit banc scenario prove",
                "\"bench\" takes a signed exam, and nothing can name one yet; write what banc "
                "scenario prove says"));
    return {};
}

Nanos as_wait(const Node& node, Errors& errors) {
    const auto before = errors.size();
    const auto wait = as_duration(node, errors);
    if (errors.size() == before && wait == 0ns)
        blame(errors, node.place, text("durée nulle", "zero duration"),
              text("donnez le temps accordé", "give the time allowed"));
    return wait;
}

void read_identity(Fields& top, const Reading& reading) {
    auto& scenario = reading.scenario;
    scenario.id = top.get("scenario", [](const Node& n, Errors& e) { return as_id(n, '-', e); });
    scenario.version = static_cast<int>(top.integer("version"));
    scenario.title = top.get("title", as_text);
    scenario.language = top.word("language");
    scenario.level = static_cast<int>(top.integer("level"));
    scenario.duration = top.get("duration", as_wait);
    scenario.modes = top.get("modes", as_modes, top.words("modes"));
    scenario.proof =
        top.get_or("proof", std::string("human"), as_proof, reading, top.words("proof"));
    scenario.brief = top.get("brief", as_text);
    scenario.safety = top.get("safety", as_texts);
    const auto* client = top.find("client");
    if (client == nullptr) return;
    Fields fields(*client, top.errors(), grammar::client());
    scenario.client_attitude = fields.get("attitude", as_text);
    scenario.client_script = fields.get_or("script", std::string{}, as_text);
}

void read_hints(const Node& node, Reading& reading) {
    auto& scenario = reading.scenario;
    for (const auto& item : as_list(node, reading.errors)) {
        Fields fields(item, reading.errors, grammar::hint());
        Hint hint{fields.get("after", as_wait), fields.get("text", as_text)};
        const bool late = scenario.duration > 0ns && hint.after >= scenario.duration;
        const bool unordered = hint.after > 0ns && !scenario.hints.empty() &&
                               hint.after <= scenario.hints.back().after;
        if (late || unordered)
            blame(reading.errors, item.place,
                  late ? text("cet indice viendrait après la fin",
                              "this hint would come after the end")
                       : text("cet indice vient avant le précédent",
                              "this hint comes before the one above"),
                  text("dans l'ordre du temps, avant « duration »",
                       "in the order of time, before \"duration\""));
        scenario.hints.push_back(std::move(hint));
    }
    if (std::ranges::find(scenario.modes, Mode::training) == scenario.modes.end())
        blame(reading.errors, node.place,
              text("des indices, et pas d'entraînement", "hints, and no training"),
              text("ajoutez « training » à « modes », ou retirez « hints »",
                   "add \"training\" to \"modes\", or remove \"hints\""));
}

void read_parameters(const Node& node, Reading& reading) {
    for (const auto& entry : as_map(node, reading.errors)) {
        Node name;
        name.text = entry.key;
        name.place = entry.place;
        as_id(name, '_', reading.errors);
        reading.scenario.parameters[entry.key] = as_texts(entry.value, reading.errors);
        if (entry.value.kind == Node::Kind::list && entry.value.items.empty())
            blame(reading.errors, entry.value.place,
                  text("aucune valeur à tirer", "no value to draw from"),
                  text("par exemple [a, b]", "for example [a, b]"));
    }
}

void read_needs(const Node& node, Reading& reading) {
    reading.scenario.needs = as_texts(node, reading.errors);
    for (const auto& item : node.items) check_offered(item.text, item.place, reading);
}

// What the bench has to see, break or play. A scenario that only people judge leaves it all out.
const Node* of_the_bench(Fields& top, std::string_view key, const Reading& reading) {
    return by_people_alone(reading.scenario) ? top.find(key) : top.need(key);
}

void read_proofs(Fields& top, Reading& reading) {
    auto& scenario = reading.scenario;
    auto& errors = reading.errors;
    if (const auto* node = of_the_bench(top, "prove", reading)) {
        Fields prove(*node, errors, grammar::proof());
        if (const auto* symptom = prove.need("symptom"))
            scenario.symptom = as_expression(*symptom, reading);
        scenario.symptom_within = prove.get("within", as_wait);
    }
    scenario.final_check.within = kWithinDefault;
    if (const auto* node = top.find("final_check")) {
        Fields check(*node, errors, grammar::final_check());
        scenario.final_check.restart = check.get("restart", as_yes_no);
        scenario.final_check.within = check.get("within", as_wait);
    }
    if (const auto* node = top.need("reset")) {
        Fields reset(*node, errors, grammar::reset());
        scenario.reset.reset_class = reset.word("class");
        if (const auto* prove = of_the_bench(reset, "prove", reading))
            scenario.reset.prove = as_expression(*prove, reading);
        scenario.reset.within = reset.get_or("within", kWithinDefault, as_wait);
    }
}

void read_scenario(const Node& root, Reading& reading) {
    Fields top(root, reading.errors, grammar::scenario());
    read_identity(top, reading);
    if (const auto* node = top.find("hints")) read_hints(*node, reading);
    const auto* facts = reading.scenario.proof == "human" ? top.find("facts") : top.need("facts");
    if (facts != nullptr) read_facts(*facts, reading);
    if (const auto* node = of_the_bench(top, "needs", reading)) read_needs(*node, reading);
    if (const auto* node = top.find("parameters")) read_parameters(*node, reading);
    if (const auto* node = of_the_bench(top, "inject", reading)) read_inject(*node, reading);
    read_proofs(top, reading);
    check_proofs(reading);
    reading.scenario.rome =
        top.get_or("rome", std::vector<std::string>{}, as_know_hows, reading.titles);
    if (const auto* node = top.need("criteria")) read_criteria(*node, reading);
    if (const auto* node = top.find("recorded")) read_recorded(*node, reading);
    if (const auto* node = of_the_bench(top, "candidates", reading))
        read_candidates(*node, reading);
    check_whole(root, reading);
}

struct Around {
    const Titles& titles;
    const BenchConfig* bench;
    Purpose purpose;
};

Checked<Scenario> load(std::string_view text, const std::string& file, const Around& around) {
    const auto rules = around.purpose == Purpose::kept ? Rules::of_its_day : Rules::today;
    auto document = read_yaml(text, file, rules);
    Scenario scenario;
    scenario.source = text;
    scenario.file = file;
    Reading reading{document.errors, around.titles, around.bench, scenario, around.purpose};
    if (document.root.kind == Node::Kind::empty && document.errors.empty())
        blame(document.errors, {file, 0, 0}, {"ce fichier est vide", "this file is empty"},
              {"commencez par une copie : banc scenario new mon-id --from dns-errone",
               "begin with a copy: banc scenario new my-id --from dns-errone"});
    else if (document.readable())
        read_scenario(document.root, reading);
    return checked(std::move(scenario), std::move(document.errors));
}

}  // namespace

Checked<Scenario> load_scenario(std::string_view text, const std::string& file, const Titles& known,
                                const BenchConfig* bench) {
    return load(text, file, {known, bench, Purpose::authoring});
}

Checked<Scenario> load_kept_scenario(std::string_view text, const std::string& file) {
    const Titles none;
    return load(text, file, {none, nullptr, Purpose::kept});
}

}  // namespace banc
