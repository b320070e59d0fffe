// SPDX-License-Identifier: EUPL-1.2
#include "bench/exam/notice.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace banc {
namespace {

// What a question of drivers/agent/PROTOCOL.md gives away, in a candidate's words.
struct Asked {
    std::string_view verb;
    std::string_view words;
};
constexpr std::array<Asked, 32> kAsked{
    {{"hello", "s'il est démarré, et depuis quand"},
     {"clock", "son heure"},
     {"cpu", "son processeur"},
     {"memory", "sa mémoire vive"},
     {"system", "son système, son nom et son modèle"},
     {"disks", "ses disques"},
     {"volumes", "ses partitions et leurs étiquettes"},
     {"mounts", "ses dossiers montés et la place libre"},
     {"nics", "ses cartes réseau"},
     {"link", "l'état de son lien réseau"},
     {"addresses", "ses adresses réseau"},
     {"routes", "ses routes réseau"},
     {"resolvers", "ses serveurs de noms"},
     {"hosts", "les noms et les adresses de son fichier hosts"},
     {"resolve", "les noms qu'il sait résoudre"},
     {"ping", "les adresses qu'il joint"},
     {"page", "le titre de la page qu'un serveur désigné donne"},
     {"usb", "ses périphériques USB"},
     {"devices", "ses périphériques internes et leurs pilotes"},
     {"services", "ses services"},
     {"accounts", "ses comptes et leurs groupes, s'ils ont un mot de passe, jamais lequel"},
     {"tasks", "ses tâches à heure fixe, leur commande entière et leur compte"},
     {"package", "si des logiciels désignés sont installés"},
     {"events", "les derniers messages de son journal système"},
     {"hash", "l'empreinte de fichiers désignés, jamais leur contenu"},
     {"file",
      "la taille, la date, le propriétaire et les droits de fichiers désignés, jamais leur "
      "contenu"},
     {"sectors", "l'empreinte de secteurs désignés d'un disque, jamais leur contenu"},
     {"printers", "ses imprimantes et leurs files d'attente"},
     {"shares", "ses dossiers partagés"},
     {"arrays", "ses grappes de disques"},
     {"sensors", "ses ventilateurs et ses températures"},
     {"batteries", "son alimentation et sa batterie"}}};

std::string_view words_for(std::string_view question) {
    const auto verb = question.substr(0, question.find(' '));
    const auto found = std::find_if(kAsked.begin(), kAsked.end(),
                                    [&](const Asked& asked) { return asked.verb == verb; });
    return found == kAsked.end() ? verb : found->words;
}

std::string joined(const std::vector<std::string>& parts) {
    return fmt::format("{}", fmt::join(parts, ", "));
}

void add_once(std::vector<std::string>& to, std::string_view word) {
    if (std::find(to.begin(), to.end(), word) == to.end()) to.emplace_back(word);
}

template <class Watches>
std::string names_of(const Watches& watches) {
    std::vector<std::string> names;
    for (const auto& [name, watch] : watches) names.push_back(name);
    return joined(names);
}

// Before each round the bench asks whether the agent is there at all.
std::string questions(const Scenario& scenario) {
    std::vector<std::string> asked;
    for (const auto& fact : scenario.facts) {
        if (fact.kind != FactKind::state || of_the_bench(fact.source.provider)) continue;
        add_once(asked, words_for("hello"));
        add_once(asked, words_for(fact.source.verb));
    }
    return joined(asked);
}

std::string lines(const Scenario& scenario) {
    std::vector<std::string> held;
    for (const auto& step : scenario.inject)
        if (step.open) add_once(held, step.open->line);
    return joined(held);
}

}  // namespace

std::vector<std::string> notice_of(const Instruments& in) {
    std::vector<std::string> items;
    const auto add = [&](std::string_view what, const std::string& list) {
        if (!list.empty()) items.push_back(fmt::format(fmt::runtime(what), list));
    };
    add("ce que le PC affiche sur sa console série ({}), y compris l'écho de ce que vous y tapez ; "
        "vos touches elles-mêmes ne sont pas enregistrées : un mot de passe qui ne s'affiche pas "
        "ne "
        "l'est pas",
        names_of(in.consoles));
    add("les réponses du PC aux questions du banc : {}", questions(in.scenario));
    add("les valeurs affichées par l'appareil de mesure ({})", names_of(in.meters));
    add("l'identité, la santé et les autotests du disque posé sur le banc ({}), jamais ses "
        "fichiers",
        names_of(in.disks));
    add("les contacts du banc reliés à une entrée ({}), ouverts ou fermés", names_of(in.inputs));
    if (in.usb)
        items.emplace_back(
            "ce qui est branché à l'USB du banc ou en est débranché : port, modèle, numéro de "
            "série");
    add("la position des contacts du banc ({})", lines(in.scenario));
    if (std::any_of(in.consoles.begin(), in.consoles.end(), [](const auto& console) {
            return !console.second->config().power_led.empty();
        }))
        items.emplace_back("le voyant d'alimentation du PC, allumé ou éteint");
    items.emplace_back("les actes des personnes présentes, avec leur rôle et l'heure");
    items.emplace_back("ni image, ni son");
    return items;
}

}  // namespace banc
