// SPDX-License-Identifier: EUPL-1.2
#include "bench/scenario/grammar.h"

namespace banc::grammar {
namespace {

const Key kOf{"of", Need::may, Form::text,
              "préfixe de la source : srv pour srv.agent, srv.console (sinon pc)"};
const Key kAt{"at", Need::may, Form::word, "quand ; sinon à l'injection", {}, {"inject", "reset"}};
const Key kHas{"has", Need::must, Form::text,
               "conditions sur une ligne de la réponse : carrier == 1 and speed_mbps >= 1000"};
const Key kEvery{"every", Need::may, Form::duration,
                 "intervalle entre deux questions, de 1s à 1min"};
const Key kWithin{"within", Need::may, Form::duration, "patience pour une réponse, de 1s à 30s"};
const Key kModes{"modes",     Need::must,
                 Form::words, "à quoi il sert ; jamais « official » ici",
                 {},          {"ecf", "mock", "training"},
                 {1}};
const Key kParameters{
    "parameters", Need::may, Form::list_map, "une valeur de chaque liste, tirée de la graine", {},
    {},           {1}};

}  // namespace

const Section& client() {
    static const Section section{"client",
                                 {{"attitude", Need::must, Form::text,
                                   "comment le juré joue l'utilisateur"},
                                  {"script", Need::may, Form::text,
                                   "ce qu'il dit, et ce qu'il répond si on le lui demande"}}};
    return section;
}

const Section& hint() {
    static const Section section{"indice",
                                 {{"after", Need::must, Form::duration, "temps d'épreuve écoulé"},
                                  {"text", Need::must, Form::text,
                                   "ce que lit le candidat, en entraînement seulement"}}};
    return section;
}

const Section& console() {
    static const Section section{
        "commandes",
        {kOf,
         {"run", Need::must, Form::text, "une commande par ligne ; chacune doit rendre 0"},
         {"undo", Need::must, Form::text, "ce qui la défait, une commande par ligne"}}};
    return section;
}

const Section& console_break() {
    static const Section section{"break",
                                 {kOf,
                                  {"break", Need::must, Form::duration,
                                   "un BREAK sur la ligne série, de 10ms à 3s"},
                                  kAt}};
    return section;
}

const Section& sysrq() {
    static const Section section{
        "sysrq",
        {kOf,
         {"sysrq", Need::must, Form::text, "une lettre de SysRq, sous Linux"},
         kAt,
         {"why", Need::may, Form::text, "pourquoi, quand elle détruit des traces"}}};
    return section;
}

const Section& preparation() {
    static const Section section{
        "preparation",
        {{"part", Need::must, Form::text, "une partie de « prepared » de bench.yaml"},
         {"do", Need::must, Form::text, "ce qui est demandé à la personne"},
         {"checklist", Need::must, Form::texts, "ce qu'elle coche avant l'épreuve", {}, {}, {1}},
         {"undo", Need::must, Form::text, "ce qui lui est demandé à la remise en état"}}};
    return section;
}

const Section& injection() {
    static const Section section{
        "panne",
        {{"open", Need::may, Form::text, "une ligne de bench.yaml, mise en position de panne"},
         {"console",
          Need::may,
          Form::section,
          "fait par le banc sur la console",
          {&console(), &console_break(), &sysrq()}},
         {"prepare",
          Need::may,
          Form::section,
          "préparé à la main par une personne",
          {&preparation()}},
         {"while", Need::may, Form::word, "seulement PC éteint", {}, {"pc-off"}}},
        {"open", "console", "prepare"},
        {{"console", {}, {}, {"while"}}}};
    return section;
}

const Section& proof() {
    static const Section section{"symptome",
                                 {{"symptom", Need::must, Form::text,
                                   "expression vraie quand la panne se voit"},
                                  {"within", Need::must, Form::duration, "temps accordé"}}};
    return section;
}

const Section& asked_state() {
    static const Section section{"etat_du_pc",
                                 {{"agent", Need::must, Form::text,
                                   "question à l'agent : link eth0, disks, services cups…"},
                                  kOf,
                                  kHas,
                                  kEvery,
                                  kWithin}};
    return section;
}

const Section& usb_state() {
    static const Section section{
        "etat_usb",
        {{"usb", Need::must, Form::word, "sur l'USB du contrôleur", {}, {"present"}},
         kHas,
         kEvery,
         kWithin}};
    return section;
}

const Section& disk_state() {
    static const Section section{"etat_de_disque",
                                 {{"disk", Need::must, Form::text,
                                   "un disque de bench.yaml, sur le contrôleur"},
                                  kHas,
                                  kEvery,
                                  kWithin}};
    return section;
}

const Section& input_state() {
    static const Section section{"etat_de_contact",
                                 {{"input", Need::must, Form::text,
                                   "une entrée de bench.yaml : contact == closed, ou open"},
                                  kHas,
                                  kEvery,
                                  kWithin}};
    return section;
}

const Section& console_event() {
    static const Section section{
        "ligne_de_console",
        {{"console", Need::must, Form::text, "motif RE2 cherché dans chaque ligne"}, kOf}};
    return section;
}

const Section& meter_event() {
    static const Section section{
        "mesure",
        {{"meter", Need::must, Form::text, "un multimètre de bench.yaml"},
         {"between", Need::must, Form::texts, "deux bornes : [11.4 V, 12.6 V]", {}, {}, {2, 2}},
         {"kind", Need::may, Form::word, "continu ou alternatif", {}, {"DC", "AC"}}}};
    return section;
}

const Section& usb_event() {
    static const Section section{
        "branchement_usb",
        {{"usb", Need::must, Form::word, "ce qui s'est passé", {}, {"added", "removed"}}, kHas}};
    return section;
}

const Section& disk_event() {
    static const Section section{
        "evenement_de_disque",
        {{"disk", Need::must, Form::text, "un disque de bench.yaml, sur le contrôleur"},
         {"shows",
          Need::must,
          Form::word,
          "ce que dit son relevé",
          {},
          {"replaced", "status_changed", "reallocated_grew", "pending_grew", "self_test_ended"}}}};
    return section;
}

const Section& input_event() {
    static const Section section{
        "evenement_de_contact",
        {{"input", Need::must, Form::text, "une entrée de bench.yaml"},
         {"shows", Need::must, Form::word, "ce qu'a fait le contact", {}, {"closed", "opened"}}}};
    return section;
}

const Section& fact() {
    static const Section section{
        "fait",
        {{"state",
          Need::may,
          Form::section,
          "un état : une question, posée encore et encore",
          {&asked_state(), &usb_state(), &disk_state(), &input_state()}},
         {"event",
          Need::may,
          Form::section,
          "un événement : vu une fois, ou jamais",
          {&console_event(), &meter_event(), &usb_event(), &disk_event(), &input_event()}},
         {"gone_when", Need::may, Form::text,
          "événement qui prouve l'état faux quand l'agent se tait"},
         {"moment",
          Need::may,
          Form::word,
          "sa place sur la frise",
          {},
          {"reading", "test", "repair", "recovery"}},
         {"label", Need::may, Form::text, "son nom dans le rapport"}},
        {"state", "event"},
        {{"event", {}, {}, {"gone_when"}}}};
    return section;
}

const Section& scenario() {
    static const Section section{
        "scenario",
        {{"scenario", Need::must, Form::slug, "son nom : minuscules, chiffres et « - »"},
         {"version",
          Need::must,
          Form::integer,
          "à augmenter quand le sens change",
          {},
          {},
          {1, 1'000'000}},
         {"title", Need::must, Form::text, "ce que montrent listes et rapports"},
         {"language", Need::must, Form::word, "langue du scénario", {}, {"fr", "en"}},
         {"level", Need::must, Form::integer, "difficulté", {}, {}, {1, 3}},
         {"duration", Need::must, Form::duration,
          "temps du candidat, en entraînement et examen blanc"},
         kModes,
         {"proof",
          Need::may,
          Form::word,
          "jusqu'où il est éprouvé",
          {},
          {"virtual", "synthetic", "human"}},
         {"rome", Need::may, Form::know_hows, "savoir-faire de la fiche ROME"},
         {"brief", Need::must, Form::text, "la consigne que lit le candidat"},
         {"client", Need::may, Form::section, "l'utilisateur joué par le juré", {&client()}},
         {"hints", Need::may, Form::list, "indices, en entraînement seulement", {&hint()}},
         {"needs", Need::may, Form::texts, "tout ce que le scénario demande au banc"},
         kParameters,
         {"inject", Need::may, Form::list, "la panne, dans cet ordre", {&injection()}, {}, {1}},
         {"prove", Need::may, Form::section, "l'épreuve ne commence pas avant", {&proof()}},
         {"facts", Need::may, Form::map, "ce que le banc regarde", {&fact()}},
         {"criteria", Need::must, Form::list, "ce qui est évalué", {&criterion()}},
         {"safety", Need::must, Form::texts, "ce qu'il ne faut pas faire"},
         {"final_check", Need::may, Form::section, "contrôle final du banc", {&final_check()}},
         {"reset", Need::must, Form::section, "remise en état", {&reset()}},
         {"recorded", Need::may, Form::section, "joué à partir de pièces", {&recorded()}},
         {"candidates",
          Need::may,
          Form::section,
          "candidats scriptés qui éprouvent le scénario",
          {&candidates()}}},
        {},
        {{"proof", {"virtual", "synthetic", "bench"}, {"facts"}},
         {"facts", {}, {"needs", "inject", "prove", "candidates"}}}};
    return section;
}

}  // namespace banc::grammar
