// SPDX-License-Identifier: EUPL-1.2
// `banc bench exercise FILE LINE`: one line to its fault position and back, and what is known of
// each move: asked, acknowledged, read back, seen. It always ends at rest, also on Ctrl-C.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "bench/cli/bench_plan.h"
#include "bench/cli/commands.h"
#include "bench/cli/hold.h"
#include "bench/cli/places.h"
#include "bench/cli/proof_words.h"
#include "bench/inject/line_switch.h"
#include "bench/rehearsal/json_peer.h"
#include "drivers/transport/open_board.h"
#include "drivers/transport/qt_loop.h"

namespace banc {
namespace {

// What is known of one move, once it was made.
struct Moved {
    Position to = Position::healthy;
    Confirmed confirmed = Confirmed::not_readable;
    std::string seen;  // "healthy", "fault", or empty: nobody looked
};

class Exercise {
public:
    Exercise(const BenchPlan& plan, const LineConfig& line)
        : plan_(plan),
          line_(line),
          context_{loop_, plan.table, plan.virtual_dir},
          switch_(loop_, plan.bench, boards_) {}

    Task<Result<void>> open() {
        const auto* config = plan_.bench.board(line_.board);
        auto opened = co_await open_board(context_, *config);
        if (!opened) co_return tl::unexpected<Error>(std::move(opened.error()));
        boards_.emplace(line_.board, std::move(*opened));
        if (!config->at.socket.empty())
            panel_ = std::make_unique<JsonPeer>(loop_, plan_.virtual_dir + "/panel");
        if (!boards_.at(line_.board)->readable()) co_return Result<void>{};
        auto now = co_await switch_.read(line_.name);
        if (!now) co_return tl::unexpected<Error>(std::move(now.error()));
        found_in_fault = *now == Position::fault;
        co_return Result<void>{};
    }

    // Out and back; only back when it was found in its fault position.
    Task<Result<void>> swing() {
        const std::vector<Position> there{Position::fault, Position::healthy};
        const std::vector<Position> back{Position::healthy};
        for (const auto to : found_in_fault ? back : there) {
            auto moved = co_await move(to);
            if (!moved) co_return tl::unexpected<Error>(std::move(moved.error()));
            moves.push_back(*moved);
            if (on_move) on_move(moves.back());
        }
        co_return Result<void>{};
    }

    // Written before anything is read, and without the line's gap: a rest is never too early.
    Task<Result<Confirmed>> rest() {
        auto rested = co_await switch_.release(line_.name);  // its board may be away by now
        co_return rested;
    }

    [[nodiscard]] const ContactBoard& board() const { return *boards_.at(line_.board); }

    bool found_in_fault = false;
    std::vector<Moved> moves;
    std::function<void(const Moved&)> on_move;

private:
    Task<Result<Moved>> move(Position to) {
        auto confirmed = co_await switch_.set(line_.name, to);
        if (!confirmed) co_return tl::unexpected<Error>(std::move(confirmed.error()));
        Moved moved{to, *confirmed, ""};
        if (panel_) {
            Json question{{"ask", "status"}};
            auto status = co_await panel_->ask(std::move(question));
            if (!status) co_return tl::unexpected<Error>(std::move(status.error()));
            moved.seen = status->value("lines", Json::object()).value(line_.name, "");
        }
        co_return moved;
    }

    const BenchPlan& plan_;
    const LineConfig& line_;
    QtLoop loop_;
    BoardContext context_;
    Boards boards_;  // after context_
    LineSwitch switch_;
    std::unique_ptr<JsonPeer> panel_;  // the virtual bench's own look at its wiring
};

// What one row says, for people.
class Words {
public:
    Words(const BenchPlan& plan, const LineConfig& line, Lang lang) : line_(line), lang_(lang) {
        const auto* board = plan.bench.board(line.board);
        hub_ = is_hub(*board);
        replies_ = !hub_ && plan.table.at(board->model).protocol->accept != nullptr;
    }
    // Of a hub's line: what was ever proven of its port.
    PortProof proof;

    void print(const Moved& moved) const {
        const bool fault = moved.to == Position::fault;
        const auto position = fault ? in("panne", "fault") : in("repos", "rest");
        const auto contact = contact_in(moved.to);
        fmt::print("{} → {}\n", line_.name, position);
        row(in("demandé", "asked"), fmt::format("{}/{} {}", line_.board, line_.channel, contact));
        row(in("acquitté", "acknowledged"),
            replies_ ? in("oui, par la réponse de la carte", "yes, by the board's reply")
                     : in("le transfert est passé ; cette carte ne répond rien de plus",
                          "the transfer went through; this board says no more"));
        row(in("relu", "read back"),
            moved.confirmed == Confirmed::by_readback
                ? fmt::format("{} ({})", contact,
                              hub_ ? in("annoncé par le concentrateur", "claimed by the hub")
                                   : in("son registre", "its register"))
                : in("cette carte ne se relit pas", "this board can't be read"));
        row(in("vu", "seen"), seen(moved));
        if (hub_ && fault) row(in("prouvé", "proven"), say(proof).in(lang_));
        std::fflush(stdout);
    }

    [[nodiscard]] Json json_of(const Moved& moved) const {
        const bool read = moved.confirmed == Confirmed::by_readback;
        const std::string asked = coil_word(moved.to);
        Json json{{"to", word(moved.to)},
                  {"asked", asked},
                  {"acknowledged", replies_ ? "reply" : "transfer"},
                  {"read_back", read ? Json(asked) : Json(nullptr)},
                  {"seen", moved.seen.empty() ? Json(nullptr) : Json(moved.seen)}};
        if (hub_) json["proven"] = word(proof.measure.proven);
        return json;
    }

private:
    [[nodiscard]] std::string coil_word(Position to) const {
        if (hub_) return to == Position::fault ? "off" : "powered";
        return to == Position::fault ? "energised" : "released";
    }
    [[nodiscard]] std::string contact_in(Position to) const {
        if (lang_ == Lang::en) return coil_word(to);
        if (hub_) return to == Position::fault ? "coupé" : "alimenté";
        return to == Position::fault ? "collé" : "relâché";
    }
    [[nodiscard]] std::string in(const char* french, const char* english) const {
        return lang_ == Lang::fr ? french : english;
    }
    static void row(const std::string& name, const std::string& what) {
        fmt::print("  {:<14}{}\n", name, what);
    }
    [[nodiscard]] std::string seen(const Moved& moved) const {
        if (moved.seen.empty())
            return in("pas regardé : aucun témoin", "not looked at: no witness");
        const bool fault = moved.seen == word(Position::fault);
        return fault ? in("en panne (panneau du banc virtuel)", "fault (the virtual bench's panel)")
                     : in("sain (panneau du banc virtuel)", "healthy (the virtual bench's panel)");
    }

    const LineConfig& line_;
    Lang lang_;
    bool hub_ = false;
    bool replies_ = false;
};

int conclude(const Call& call, const Exercise& exercise, const Held<Result<void>>& held) {
    if (!held.rested) complain(call, not_at_rest());
    if (held.acted && !*held.acted) return complain(call, held.acted->error());
    if (!held.rested) return complain(call, held.rested.error());
    const auto belied = [](const Moved& moved) {
        return !moved.seen.empty() && moved.seen != word(moved.to);
    };
    const bool as_asked = std::ranges::none_of(exercise.moves, belied);
    return as_asked && held.acted && !exercise.found_in_fault ? kDone : kNo;
}

}  // namespace

int command_bench_exercise(const Call& call) {
    const auto plan = load_bench_plan(call);
    if (!plan) return complain(call, plan.error());
    const auto line = line_to_switch(*plan, call.arguments[1]);
    if (!line) return complain(call, line.error());
    Exercise exercise(*plan, **line);
    const auto opened = run_task(exercise.open());
    if (!opened) return complain(call, opened.error());
    Words words(*plan, **line, call.lang);
    auto proof = port_proof(data_folder(call), exercise.board(), (*line)->channel);
    if (!proof) return complain(call, proof.error());
    words.proof = *proof;
    const bool french = call.lang == Lang::fr;
    if (exercise.found_in_fault)
        fmt::print(stderr, "{} {}\n", (*line)->name,
                   french ? "était en position de panne : seulement remise au repos"
                          : "was in its fault position: only put to rest");
    if (!call.json) exercise.on_move = [&](const Moved& moved) { words.print(moved); };
    const auto held = hold(exercise.swing(), [&] { return exercise.rest(); });
    const bool at_rest = held.rested.has_value();
    if (call.json) {
        Json out{{"line", (*line)->name}, {"moves", Json::array()}, {"at_rest", at_rest}};
        for (const auto& moved : exercise.moves) out["moves"].push_back(words.json_of(moved));
        fmt::print("{}\n", out.dump());
    } else if (at_rest) {
        fmt::print("{}\n", french ? "fin au repos" : "ends at rest");
    }
    return conclude(call, exercise, held);
}

}  // namespace banc
