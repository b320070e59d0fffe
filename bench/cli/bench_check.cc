// SPDX-License-Identifier: EUPL-1.2
// `banc bench check FILE`: is this bench what its file says. Each board, console, agent and line is
// proven or not, with what to do; nothing is switched, and nothing is written to a board that is
// not told apart from every other.
#include <fmt/format.h>

#include <algorithm>

#include "bench/cli/bench_plan.h"
#include "bench/cli/commands.h"
#include "bench/cli/run_task.h"
#include "bench/core/json.h"
#include "drivers/transport/open_board.h"
#include "drivers/transport/open_line.h"
#include "drivers/transport/qt_loop.h"

namespace banc {
namespace {

// One thing the file names, and what is known of it now.
struct Item {
    std::string kind;  // "board", "console", "agent", "line"
    std::string name;
    std::string state;  // "proven", or why not, in a word
    Text what;
    Text remedy;
    std::vector<std::string> ports;

    [[nodiscard]] bool proven() const { return state == "proven"; }
};

Item not_proven(std::string kind, const std::string& name, const Error& error) {
    const bool environment = exit_code(error.code) == kEnvironment;
    return {std::move(kind), name,         environment ? "failed" : "refused",
            error.what,      error.remedy, {}};
}

class Check {
public:
    explicit Check(const BenchPlan& plan)
        : plan_(plan), context_{loop_, plan.table, plan.virtual_dir} {}

    Task<std::vector<Item>> run() {
        for (const auto& config : plan_.bench.boards) {
            Item item = co_await board(config);
            items_.push_back(std::move(item));
        }
        for (const auto& config : plan_.bench.consoles)
            items_.push_back(line_to(config, "console"));
        for (const auto& config : plan_.bench.agents) items_.push_back(line_to(config, "agent"));
        for (const auto& config : plan_.bench.lines) items_.push_back(line(config));
        co_return std::move(items_);
    }

private:
    Task<Item> board(BoardConfig config) {
        Placement at{Found::found, {config.at.socket}, "", {}, {}};
        if (config.at.socket.empty()) {
            auto found = co_await find_board(context_, config);
            if (!found) co_return not_proven("board", config.name, found.error());
            at = std::move(*found);
        }
        const auto taken = taken_.find(at.ports.empty() ? "" : at.ports.front());
        if (at.state == Found::found && taken != taken_.end())
            co_return Item{"board",
                           config.name,
                           "ambiguous",
                           text("la même carte que « {} »", "the same board as \"{}\"",
                                taken->second),
                           text("donner à chacune son port", "give each its port"),
                           at.ports};
        if (at.state != Found::found)
            co_return Item{"board", config.name, std::string(word(at.state)),
                           at.why,  at.remedy,   at.ports};
        taken_[at.ports.front()] = config.name;
        // By its place from here on: its number is not asked twice.
        if (config.at.socket.empty()) config.at.serial = at.tty.empty() ? at.ports.front() : at.tty;
        Item item = co_await answers(std::move(config), std::move(at.ports));
        co_return item;
    }

    Task<Item> answers(BoardConfig config, std::vector<std::string> ports) {
        auto opened = co_await open_board(context_, config);
        if (!opened) co_return not_proven("board", config.name, opened.error());
        if (!(*opened)->readable())
            co_return Item{"board",
                           config.name,
                           "not_readable",
                           text("en {}, mais ne peut être interrogée",
                                "at {}, but it can't be asked", ports.front()),
                           text("regarder ses voyants à chaque manœuvre",
                                "look at its lamps at each switching"),
                           ports};
        auto coils = co_await (*opened)->read();
        if (!coils) co_return not_proven("board", config.name, coils.error());
        coils_[config.name] = *coils;
        boards_.push_back(std::move(*opened));  // locked until everything was looked at
        const bool unverified =
            plan_.table.find(config.model)->second.tested.starts_with("unverified");
        co_return Item{"board",
                       config.name,
                       "proven",
                       text("en {}, répond", "at {}, answers", ports.front()),
                       unverified ? text("modèle jamais essayé ici : banc bench exercise",
                                         "model never tried here: banc bench exercise")
                                  : Text{},
                       ports};
    }

    template <class Config>
    Item line_to(const Config& config, const std::string& kind) {
        const auto opened = open_line(loop_, config, plan_.virtual_dir);
        if (!opened) return not_proven(kind, config.name, opened.error());
        const auto& at = config.at.socket.empty() ? config.at.serial : config.at.socket;
        return {kind,
                config.name,
                "proven",
                text("en {}, s'ouvre ; le PC n'a pas été interrogé",
                     "at {}, opens; the PC was not asked", at),
                {},
                {at}};
    }

    [[nodiscard]] Item line(const LineConfig& config) const {
        const auto contact = fmt::format("{}/{}", config.board, config.channel);
        const auto coils = coils_.find(config.board);
        const auto channel = RelayChannel::from(config.channel);
        if (coils == coils_.end() || !channel)
            return {"line",
                    config.name,
                    "not_looked_at",
                    text("{} : carte non prouvée, pas regardé",
                         "{}: board not proven, not looked at", contact),
                    {},
                    {}};
        if (coils->second.at(*channel) == Coil::energised)
            return {"line",
                    config.name,
                    "fault",
                    text("{} : relu en position de panne", "{}: reads in its fault position",
                         contact),
                    text("la remettre au repos : banc bench exercise FILE {}",
                         "put it to rest: banc bench exercise FILE {}", config.name),
                    {}};
        return {"line",
                config.name,
                "proven",
                text("{} : relu au repos ; le câblage se prouve par banc bench exercise",
                     "{}: reads at rest; the wiring is proven by banc bench exercise", contact),
                {},
                {}};
    }

    const BenchPlan& plan_;
    QtLoop loop_;
    BoardContext context_;
    std::map<std::string, std::string> taken_;           // port or socket -> board
    std::map<std::string, Coils> coils_;                 // as read, of each proven board
    std::vector<std::unique_ptr<ContactBoard>> boards_;  // after context_
    std::vector<Item> items_;
};

std::string_view kind_of(const Item& item, Lang lang) {
    if (lang == Lang::en) return item.kind;
    if (item.kind == "board") return "carte";
    return item.kind == "line" ? "ligne" : std::string_view(item.kind);
}

void print_item(const Item& item, Lang lang) {
    const std::string_view yes = lang == Lang::fr ? "prouvé" : "proven";
    const std::string_view no = lang == Lang::fr ? "NON PROUVÉ" : "NOT PROVEN";
    fmt::print("{:<8} {:<20} {:<11} {}\n", kind_of(item, lang), item.name, item.proven() ? yes : no,
               plain(item.what.in(lang)));
    if (!item.remedy.fr.empty()) fmt::print("{:>42}→ {}\n", "", plain(item.remedy.in(lang)));
}

Json json_of(const BenchPlan& plan, const std::vector<Item>& items) {
    Json out{{"bench", plan.bench.name},
             {"proven", std::ranges::all_of(items, &Item::proven)},
             {"items", Json::array()}};
    for (const auto& item : items)
        out["items"].push_back({{"kind", item.kind},
                                {"name", item.name},
                                {"state", item.state},
                                {"proven", item.proven()},
                                {"what", item.what.en},
                                {"remedy", item.remedy.en},
                                {"ports", item.ports}});
    return out;
}

// The answer is no before it is trouble: a cable that does not open leaves the rest unanswered.
int verdict(const std::vector<Item>& items) {
    const auto is = [](std::string_view state) {
        return [state](const Item& item) { return item.state == state; };
    };
    if (std::ranges::all_of(items, &Item::proven)) return kDone;
    const auto told = [&](const Item& item) {
        return !item.proven() && item.state != "failed" && item.state != "not_looked_at" &&
               item.state != "no_permission";
    };
    const bool trouble =
        std::ranges::any_of(items, is("failed")) || std::ranges::any_of(items, is("no_permission"));
    return trouble && std::ranges::none_of(items, told) ? kEnvironment : kNo;
}

}  // namespace

int command_bench_check(const Call& call) {
    const auto plan = load_bench_plan(call);
    if (!plan) return complain(call, plan.error());
    Check check(*plan);
    const auto items = run_task(check.run());
    if (call.json)
        fmt::print("{}\n", json_of(*plan, items).dump());
    else
        for (const auto& item : items) print_item(item, call.lang);
    return verdict(items);
}

}  // namespace banc
