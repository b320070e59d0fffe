// SPDX-License-Identifier: EUPL-1.2
// The table of sub-commands: what `banc --help` lists.
#include "bench/cli/commands.h"

#include <array>

namespace banc {
namespace {

const Option kData{"data", "DIR", {"dossier des données (sinon celui de l'utilisateur)", "data folder (else the user's)"}};

const std::array kCommands{
    Command{"demo", "", 0, 0,
            {"Une épreuve entière sur un banc virtuel : panne, symptôme, réparation, grille, rapport",
             "A whole exam on a virtual bench: fault, symptom, repair, grid, report"},
            {{"out", "DIR", {"où mettre l'épreuve et son rapport", "where the exam and its report go"}},
             {"scenario", "ID", {"le scénario (sinon dns-errone)", "the scenario (else dns-errone)"}},
             {"title", "CODE", {"le titre (sinon IDI)", "the title (else IDI)"}},
             {"mode", "MODE", {"training, mock ou ecf (sinon training)", "training, mock or ecf (else training)"}},
             {"candidate", "QUI", {"reference, untouched, wrong, wrong2…, forger ou terminal (vous)", "reference, untouched, wrong, wrong2…, forger or terminal (you)"}},
             {"seed", "N", {"graine du tirage des paramètres (sinon au hasard)", "seed of the drawn parameters (else random)"}},
             {"mishap", "contact", {"le banc lâche un contact en pleine épreuve", "the bench lets go of a contact in mid-exam"}},
             {"linger", "DURÉE", {"vie du banc virtuel sans personne (sinon 20s)", "life of the virtual bench with nobody there (else 20s)"}}},
            "banc demo --scenario disque-invisible --candidate wrong --out /tmp/essai", command_demo},
    Command{"score", "EXAM", 1, 1,
            {"Refait la proposition du banc à partir du seul journal",
             "Makes the bench's proposal again from the journal alone"},
            {kData}, "banc score 20261122-140327-4f1c --json", command_score},
    Command{"report", "EXAM", 1, 1,
            {"Écrit le rapport d'une épreuve", "Writes the report of an exam"},
            {{"format", "html,json", {"les formats voulus (sinon tous)", "the formats wanted (else all)"}},
             {"out", "DIR", {"où l'écrire (sinon à côté de l'épreuve)", "where to write it (else beside the exam)"}},
             kData},
            "banc report 20261122-140327-4f1c --format html --out /tmp", command_report},
    Command{"verify", "EXAM", 1, 1,
            {"Vérifie l'intégrité d'une épreuve : 0 intacte, 1 dernier enregistrement incomplet, 2 altérée",
             "Checks the integrity of an exam: 0 intact, 1 torn last record, 2 damaged"},
            {kData}, "banc verify 20261122-140327-4f1c", command_verify},
    Command{"replay", "EXAM", 1, 1,
            {"Rejoue la console d'une épreuve avec ses temps", "Replays an exam's console with its times"},
            {{"speed", "N", {"N fois plus vite (sinon 1 ; 0 : d'un trait)", "N times faster (else 1; 0: at once)"}},
             {"console", "NOM", {"quelle console (sinon la première)", "which console (else the first)"}},
             kData},
            "banc replay 20261122-140327-4f1c --speed 8", command_replay},
    Command{"scenario list", "", 0, 0, {"Les scénarios de la bibliothèque", "The library's scenarios"},
            {}, "banc scenario list --json", command_scenario_list},
    Command{"scenario show", "ID", 1, 1, {"Un scénario en clair", "One scenario in plain words"},
            {}, "banc scenario show dns-errone", command_scenario_show},
    Command{"scenario check", "FILE…", 1, 1000,
            {"Vérifie des fichiers de scénario : fichier:ligne:colonne de chaque faute",
             "Checks scenario files: file:line:column of every mistake"},
            {{"bench", "FILE", {"le banc pour lequel vérifier (sinon le virtuel)", "the bench to check for (else the virtual one)"}}},
            "banc scenario check scenarios/library/dns-errone.yaml", command_scenario_check},
    Command{"referential list", "", 0, 0, {"Les titres et leur validité", "The titles and their validity"},
            {}, "banc referential list", command_referential_list},
    Command{"referential show", "CODE", 1, 1, {"La grille d'un titre", "The grid of a title"},
            {}, "banc referential show IDI", command_referential_show},
    Command{"virtual", "", 0, 0,
            {"Un banc virtuel : un PC QEMU et ses cartes, sur des sockets",
             "A virtual bench: a QEMU PC and its boards, on sockets"},
            {{"dir", "DIR", {"dossier des sockets", "folder of the sockets"}},
             {"lifetime", "DURÉE", {"durée de vie (sinon 4h)", "life time (else 4h)"}},
             {"linger", "DURÉE", {"survie sans personne (sinon 20s)", "survival with nobody attached (else 20s)"}}},
            "banc virtual --dir /tmp/banc1 --linger 1h", command_virtual},
};

}  // namespace

std::span<const Command> commands() { return kCommands; }

}  // namespace banc
