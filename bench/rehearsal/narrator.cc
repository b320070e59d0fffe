// SPDX-License-Identifier: EUPL-1.2
#include "bench/rehearsal/narrator.h"

namespace banc {
namespace {

std::string str(const Json& body, const char* key) { return body.value(key, std::string("?")); }

struct Step {
    std::string_view to;
    Text words;
};
const Step kSteps[] = {
    {"armed", {"le PC est sain : constaté", "the PC is healthy: seen"}},
    {"injected", {"le symptôme est là : constaté", "the symptom is there: seen"}},
    {"running", {"l'épreuve commence, le temps court", "the exam starts, the clock runs"}},
    {"ended",
     {"fin du temps du candidat ; contrôle final du banc",
      "end of the candidate's time; the bench's final check"}},
    {"verified",
     {"contrôle final fait ; remise en état", "final check done; putting the bench back in order"}},
    {"closed", {"épreuve close", "exam closed"}},
    {"aborted", {"épreuve interrompue", "exam aborted"}},
    {"bench-fault", {"défaut du banc : épreuve arrêtée", "bench fault: exam stopped"}},
};

}  // namespace

std::optional<std::string> Narrator::tell(const Record& record) {
    const bool harmless = record.kind == "opened" || record.kind == "state" ||
                          record.kind == "notice" || record.kind == "board";
    if (audience_ == Audience::candidate && !harmless) return std::nullopt;
    const auto words = sentence(record);
    if (!words) return std::nullopt;
    return fmt::format("n° {:<4} {}", record.seq, plain(words->in(lang_)));
}

std::optional<Text> Narrator::sentence(const Record& record) {
    const auto& body = record.body;
    if (record.kind == "opened")
        return text("épreuve {} ouverte, mode {}", "exam {} opened, mode {}", str(body, "exam"),
                    str(body, "mode"));
    if (record.kind == "state") return of_state(body);
    if (record.kind == "intent") return of_intent(body);
    if (record.kind == "outcome") return of_outcome(body);
    if (record.kind == "contact") return of_contact(body);
    if (record.kind == "probe") return of_probe(body);
    if (record.kind == "fact") {
        const auto words = label(str(body, "fact"));
        return text("vu sur {} : {}", "seen on {}: {}", str(body, "source"), words.in(lang_));
    }
    if (record.kind == "notice")
        return Text{"le candidat est informé de ce qui est enregistré",
                    "the candidate is told what is recorded"};
    if (record.kind == "hint")
        return text("indice donné : {}", "hint given: {}", str(body, "text"));
    if (record.kind == "board") return of_board(body);
    if (record.kind == "restart") return of_restart(body);
    if (record.kind == "guard") return of_guard(body);
    if (record.kind == "reopened")
        return Text{"journal repris par un nouveau programme",
                    "journal gone on with by a new program"};
    if (record.kind == "incident")
        return Text{"incident : " + body["what"].value("fr", "?"),
                    "incident: " + body["what"].value("en", "?")};
    return std::nullopt;
}

std::optional<Text> Narrator::of_state(const Json& body) const {
    for (const auto& step : kSteps)
        if (str(body, "to") == step.to) return step.words;
    return std::nullopt;
}

// What it did, and what it could not do.
std::optional<Text> Narrator::of_guard(const Json& body) const {
    const auto what = str(body, "what");
    if (what == "outcome" && str(body, "result") != "failed")
        return text("le gardien a mis {} au repos", "the guard put {} to rest", str(body, "line"));
    if (what == "left-alone")
        return text("le gardien a laissé {}", "the guard left {} alone", str(body, "line"));
    if (what == "quarantine")
        return text("le gardien n'a pas pu mettre {} au repos",
                    "the guard could not put {} to rest", str(body, "line"));
    return std::nullopt;
}

std::optional<Text> Narrator::of_intent(const Json& body) const {
    const auto act = str(body, "act");
    if (act == "line")
        return text("contact {} demandé : {}", "contact {} asked: {}", str(body, "line"),
                    str(body, "to"));
    if (act == "console")
        return text("le banc tape sur {} : {}", "the bench types on {}: {}", str(body, "console"),
                    str(body, "shown"));
    if (act == "rest")
        return Text{"toutes les cartes au repos demandées", "all boards to rest asked"};
    return Text{
        fmt::format("demandé au {} : {}", str(body, "role"), body["request"].value("fr", "?")),
        fmt::format("asked of the {}: {}", str(body, "role"), body["request"].value("en", "?"))};
}

std::optional<Text> Narrator::of_outcome(const Json& body) const {
    const auto result = str(body, "result");
    if (result == "failed")
        return Text{"échec : " + body["detail"].value("fr", "?"),
                    "failed: " + body["detail"].value("en", "?")};
    if (result == "confirmed") return Text{"relu sur la carte", "read back from the board"};
    return Text{"fait", "done"};
}

std::optional<Text> Narrator::of_contact(const Json& body) const {
    if (str(body, "purpose") == "watch" && str(body, "position") == "fault") return std::nullopt;
    return text("contact {} lu : {}", "contact {} read: {}", str(body, "line"),
                str(body, "position"));
}

std::optional<Text> Narrator::of_board(const Json& body) const {
    const auto board = str(body, "board");
    const auto state = str(body, "state");
    if (state == "back")
        return text("la carte {} est revenue, reconnue et relue",
                    "board {} is back, recognised and read", board);
    // Its reason may name other boards of the bench: not for the candidate.
    if (audience_ == Audience::candidate && state == "not-back") return std::nullopt;
    if (state == "not-back")
        return Text{fmt::format("la carte {} n'est pas reprise : {}", board,
                                body["detail"].value("fr", "?")),
                    fmt::format("board {} is not taken back: {}", board,
                                body["detail"].value("en", "?"))};
    if (str(body, "contacts") == "quarantined")
        return text(
            "la carte {} n'est plus là et tient ses contacts : en quarantaine, rebranchez-la",
            "board {} is away and holds its contacts: quarantined, plug it in again", board);
    return text("la carte {} n'est plus là ; l'épreuve continue, rebranchez-la",
                "board {} is away; the exam goes on, plug it in again", board);
}

std::optional<Text> Narrator::of_restart(const Json& body) const {
    const auto line = str(body, "line");
    const auto act = str(body, "act");
    if (act == "restore")
        return text("{} : à remettre en position de panne, dans son délai",
                    "{}: to be put back in its fault position, within its hold", line);
    if (act == "rest") return text("{} : à mettre au repos", "{}: to be put to rest", line);
    if (act == "ask-person")
        return text("{} : une personne doit la remettre en place", "{}: a person must put it right",
                    line);
    if (act == "quarantine")
        return text("{} : illisible, une personne doit aller voir",
                    "{}: unreadable, a person must look", line);
    if (str(body, "journal") == "fault")
        return text("{} : restée en position de panne", "{}: still in its fault position", line);
    return std::nullopt;
}

std::optional<Text> Narrator::of_probe(const Json& body) {
    std::string fr;
    std::string en;
    for (const auto& [fact, value] : body["states"].items()) {
        const bool now = value.get<bool>();
        const auto known = states_.find(fact);
        if (known != states_.end() && known->second == now) continue;
        states_[fact] = now;
        const auto words = label(fact);
        fr += fmt::format("{}{} : {}", fr.empty() ? "" : " · ", words.fr, now ? "oui" : "non");
        en += fmt::format("{}{}: {}", en.empty() ? "" : " · ", words.en, now ? "yes" : "no");
    }
    if (fr.empty()) return std::nullopt;
    return Text{fr, en};
}

Text Narrator::label(const std::string& id) const {
    const Fact* fact = scenario_.fact(id);
    if (fact == nullptr || fact->label.fr.empty()) return {id, id};
    return fact->label;
}

}  // namespace banc
