// SPDX-License-Identifier: EUPL-1.2
#include "reports/french.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <array>
#include <ctime>
#include <utility>

namespace banc::report::fr {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

constexpr std::array<std::string_view, 12> kMonths{"janvier",   "février", "mars",     "avril",
                                                   "mai",       "juin",    "juillet",  "août",
                                                   "septembre", "octobre", "novembre", "décembre"};

constexpr std::array kModes{Pair{"official", "session officielle"},
                            Pair{"ecf", "évaluation en cours de formation (ECF)"},
                            Pair{"mock", "examen blanc"}, Pair{"training", "entraînement"}};

constexpr std::array kStates{Pair{"planned", "épreuve prévue"},
                             Pair{"armed", "poste armé, bon état prouvé"},
                             Pair{"injected", "panne en place, symptôme prouvé"},
                             Pair{"running", "épreuve en cours"},
                             Pair{"suspended", "épreuve suspendue"},
                             Pair{"ended", "fin de l'épreuve"},
                             Pair{"verified", "contrôle final du banc terminé"},
                             Pair{"sealed", "poste scellé entre deux phases"},
                             Pair{"assessed", "saisie des jurés terminée"},
                             Pair{"closed", "épreuve close"},
                             Pair{"aborted", "épreuve interrompue"},
                             Pair{"bench-fault", "défaut du banc"}};

constexpr std::array kOutcomes{Pair{"verified", "menée à son terme, contrôle final du banc fait"},
                               Pair{"aborted", "interrompue"},
                               Pair{"bench-fault", "arrêtée par un défaut du banc"},
                               Pair{"", "journal non clos"}};

constexpr std::array kPurposes{Pair{"inject", "injection"},
                               Pair{"limit", "durée maximale atteinte"},
                               Pair{"return", "retour de la carte ou du programme"},
                               Pair{"reset", "remise en état"},
                               Pair{"prepare", "préparation"},
                               Pair{"final", "contrôle final du banc"},
                               Pair{"healthy", "preuve du bon état"},
                               Pair{"symptom", "preuve du symptôme"},
                               Pair{"watch", "veille"}};

constexpr std::array kResults{Pair{"confirmed", "confirmé par relecture"},
                              Pair{"acknowledged", "envoyé, sans relecture possible"},
                              Pair{"done", "fait"}, Pair{"failed", "en échec"}};

constexpr std::array kStandings{Pair{"fault", "en position de panne"},
                                Pair{"healthy", "en position saine"},
                                Pair{"unknown", "position inconnue"},
                                Pair{"unreadable", "illisible"},
                                Pair{"cannot-say", "sans relecture possible"}};

constexpr std::array kDecisions{Pair{"nothing", "laissée comme elle est"},
                                Pair{"rest", "mise au repos"},
                                Pair{"restore", "remise en position de panne, dans son délai"},
                                Pair{"ask-person", "à remettre en place par une personne"},
                                Pair{"quarantine", "en quarantaine, une personne doit aller voir"}};

constexpr std::array kIntegrity{Pair{"intact", "intact"},
                                Pair{"torn", "dernier enregistrement incomplet"},
                                Pair{"damaged", "endommagé"}};

// A word that is not in the table is shown as it is: a later program may know more of them.
template <std::size_t N>
std::string look_up(const std::array<Pair, N>& table, std::string_view word) {
    for (const auto& [key, french] : table)
        if (key == word) return std::string(french);
    return std::string(word);
}

std::tm utc(WallTime wall) {
    return fmt::gmtime(static_cast<std::time_t>(wall.unix_ns / 1'000'000'000));
}

}  // namespace

std::string date(WallTime wall) {
    const auto t = utc(wall);
    const auto day = t.tm_mday == 1 ? std::string("1er") : std::to_string(t.tm_mday);
    return fmt::format("{} {} {} à {} h {:02} (UTC)", day,
                       kMonths.at(static_cast<std::size_t>(t.tm_mon)), t.tm_year + 1900, t.tm_hour,
                       t.tm_min);
}

std::string time_of_day(WallTime wall) {
    const auto t = utc(wall);
    return fmt::format("{} h {:02} min {:02} s (UTC)", t.tm_hour, t.tm_min, t.tm_sec);
}

std::string duration(Nanos span) {
    const auto total = std::chrono::duration_cast<std::chrono::seconds>(span).count();
    std::string out;
    const auto part = [&](std::int64_t n, const char* unit) {
        if (n != 0) out += fmt::format("{}{} {}", out.empty() ? "" : " ", n, unit);
    };
    part(total / 3600, "h");
    part(total / 60 % 60, "min");
    part(total % 60, "s");
    return out.empty() ? "0 s" : out;
}

std::string clock(Nanos since_opening) {
    const bool before = since_opening <= -Nanos{std::chrono::seconds{1}};
    const auto plain = clock_text(since_opening < Nanos{0} ? -since_opening : since_opening);
    return before ? "−" + plain : plain;
}

std::string mode(std::string_view word) { return look_up(kModes, word); }
std::string state(std::string_view word) { return look_up(kStates, word); }
std::string outcome(std::string_view word) { return look_up(kOutcomes, word); }
std::string purpose(std::string_view word) { return look_up(kPurposes, word); }
std::string result(std::string_view word) { return look_up(kResults, word); }
std::string standing(std::string_view word) { return look_up(kStandings, word); }
std::string decision(std::string_view word) { return look_up(kDecisions, word); }
std::string integrity(std::string_view word) { return look_up(kIntegrity, word); }

std::string kind(CriterionKind kind) {
    switch (kind) {
        case CriterionKind::observed: return "établi par le banc";
        case CriterionKind::supported: return "indice pour le jury";
        case CriterionKind::judged: return "observation humaine";
    }
    return {};
}

std::string finding(Finding finding) {
    switch (finding) {
        case Finding::true_: return "oui";
        case Finding::false_: return "non";
        case Finding::unknown: return "inconnu";
    }
    return {};
}

std::string typeset(std::string_view sentence) {
    constexpr std::string_view kNoBreak = "\u00a0";
    constexpr std::array<std::string_view, 5> kBefore{":", ";", "?", "!", "»"};
    constexpr std::array<std::string_view, 2> kAfter{"«", "n°"};
    std::string out;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        const auto rest = sentence.substr(i + 1);
        bool keep_together = false;
        for (const auto mark : kBefore) keep_together = keep_together || rest.starts_with(mark);
        for (const auto mark : kAfter)
            keep_together = keep_together || sentence.substr(0, i).ends_with(mark);
        if (sentence[i] == ' ' && keep_together)
            out += kNoBreak;
        else if (sentence[i] == '\'')
            out += "’";
        else
            out += sentence[i];
    }
    return out;
}

}  // namespace banc::report::fr
