// SPDX-License-Identifier: EUPL-1.2
// What is scored, the end of an exam, and the scripted candidates.
#include "bench/scenario/grammar.h"

namespace banc::grammar {

const Section& route() {
    static const Section section{"voie",
                                 {{"route", Need::must, Form::text, "le nom de cette réparation"},
                                  {"when", Need::must, Form::text, "expression"}}};
    return section;
}

const Section& criterion() {
    static const Section section{
        "critere",
        {{"id", Need::must, Form::name, "minuscules, chiffres et « _ »"},
         {"kind",
          Need::must,
          Form::word,
          "constaté, étayé ou jugé",
          {},
          {"observed", "supported", "judged"}},
         {"label", Need::may, Form::text, "ce que lit le jury"},
         {"scores", Need::must, Form::rows, "titre : ligne de sa grille"},
         {"critical", Need::may, Form::yes_no, "sécurité : montré en premier, compté dans rien"},
         {"when", Need::may, Form::text, "expression vraie quand il est atteint"},
         {"any_of",
          Need::may,
          Form::list,
          "plusieurs réparations admises",
          {&route()},
          {},
          {2, kRoutesMax}},
         {"descriptors",
          Need::may,
          Form::texts,
          "ce que le juré regarde, pour un critère jugé",
          {},
          {},
          {1}}},
        {},
        {{"kind", {"judged"}, {"descriptors"}, {"when", "any_of"}},
         {"kind", {"observed", "supported"}, {}, {"descriptors"}, {"when", "any_of"}}}};
    return section;
}

const Section& final_check() {
    static const Section section{
        "controle_final",
        {{"restart", Need::must, Form::yes_no, "une personne redémarre le PC avant"},
         {"within", Need::must, Form::duration, "patience pour un état encore faux"}}};
    return section;
}

const Section& reset() {
    static const Section section{"remise_en_etat",
                                 {{"class",
                                   Need::must,
                                   Form::word,
                                   "R0 secondes, R1 script, R2 image ou disque, R3 à la main",
                                   {},
                                   {"R0", "R1", "R2", "R3"}},
                                  {"prove", Need::may, Form::text,
                                   "expression vraie quand le PC est sain"},
                                  {"within", Need::may, Form::duration, "temps accordé"}}};
    return section;
}

const Section& step() {
    static const Section section{
        "pas",
        {{"look", Need::may, Form::text, "attend ce motif RE2 à l'écran"},
         {"type", Need::may, Form::text, "tape une ligne"},
         {"keys", Need::may, Form::text, "tape sans fin de ligne"},
         {"hands", Need::may, Form::text, "geste et partie : replace pc.nic0.pair"},
         {"seen", Need::may, Form::text, "attend un fait, ou « not » un état"},
         {"pause", Need::may, Form::duration, "attend"},
         {"piece", Need::may, Form::text,
          "avec « recorded » : une source montre désormais cette pièce, bench.dock/ssd-temoin"}},
        {"look", "type", "keys", "hands", "seen", "pause", "piece"}};
    return section;
}

const Section& recorded() {
    static const Section section{
        "pieces",
        {{"healthy", Need::must, Form::texts, "ce que montre chaque source, poste sain et allumé"},
         {"fault", Need::must, Form::texts, "par-dessus, une fois la panne préparée"},
         {"off", Need::must, Form::texts, "poste éteint"}}};
    return section;
}

const Section& candidates() {
    static const Section section{
        "candidats",
        {{"reference", Need::must, Form::list, "la bonne réparation", {&step()}, {}, {1}},
         {"untouched", Need::must, Form::nothing, "ne fait rien : []"},
         {"wrong",
          Need::must,
          Form::lists,
          "des réparations plausibles qui ne suffisent pas",
          {&step()},
          {},
          {1}},
         {"forger",
          Need::must,
          Form::list,
          "imprime ce qu'imprime une réparation",
          {&step()},
          {},
          {1}}}};
    return section;
}

}  // namespace banc::grammar
