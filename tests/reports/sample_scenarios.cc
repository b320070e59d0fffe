// SPDX-License-Identifier: EUPL-1.2
#include "tests/reports/sample_scenarios.h"

namespace banc::sample {
namespace {

Fact event(const std::string& id, const std::string& pattern, Moment moment,
           const std::string& label) {
    return {id, FactKind::event, {"pc.console", pattern, {}, {}}, {}, moment, {label, {}}, {}};
}

Fact state(const std::string& id, const std::string& verb, Moment moment,
           const std::string& label) {
    return {id, FactKind::state, {"pc.agent", {}, verb, "status == ok"}, {}, moment, {label, {}},
            {}};
}

Criterion criterion(const std::string& id, CriterionKind kind, const std::string& label,
                    const std::string& row) {
    return {id, kind, label, {{"IDI", row}}, {}, {}, {}};
}

}  // namespace

Scenario dns_errone() {
    Scenario s;
    s.id = "dns-errone";
    s.title = "« Internet ne marche plus »";
    s.duration = std::chrono::minutes{15};
    s.brief =
        "Un client dépose son PC : depuis hier, « Internet ne marche plus ». Aucun site ne "
        "s'ouvre,\n"
        "ni le serveur de l'atelier (serveur.atelier.lan). Le câble réseau est branché et le "
        "voyant\n"
        "est allumé.\n\nPlan d'adressage de l'atelier : passerelle et serveur de noms "
        "192.168.50.1,\n"
        "masque 255.255.255.0.\n\nDiagnostiquez la panne, réparez, vérifiez, puis expliquez au\n"
        "client ce que vous avez fait.\n";
    s.inject.push_back({{}, ConsoleStep{"pc.console", "echo", "cp", {}, {}}, {}});
    s.facts = {
        state("noms_resolus", "resolve serveur.atelier.lan", Moment::recovery,
              "Les noms se résolvent"),
        state("passerelle_repond", "ping 192.168.50.1", Moment::none, "La passerelle répond"),
        state("bon_serveur", "resolvers", Moment::none,
              "Le PC interroge le serveur de noms du plan d'adressage"),
        event("lit_la_configuration", "cat .*resolv", Moment::reading,
              "Lit la configuration du réseau"),
        event("teste_l_adresse", "bytes from", Moment::test, "Éprouve la liaison par une adresse"),
        event("teste_un_nom", "nslookup", Moment::test, "Éprouve la résolution d'un nom")};
    s.criteria = {criterion("resolu", CriterionKind::observed,
                            "La panne est résolue et tient après un redémarrage", "B1.3"),
                  criterion("configuration", CriterionKind::observed,
                            "Le poste suit le plan d'adressage remis", "A2.1"),
                  criterion("methode", CriterionKind::supported,
                            "Sépare adresse et nom avant de réparer", "B1.1"),
                  criterion("verification", CriterionKind::supported,
                            "Vérifie par un nom après la réparation", "B1.1"),
                  criterion("communication", CriterionKind::judged,
                            "Explique la panne au client avec des mots adaptés", "B1.2")};
    s.criteria.back().descriptors = {"Nomme la cause sans jargon",
                                     "Conseille le client sur les « optimiseurs »"};
    return s;
}

Scenario cordon_reseau() {
    Scenario s;
    s.id = "cordon-reseau";
    s.title = "Le réseau est tombé";
    s.duration = std::chrono::minutes{10};
    s.brief =
        "Un collègue vous appelle : « Je n'ai plus le réseau, plus rien ne répond. » Le PC est\n"
        "allumé.\n\nDiagnostiquez la panne, réparez, vérifiez la liaison avec la passerelle\n"
        "(192.168.50.1).\n";
    s.inject.push_back({OpenLine{"pc.nic0.pair", While::any}, {}, {}});
    s.facts = {
        state("lien", "link eth0", Moment::recovery, "Le lien réseau est établi"),
        state("passerelle_repond", "ping 192.168.50.1", Moment::none, "La passerelle répond"),
        event("lien_perdu", "NIC Link is Down", Moment::none, "Le noyau dit que le lien est perdu"),
        event("regarde_le_lien", "ip link", Moment::reading, "Regarde l'état du lien"),
        event("teste_la_liaison", "packets transmitted", Moment::test, "Éprouve la liaison")};
    s.criteria = {criterion("resolu", CriterionKind::observed, "Le lien est rétabli", "B1.3"),
                  criterion("raccorde", CriterionKind::observed,
                            "Le poste est raccordé au réseau local", "A2.3"),
                  criterion("methode", CriterionKind::supported, "Commence par la couche physique",
                            "B1.1"),
                  criterion("verification", CriterionKind::supported,
                            "Éprouve la liaison après la réparation", "A3.1"),
                  criterion("communication", CriterionKind::judged,
                            "Explique la cause et conseille l'utilisateur", "B1.2")};
    s.criteria.back().descriptors = {
        "Montre le cordon abîmé, conseille de le faire passer ailleurs"};
    return s;
}

}  // namespace banc::sample
