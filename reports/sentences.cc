// SPDX-License-Identifier: EUPL-1.2
#include "reports/sentences.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "reports/fields.h"
#include "reports/french.h"
#include "reports/markup.h"

namespace banc::report {
namespace {

// A line of the annex, not a dump: a console line is at most 256 bytes, an answer is cut.
constexpr std::size_t kDataMax = 260;

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    return fmt::format("{}", fmt::join(parts, between));
}

std::string contacts_of(const Json& contacts) {
    std::vector<std::string> parts;
    if (contacts.is_object())
        for (const auto& [line, position] : contacts.items())
            if (position.is_string())
                parts.push_back(line + " " + position_of(position.get<std::string>()));
    return joined(parts, ", ");
}

std::string alive_of(const Json& alive) {
    std::vector<std::string> parts;
    if (alive.is_object())
        for (const auto& [source, interval] : alive.items()) parts.push_back(source);
    return joined(parts, ", ");
}

std::string opened(const Json& body, const Scenario&) {
    return fmt::format("Ouverture du journal de {}", string_in(body, "exam"));
}

std::string state(const Json& body, const Scenario&) {
    return fmt::format("L'épreuve passe à l'état : {}", fr::state(string_in(body, "to")));
}

std::string refused(const Json& body, const Scenario&) {
    const auto& why = member(body, "why");
    return fmt::format("Refusé : {}",
                       why.is_string() ? why.get<std::string>() : string_in(why, "fr"));
}

std::string notice(const Json&, const Scenario&) {
    return "Le candidat a été informé de ce qui est enregistré";
}

std::string intent(const Json& body, const Scenario&) {
    return fmt::format("Intention ({}) : {}", fr::purpose(string_in(body, "purpose")),
                       act_of(body));
}

std::string outcome(const Json& body, const Scenario&) {
    return fmt::format("Suite de l'intention n° {} : {}", number_in(body, "intent"),
                       fr::result(string_in(body, "result")));
}

std::string contact(const Json& body, const Scenario&) {
    return fmt::format("Contact relu ({}) : {} {}", fr::purpose(string_in(body, "purpose")),
                       string_in(body, "line"), position_of(string_in(body, "position")));
}

std::string heartbeat(const Json& body, const Scenario&) {
    const auto contacts = contacts_of(member(body, "contacts"));
    const auto alive = alive_of(member(body, "alive"));
    return fmt::format("Relevé périodique ; sources en vie : {}{}{}",
                       alive.empty() ? "aucune" : alive,
                       contacts.empty() ? "" : " ; contacts : ", contacts);
}

std::string console(const Json& body, const Scenario&) {
    return fmt::format("Bloc de la console {}, {} octets", string_in(body, "console"),
                       number_in(body, "length"));
}

std::string fact(const Json& body, const Scenario& scenario) {
    return fmt::format("Vu sur {} : {}", string_in(body, "source"),
                       label_of(scenario, string_in(body, "fact")));
}

std::string probe(const Json& body, const Scenario& scenario) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kStatuses{
        {{"answered", "a répondu"}, {"silent", "est restée muette"}, {"refused", "a refusé"}}};
    std::string_view did = "?";
    for (const auto& [word, french] : kStatuses)
        if (string_in(body, "status") == word) did = french;
    const auto states = states_of(body, scenario);
    return fmt::format("La sonde {} ({}, « {} ») {}{}{}", string_in(body, "agent"),
                       fr::purpose(string_in(body, "purpose")), string_in(body, "verb"), did,
                       states.empty() ? "" : " : ", states);
}

std::string clock(const Json& body, const Scenario&) {
    return fmt::format("Fin autorisée fixée : {} accordées, {} créditées, {} de prolongation",
                       fr::duration(millis_in(body, "allotted_ms")),
                       fr::duration(millis_in(body, "credited_ms")),
                       fr::duration(millis_in(body, "extended_ms")));
}

std::string person(const Json& body, const Scenario&) {
    return fmt::format("{} : {}", string_in(body, "role"), french_in(body, "did"));
}

std::string incident(const Json& body, const Scenario&) {
    return fmt::format("Incident du banc : {}", french_in(body, "what"));
}

std::string board(const Json& body, const Scenario&) {
    const auto name = string_in(body, "board");
    const auto state = string_in(body, "state");
    if (state == "gone" && string_in(body, "contacts") == "quarantined")
        return fmt::format("La carte {} n'est plus là, ses contacts en quarantaine", name);
    if (state == "gone") return fmt::format("La carte {} n'est plus là", name);
    if (state == "back") return fmt::format("La carte {} est revenue, reconnue et relue", name);
    return fmt::format("La carte {} n'est pas reprise : {}", name, french_in(body, "detail"));
}

std::string restart(const Json& body, const Scenario&) {
    const bool program = string_in(body, "cause") == "program";
    return fmt::format("Au retour {}, ligne {} ({} au journal, {} sur la carte) : {}",
                       program ? "du programme" : "de la carte", string_in(body, "line"),
                       fr::standing(string_in(body, "journal")),
                       fr::standing(string_in(body, "reads")),
                       fr::decision(string_in(body, "act")));
}

std::string guard(const Json& body, const Scenario&) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kStates{
        {{"gone", "a disparu"}, {"hangs", "ne répond plus"}, {"back", "est revenu"}}};
    const auto what = string_in(body, "what");
    const auto line = string_in(body, "line");
    const auto board = string_in(body, "board");
    std::string_view state = "?";
    for (const auto& [word, french] : kStates)
        if (string_in(body, "state") == word) state = french;
    if (what == "daemon") return fmt::format("Le programme de l'épreuve {}", state);
    if (what == "kill") return "Le gardien arrête le programme, qui ne donnait plus signe de vie";
    if (what == "no-claim")
        return fmt::format("Le gardien n'a pas la carte {} : {}", board, french_in(body, "detail"));
    if (what == "intent") return fmt::format("Le gardien va mettre {} au repos", line);
    if (what == "outcome")
        return fmt::format("Mise au repos de {} par le gardien : {}", line,
                           fr::result(string_in(body, "result")));
    if (what == "left-alone")
        return fmt::format("Le gardien laisse {}, qui alimente un PC ou presse son bouton", line);
    if (what == "quarantine")
        return fmt::format("{} en quarantaine : une personne doit voir la carte {}", line, board);
    return "Le gardien a fini";
}

std::string hint(const Json& body, const Scenario&) {
    return fmt::format("Indice donné au candidat : {}", string_in(body, "text"));
}

std::string reopened(const Json& body, const Scenario&) {
    const auto& cut = member(body, "cut");
    return fmt::format("Journal repris par un nouveau programme ; {}",
                       cut.empty() ? "rien n'y manquait" : "une écriture y était restée inachevée");
}

std::string closed(const Json& body, const Scenario&) {
    return fmt::format("Clôture du journal : épreuve {}", fr::outcome(string_in(body, "outcome")));
}

using Sentence = std::string (*)(const Json&, const Scenario&);
constexpr std::array<std::pair<std::string_view, Sentence>, 20> kSentences{{
    {"opened", opened},   {"state", state},       {"refused", refused},   {"notice", notice},
    {"intent", intent},   {"outcome", outcome},   {"contact", contact},   {"heartbeat", heartbeat},
    {"console", console}, {"fact", fact},         {"probe", probe},       {"clock", clock},
    {"person", person},   {"incident", incident}, {"board", board},       {"restart", restart},
    {"guard", guard},     {"hint", hint},         {"reopened", reopened}, {"closed", closed},
}};

}  // namespace

std::string position_of(const std::string& word) {
    if (word == "fault") return "en position de panne";
    if (word == "healthy") return "en position saine";
    return "illisible";
}

std::string act_of(const Json& intent) {
    const auto act = string_in(intent, "act");
    if (act == "line")
        return fmt::format("ligne {} {}", string_in(intent, "line"),
                           position_of(string_in(intent, "to")));
    if (act == "console") return fmt::format("saisie sur {}", string_in(intent, "console"));
    if (act == "rest") return "toutes les cartes au repos";
    return fmt::format("au {} : {}", string_in(intent, "role"), french_in(intent, "request"));
}

std::string label_of(const Scenario& scenario, const std::string& fact) {
    for (const auto& known : scenario.facts)
        if (known.id == fact && !known.label.fr.empty()) return known.label.fr;
    return fact;
}

std::string states_of(const Json& probe, const Scenario& scenario) {
    std::vector<std::string> parts;
    const auto& states = member(probe, "states");
    if (states.is_object())
        for (const auto& [fact, value] : states.items())
            parts.push_back(label_of(scenario, fact) + (value == true ? " : oui" : " : non"));
    return joined(parts, " ; ");
}

std::string sentence_of(const Record& record, const Scenario& scenario) {
    for (const auto& [kind, say] : kSentences)
        if (record.kind == kind) return say(record.body, scenario);
    return record.kind;
}

std::string data_of(const Record& record) {
    if (record.kind == "fact") return cut(string_in(record.body, "text"), kDataMax);
    if (record.kind == "intent") return cut(string_in(record.body, "shown"), kDataMax);
    if (record.kind == "outcome") return cut(string_in(record.body, "detail"), kDataMax);
    const auto& answer = member(record.body, "answer");
    if (record.kind != "probe" || answer.empty()) return {};
    return cut(canonical(answer).value_or(std::string()), kDataMax);
}

}  // namespace banc::report
