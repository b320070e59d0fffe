// SPDX-License-Identifier: EUPL-1.2
// `banc bench check FILE`: is this bench what its file says. Each board, console, agent, meter,
// disk, input and line is proven or not, with what to do; nothing is switched, and nothing is
// written to a board that is not told apart from every other.
#include <fmt/format.h>

#include <algorithm>

#include "bench/cli/bench_plan.h"
#include "bench/cli/check_items.h"
#include "bench/cli/commands.h"
#include "bench/cli/first_reading.h"
#include "bench/cli/places.h"
#include "bench/cli/proof_words.h"
#include "bench/cli/run_task.h"
#include "bench/core/json.h"
#include "bench/inject/commissioning.h"
#include "bench/inject/line_switch.h"
#include "bench/observe/smart_facts.h"
#include "drivers/transport/open_board.h"
#include "drivers/transport/open_line.h"
#include "drivers/transport/qt_loop.h"

namespace banc {
namespace {

Item not_proven(std::string kind, const std::string& name, const Error& error) {
    const bool environment = exit_code(error.code) == kEnvironment;
    return {std::move(kind), name,         environment ? "failed" : "refused",
            error.what,      error.remedy, {}};
}

// A hub or a disk is looked for and opened in one go: its error says where it failed.
Item not_found(std::string kind, const std::string& name, const Error& error) {
    auto item = not_proven(std::move(kind), name, error);
    if (error.code == Errc::disconnected) item.state = "missing";
    return item;
}

class Check {
public:
    Check(const BenchPlan& plan, const Commissioning& seen, std::string data)
        : plan_(plan),
          seen_(seen),
          data_(std::move(data)),
          context_{loop_, plan.table, plan.virtual_dir} {}

    Task<std::vector<Item>> run() {
        for (const auto& config : plan_.bench.boards) {
            Item item;
            if (is_hub(config))
                item = co_await hub(config);
            else
                item = co_await board(config);
            const bool real = config.at.socket.empty();
            if (real && !seen_.known(config.name)) item.warnings.push_back(uncommissioned(config));
            items_.push_back(std::move(item));
        }
        for (const auto& config : plan_.bench.consoles)
            items_.push_back(line_to(config, "console"));
        for (const auto& config : plan_.bench.agents) items_.push_back(line_to(config, "agent"));
        for (const auto& config : plan_.bench.meters) {
            const auto reading = co_await first_reading(loop_, config, plan_.virtual_dir);
            items_.push_back(meter(config, reading));
        }
        for (const auto& config : plan_.bench.disks) {
            const auto health = co_await first_reading(loop_, config);
            items_.push_back(disk(config, health));
        }
        for (const auto& config : plan_.bench.inputs) {
            const auto closed =
                co_await first_reading(loop_, config, plan_.bench, plan_.virtual_dir);
            items_.push_back(input(config, closed));
        }
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

    [[nodiscard]] static Text uncommissioned(const BoardConfig& config) {
        return text("jamais essayée sans USB : banc bench commission FILE {} --by NOM",
                    "never tried without USB: banc bench commission FILE {} --by NAME",
                    config.name);
    }

    Task<Item> hub(BoardConfig config) {
        auto opened = co_await open_hub_board(context_, config);
        if (!opened) co_return not_found("board", config.name, opened.error());
        const auto coils = co_await (*opened)->read();
        if (!coils) co_return not_found("board", config.name, coils.error());
        coils_[config.name] = *coils;
        const auto& box = (*opened)->box();
        Item item{"board",
                  config.name,
                  "proven",
                  text("concentrateur {} en {}, répond sur {} moitié(s)",
                       "hub {} at {}, answers on {} half/halves", to_string(box.model),
                       config.at.serial, box.paths.size()),
                  {},
                  {}};
        for (const auto& path : box.paths) item.ports.push_back("usb:" + path);
        boards_[config.name] = std::move(*opened);
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
        boards_[config.name] = std::move(*opened);
        const bool unverified =
            plan_.table.find(config.model)->second.tested.starts_with("unverified");
        Item item{"board",  config.name,
                  "proven", text("en {}, répond", "at {}, answers", ports.front()),
                  {},       ports};
        if (unverified)
            item.warnings.push_back(text("modèle jamais essayé ici : banc bench exercise",
                                         "model never tried here: banc bench exercise"));
        co_return item;
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

    static Item meter(const MeterConfig& config, const Result<MeterReading>& reading) {
        if (!reading) return not_proven("meter", config.name, reading.error());
        const auto& at = config.sigrok.empty() ? config.at.socket : config.sigrok;
        return {"meter",  config.name,
                "proven", text("en {}, affiche {}", "at {}, shows {}", at, reading->text),
                {},       {at}};
    }

    static Item disk(const DiskConfig& config, const Result<DiskHealth>& health) {
        if (!health) return not_found("disk", config.name, health.error());
        const auto& row = smart_row(*health);
        const auto told = [&](const char* key) {
            const auto found = row.find(key);
            return found == row.end() ? std::string("?") : found->second;
        };
        return {"disk",
                config.name,
                "proven",
                text("en {}, {} n° {}, état {}", "at {}, {} serial {}, status {}", config.at,
                     told("model"), told("serial"), told("status")),
                {},
                {config.at}};
    }

    static Item input(const InputConfig& config, const Result<bool>& closed) {
        if (!closed) return not_found("input", config.name, closed.error());
        const Text is = *closed ? text("fermé", "closed") : text("ouvert", "open");
        Text what{fmt::format("{} de {} : contact {}", config.wire, config.console, is.fr),
                  fmt::format("{} of {}: contact {}", config.wire, config.console, is.en)};
        return {"input", config.name, "proven", std::move(what), {}, {}};
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
        const auto& board = *boards_.at(config.board);
        const bool hub = is_hub(*plan_.bench.board(config.board));
        Item item = hub ? at_hub(config, contact) : at_relay(config, contact);
        if (config.max_on && board.longest_pulse() < *config.max_on)
            item.warnings.push_back(text(
                "durée limitée : la carte ne compte pas, le programme et le gardien relâchent",
                "limited on-time: the board does not count, the program and the guard let go"));
        else if (config.max_on)
            item.warnings.push_back(text("durée limitée : la carte compte et relâche elle-même",
                                         "limited on-time: the board counts and lets go itself"));
        return item;
    }

    [[nodiscard]] static Item at_relay(const LineConfig& config, const std::string& contact) {
        return {"line",
                config.name,
                "proven",
                text("{} : relu au repos ; le câblage se prouve par banc bench exercise",
                     "{}: reads at rest; the wiring is proven by banc bench exercise", contact),
                {},
                {}};
    }

    [[nodiscard]] Item at_hub(const LineConfig& config, const std::string& contact) const {
        const auto proof = port_proof(data_, *boards_.at(config.board), config.channel);
        if (!proof) return not_proven("line", config.name, proof.error().front());
        const auto how = say(*proof);
        Item item{"line",   config.name,
                  "proven", text("{} : relu alimenté", "{}: reads powered", contact),
                  {},       {}};
        item.proof = word(proof->measure.proven);
        if (proof->measure.proven == Proof::vbus_measured)
            item.what = {item.what.fr + " ; " + how.fr, item.what.en + "; " + how.en};
        else
            item.warnings.push_back(
                {how.fr + " : banc bench qualify FILE " + config.name + " --by NOM",
                 how.en + ": banc bench qualify FILE " + config.name + " --by NAME"});
        return item;
    }

    const BenchPlan& plan_;
    const Commissioning& seen_;
    std::string data_;
    QtLoop loop_;
    BoardContext context_;
    std::map<std::string, std::string> taken_;  // port or socket -> board
    std::map<std::string, Coils> coils_;        // as read, of each proven board
    Boards boards_;  // locked until everything was looked at; after context_
    std::vector<Item> items_;
};

}  // namespace

int command_bench_check(const Call& call) {
    const auto plan = load_bench_plan(call);
    if (!plan) return complain(call, plan.error());
    const auto data = data_folder(call);
    const auto seen = Commissioning::open(commissioning_file(data, plan->bench.name));
    if (!seen) return complain(call, seen.error());
    Check check(*plan, *seen, data);
    const auto items = run_task(check.run());
    if (call.json)
        fmt::print("{}\n", json_of(plan->bench.name, items).dump());
    else
        for (const auto& item : items) print_item(item, call.lang);
    return verdict(items);
}

}  // namespace banc
