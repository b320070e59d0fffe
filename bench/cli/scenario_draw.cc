// SPDX-License-Identifier: EUPL-1.2
// `banc scenario draw`: subjects by lot, the same for the same seed and library.
#include <fmt/format.h>
#include <sodium.h>

#include <charconv>

#include "bench/cli/commands.h"
#include "bench/cli/library.h"
#include "bench/cli/scenario_page.h"
#include "bench/scenario/sortition.h"

namespace banc {
namespace {

constexpr std::uint64_t kCountMax = 1000;

Result<std::uint64_t> number(const Call& call, const char* option, std::uint64_t otherwise) {
    if (!call.has(option)) return otherwise;
    const auto given = call.get(option);
    std::uint64_t value = 0;
    const auto [end, wrong] = std::from_chars(given.data(), given.data() + given.size(), value);
    const bool whole = wrong == std::errc{} && end == given.data() + given.size();
    if (whole && value >> 63U == 0) return value;
    return fail(Errc::invalid, text("--{} {} : un entier est attendu",
                                    "--{} {}: a whole number is expected", option, given));
}

std::uint64_t any_seed() {
    std::uint64_t seed = 0;
    randombytes_buf(&seed, sizeof seed);
    return seed >> 32U;  // short enough to be read out and typed again
}

Checked<Lot> lot_of(const Call& call) {
    Errors errors;
    Lot lot;
    const auto seed = number(call, "seed", any_seed());
    const auto level = number(call, "level", 0);
    const auto count = number(call, "count", 1);
    for (const auto* one : {&seed, &level, &count})
        if (!*one) errors.push_back(one->error());
    const auto mode = mode_from(call.get("mode", "training"));
    if (!mode || *mode == Mode::official)
        errors.push_back(
            {Errc::invalid,
             text("« {} » ne se tire pas au sort", "\"{}\" is not drawn by lot", call.get("mode")),
             {"modes : training, mock, ecf", "modes: training, mock, ecf"},
             {}});
    if (level && (*level > 3 || (*level == 0 && call.has("level"))))
        errors.push_back({Errc::invalid, {"--level va de 1 à 3", "--level goes from 1 to 3"}});
    if (count && (*count == 0 || *count > kCountMax))
        errors.push_back(
            {Errc::invalid, {"--count va de 1 à 1000", "--count goes from 1 to 1000"}});
    if (!errors.empty()) return tl::unexpected<Errors>(std::move(errors));
    return Lot{*mode, static_cast<int>(*level), static_cast<std::size_t>(*count), *seed};
}

Json as_json(const std::vector<Drawn>& drawn) {
    Json out = Json::array();
    for (const auto& one : drawn)
        out.push_back({{"id", one.scenario->id},
                       {"title", one.scenario->title},
                       {"level", one.scenario->level},
                       {"proof", one.scenario->proof},
                       {"competence", one.competence}});
    return out;
}

// With what it was drawn: typed again, it draws the same.
Json as_json(const Lot& lot) {
    return {{"seed", lot.seed},
            {"mode", word(lot.mode)},
            {"level", lot.level == 0 ? Json(nullptr) : Json(lot.level)},
            {"wanted", lot.count}};
}

std::string as_line(const Lot& lot, Lang lang) {
    const auto level = lot.level == 0 ? text("tous niveaux", "any level")
                                      : text("niveau {}", "level {}", lot.level);
    const auto count =
        lot.count == 1 ? text("1 sujet", "1 subject") : text("{} sujets", "{} subjects", lot.count);
    return fmt::format("{} · {} · {} · {} {}", level.in(lang), count.in(lang),
                       named(lot.mode).in(lang), text("graine", "seed").in(lang), lot.seed);
}

Error too_thin(std::size_t found, std::size_t wanted) {
    return {Errc::refused,
            text("la bibliothèque est trop mince : {} sujets sur {} qui ne se gênent pas",
                 "the library is too thin: {} of {} subjects that don't get in each other's way",
                 found, wanted),
            {"demandez-en moins, un autre niveau, ou écrivez-en : banc scenario coverage",
             "ask for fewer, another level, or write some: banc scenario coverage"},
            {}};
}

}  // namespace

int command_scenario_draw(const Call& call) {
    const auto library = open_library();
    if (!library) return complain(call, library.error());
    const auto title = find_referential(referentials_folder(), call.get("title", "IDI"));
    if (!title) return complain(call, title.error());
    const auto lot = lot_of(call);
    if (!lot) return complain(call, lot.error());
    const auto drawn = draw_lots(*title, library->scenarios, *lot);
    if (call.json) {
        auto out = as_json(*lot);
        out["title"] = title->code;
        out["drawn"] = as_json(drawn);
        out["proofs"] = proof_counts(*library);
        fmt::print("{}\n", out.dump());
    } else {
        fmt::print("{} · {}\n", title->code, as_line(*lot, call.lang));
        for (const auto& one : drawn)
            fmt::print("  {:<8} {:<32} {:<10} {}\n", one.competence, one.scenario->id,
                       one.scenario->proof, one.scenario->title);
        fmt::print("\n{}\n", proof_line(*library));
    }
    if (drawn.size() == lot->count) return kDone;
    complain(call, too_thin(drawn.size(), lot->count));
    return kNo;
}

}  // namespace banc
