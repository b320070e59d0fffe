// SPDX-License-Identifier: EUPL-1.2
#include "tests/reports/sample_dossier.h"

namespace banc::sample {
namespace {

constexpr auto kM = CriterionClass::observed;
constexpr auto kMh = CriterionClass::supported;
constexpr auto kH = CriterionClass::judged;

struct Text33 {
    CriterionClass who;
    const char* text;
};

Competence competence(const std::string& id, const std::string& title,
                      std::initializer_list<Text33> texts) {
    Competence out{id, title, {}};
    for (const auto& [who, words] : texts)
        out.criteria.push_back(
            {id + "." + std::to_string(out.criteria.size() + 1), words, who, {"msp"}});
    return out;
}

Unit unit_a() {
    return {
        "A",
        "Mettre en service des équipements informatiques fixes et mobiles",
        {competence("A1",
                    "Installer un système ou déployer une image sur un poste client fixe ou mobile",
                    {{kMh, "L'installation répond à la demande"},
                     {kM, "Le système est en place"},
                     {kMh, "Les procédures et les consignes sont suivies"},
                     {kMh, "Le résultat est contrôlé"},
                     {kH, "La fiche ou le compte rendu est fait"}}),
         competence(
             "A2",
             "Configurer, paramétrer et personnaliser un équipement informatique fixe ou mobile",
             {{kM, "La configuration est conforme au cahier des charges"},
              {kH, "L'interface convient à l'utilisateur"},
              {kM, "L'équipement est raccordé au réseau local"},
              {kM, "Le fonctionnement est conforme"},
              {kH, "La fiche est claire"},
              {kH, "La recette est faite avec l'utilisateur"}}),
         competence("A3", "Raccorder un équipement fixe ou mobile à un réseau",
                    {{kMh, "Les raccordements sont corrects"},
                     {kMh, "La sécurité au travail est respectée"},
                     {kM, "Les outils de sécurité sont en place et réglés"},
                     {kH, "Les explications sont adaptées"},
                     {kH, "La recette est faite, les documents sont justes"}}),
         competence("A4", "Informer et conseiller le client ou l'utilisateur",
                    {{kH, "Le besoin est identifié"},
                     {kH, "La réponse convient"},
                     {kH, "Le niveau de langage est adapté"},
                     {kH, "Les documents sont utilisables"},
                     {kH, "Le suivi est formalisé"}})}};
}

Unit unit_b() {
    return {"B",
            "Dépanner et reconditionner des équipements informatiques fixes et mobiles",
            {competence("B1",
                        "Diagnostiquer et résoudre un dysfonctionnement d'un équipement "
                        "informatique fixe ou mobile",
                        {{kMh, "La méthode est adaptée et efficace"},
                         {kH, "La communication est adaptée"},
                         {kM, "Le dysfonctionnement est résolu"},
                         {kMh, "Les règles de sécurité sont respectées"}}),
             competence(
                 "B2",
                 "Vérifier, identifier, trier un équipement informatique fixe ou mobile d'occasion",
                 {{kMh, "L'équipement fonctionne selon le constructeur"},
                  {kH, "Les déchets sont traités"},
                  {kMh, "Le risque électrique est maîtrisé"},
                  {kMh, "Les documents sont justes"}}),
             competence("B3", "Revaloriser et intégrer un équipement fixe ou mobile",
                        {{kH, "Le démontage et le montage suivent les règles du métier"},
                         {kM, "L'équipement fonctionne"},
                         {kM, "La confidentialité des données est assurée"},
                         {kH, "Les documents sont justes"}})}};
}

}  // namespace

Referential idi() {
    Referential out;
    out.code = "IDI";
    out.title = "Installateur dépanneur en informatique";
    out.millesime = "07";
    out.units = {unit_a(), unit_b()};
    return out;
}

}  // namespace banc::sample
