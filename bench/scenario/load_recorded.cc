// SPDX-License-Identifier: EUPL-1.2
// `recorded`: a scenario that no virtual PC can play is played from raw recordings of its sources.
// Whether a piece is there, who reads the files tells (bench/rehearsal/recorded_bench.h).
#include <algorithm>

#include "bench/scenario/pieces.h"
#include "bench/yaml/read.h"

namespace banc {
namespace {

// A source shows one piece at a time.
void check_alone(const PieceName& piece, const PieceNames& others, const Reading& reading) {
    const bool named = !piece.name.empty() && reading.purpose == Purpose::authoring;
    if (named && std::ranges::find(others, piece.source(), &PieceName::source) != others.end())
        blame(reading.errors, piece.place,
              text("deux pièces de « {} » à la fois", "two pieces of \"{}\" at once",
                   piece.source()),
              text("gardez-en une", "keep one of them"));
}

PieceNames as_pieces(const Node& node, const Reading& reading) {
    PieceNames pieces;
    for (const auto& item : as_list(node, reading.errors)) {
        auto piece = as_piece(item, reading);
        check_alone(piece, pieces, reading);
        pieces.push_back(std::move(piece));
    }
    return pieces;
}

// What is broken must be in the pieces, and nobody reads the contacts of a board from them.
void check_inject(const Reading& reading) {
    for (const auto& step : reading.scenario.inject)
        if (!step.prepare)
            blame(reading.errors, step.place,
                  text("des pièces enregistrées ne tiennent ni contact ni console",
                       "recorded pieces hold neither contact nor console"),
                  text("avec « recorded », la panne se prépare à la main (« prepare »)",
                       "with \"recorded\" the fault is prepared by hand (\"prepare\")"));
}

// A bench shows the healthy PC at each restart, or what the candidate made of it: no piece tells.
void check_final(const Node& root, const Reading& reading) {
    if (!reading.scenario.final_check.restart) return;
    blame(reading.errors, root.find("final_check")->place,
          text("aucune pièce ne dit ce que montre un PC redémarré",
               "no piece tells what a restarted PC shows"),
          text("avec « recorded » : « restart: no »", "with \"recorded\": \"restart: no\""));
}

// Of a script: the steps a scenario with pieces can't play, or the only one that needs them.
void check_script(const CandidateScript& script, const Reading& reading) {
    const bool recorded = reading.scenario.recorded.has_value();
    for (const auto& step : script) {
        const bool piece = !step.piece.name.empty();
        const bool wait = step.pause > Nanos{0};
        if (recorded && !piece && !wait)
            blame(reading.errors, step.place,
                  text("ce pas demande un PC, et ce scénario se joue à partir de pièces "
                       "enregistrées",
                       "this step needs a PC, and this scenario is played from recorded pieces"),
                  text("avec « recorded » : « pause » et « piece »",
                       "with \"recorded\": \"pause\" and \"piece\""));
        if (!recorded && piece)
            blame(reading.errors, step.place,
                  text("une pièce enregistrée, et pas de « recorded »",
                       "a recorded piece, and no \"recorded\""),
                  text("dites sous « recorded » ce que montrent les sources du poste sain",
                       "say under \"recorded\" what the sources of the sound bench show"));
    }
}

}  // namespace

bool is_recorded(std::string_view text) {
    return read_yaml(text, {}).root.find("recorded") != nullptr;
}

PieceName as_piece(const Node& node, const Reading& reading) {
    PieceName piece{as_text(node, reading.errors), node.place};
    const auto& needs = reading.scenario.needs;
    const auto source = piece.source();
    // It becomes the path of a file.
    const auto slashes = std::ranges::count(piece.name, '/');
    const bool spelled = slashes == 1 && !piece.name.ends_with('/') && !piece.name.ends_with("/..");
    if (!piece.name.empty() && !spelled)
        blame(reading.errors, node.place,
              text("« {} » n'est pas le nom d'une pièce", "\"{}\" is not the name of a piece",
                   piece.name),
              text("écrivez « source/nom », par exemple bench.dock/ssd-temoin",
                   "write \"source/name\", for instance bench.dock/ssd-temoin"));
    else if (!piece.name.empty() && std::ranges::find(needs, source) == needs.end())
        blame(reading.errors, node.place,
              text("une pièce de « {} », qui n'est pas dans « needs »",
                   "a piece of \"{}\", which is not in \"needs\"", source),
              suggest(source, needs));
    return piece;
}

void read_recorded(const Node& node, Reading& reading) {
    Fields fields(node, reading.errors, grammar::recorded());
    const auto pieces = [&](std::string_view key) {
        const auto* list = fields.need(key);
        return list == nullptr ? PieceNames{} : as_pieces(*list, reading);
    };
    reading.scenario.recorded = Recorded{pieces("healthy"), pieces("fault"), pieces("off")};
}

void check_recorded(const Node& root, const Reading& reading) {
    const auto& scenario = reading.scenario;
    const bool recorded = scenario.recorded.has_value();
    const auto* proof = root.find("proof");
    if (proof != nullptr && scenario.proof == (recorded ? "virtual" : "synthetic"))
        blame(reading.errors, proof->place,
              recorded ? text("joué à partir de pièces enregistrées, rien n'est prouvé sur un PC "
                              "virtuel",
                              "played from recorded pieces, nothing is proven on a virtual PC")
                       : text("prouvé par des pièces enregistrées, et pas de « recorded »",
                              "proven by recorded pieces, and no \"recorded\""),
              recorded ? text("écrivez « proof: synthetic », ou retirez « recorded »",
                              "write \"proof: synthetic\", or remove \"recorded\"")
                       : text("dites sous « recorded » ce que montrent les sources du poste sain",
                              "say under \"recorded\" what the sources of the sound bench show"));
    if (recorded) {
        check_inject(reading);
        check_final(root, reading);
    }
    for (const auto* script : {&scenario.reference, &scenario.untouched, &scenario.forger})
        check_script(*script, reading);
    for (const auto& script : scenario.wrong) check_script(script, reading);
}

}  // namespace banc
