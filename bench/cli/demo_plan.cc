// SPDX-License-Identifier: EUPL-1.2
#include "bench/cli/demo_plan.h"

#include <sodium.h>

#include <algorithm>
#include <charconv>

#include "bench/cli/library.h"
#include "bench/cli/places.h"
#include "bench/scenario/admission.h"
#include "bench/yaml/read.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

// The virtual PC's own account for the bench: made in bench/virtual/image, worth nothing elsewhere.
const Secrets kVirtualSecrets{{"pc.banc", "poste-banc"}};

tl::unexpected<Errors> refuse(Errc code, Text what, Text remedy = {}) {
    return tl::unexpected<Errors>(Errors{{code, std::move(what), std::move(remedy), {}}});
}

Checked<Mode> mode_of(const Call& call, const Scenario& scenario, const Referential& title) {
    const auto wanted = call.get("mode", "training");
    const auto mode = mode_from(wanted);
    if (!mode)
        return refuse(Errc::invalid, text("mode inconnu « {} »", "unknown mode \"{}\"", wanted),
                      {"modes : training, mock, ecf", "modes: training, mock, ecf"});
    const auto today = iso8601_utc(system_now().wall).substr(0, 10);
    return checked(*mode, objections({scenario, title, *mode, today}));
}

Checked<std::uint64_t> seed_of(const Call& call) {
    std::uint64_t seed = 0;
    if (!call.has("seed")) {
        randombytes_buf(&seed, sizeof seed);
        return seed >> 1U;  // fits the journal's signed integers
    }
    const auto given = call.get("seed");
    const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), seed);
    if (error == std::errc{} && end == given.data() + given.size() && seed >> 63U == 0) return seed;
    return refuse(Errc::invalid, text("graine « {} » : un entier est attendu",
                                      "seed \"{}\": a whole number is expected", given));
}

// reference, untouched, forger, wrong (the first), wrong2, wrong3…; none for the terminal.
Checked<std::optional<CandidateScript>> script_of(const Call& call, const Scenario& scenario) {
    const auto who = call.get("candidate", "reference");
    if (who == "terminal" && scenario.recorded)
        return refuse(Errc::refused,
                      text("{} se joue à partir de pièces enregistrées : pas de PC à réparer",
                           "{} is played from recorded pieces: there is no PC to repair",
                           scenario.id),
                      {"candidats : reference, untouched, wrong, wrong2…, forger",
                       "candidates: reference, untouched, wrong, wrong2…, forger"});
    if (who == "terminal") return std::optional<CandidateScript>{};
    if (who == "reference") return std::optional{scenario.reference};
    if (who == "untouched") return std::optional{scenario.untouched};
    if (who == "forger") return std::optional{scenario.forger};
    for (std::size_t i = 0; i < scenario.wrong.size(); ++i)
        if (who == (i == 0 ? "wrong" : fmt::format("wrong{}", i + 1)))
            return std::optional{scenario.wrong[i]};
    return refuse(Errc::invalid, text("candidat inconnu « {} »", "unknown candidate \"{}\"", who),
                  {"candidats : reference, untouched, wrong, wrong2…, forger, terminal",
                   "candidates: reference, untouched, wrong, wrong2…, forger, terminal"});
}

Checked<Mishap> mishap_of(const Call& call) {
    if (!call.has("mishap")) return Mishap::none;
    const auto wanted = call.get("mishap");
    if (wanted == "contact") return Mishap::contact;
    if (wanted == "unplug") return Mishap::unplug;
    return refuse(Errc::invalid, text("incident inconnu « {} »", "unknown mishap \"{}\"", wanted),
                  {"incidents : contact, unplug", "mishaps: contact, unplug"});
}

Checked<std::string> mishap_line(const Call& call, const Scenario& scenario) {
    if (!call.has("mishap")) return std::string();
    for (const auto& step : scenario.inject)
        if (step.open) return step.open->line;
    return refuse(Errc::invalid,
                  text("le scénario {} ne tient aucun contact", "scenario {} holds no contact",
                       scenario.id),
                  {"essayez --scenario cordon-reseau", "try --scenario cordon-reseau"});
}

Checked<Nanos> linger_of(const Call& call) {
    auto span = parse_duration(call.get("linger", "20s"));
    if (!span) return tl::unexpected<Errors>(Errors{span.error()});
    return *span;
}

// "20261122-140327-4f1c": sorts by time, and two benches never make the same.
std::string new_exam_id() {
    std::string id = iso8601_utc(system_now().wall);
    std::erase_if(id, [](char c) { return c == '-' || c == ':' || c == 'Z'; });
    std::replace(id.begin(), id.end(), 'T', '-');
    std::uint8_t salt[2];
    randombytes_buf(salt, sizeof salt);
    return id + "-" + hex(salt);
}

// What only a virtual PC has.
Checked<std::string> keep_disks(const Call& call, const Scenario& scenario) {
    for (const auto* option : {"linger", "keep-disks"})
        if (scenario.recorded && call.has(option))
            return refuse(Errc::invalid,
                          text("--{} : {} se joue à partir de pièces enregistrées, sans PC virtuel",
                               "--{}: {} is played from recorded pieces, without a virtual PC",
                               option, scenario.id),
                          text("retirez --{}", "remove --{}", option));
    return call.get("keep-disks");
}

// Everything a scenario may name with ${…}: what was drawn, and what bench.yaml says.
Parameters values_for(const Scenario& scenario, const BenchConfig& bench, std::uint64_t seed) {
    Parameters values = draw(scenario, seed);
    for (const auto& [name, fields] : bench.equipment)
        for (const auto& [field, value] : fields) values[name + "." + field] = value;
    return values;
}

ExamSheet sheet_of(const Referential& title, const Scenario& scenario, const BenchConfig& bench) {
    ExamSheet sheet;
    sheet.exam_id = new_exam_id();
    sheet.title = title.code;
    sheet.millesime = title.millesime;
    sheet.candidate = "candidat-0001";
    sheet.scenario = {{"id", scenario.id},
                      {"version", scenario.version},
                      {"title", scenario.title}};
    sheet.bench = {{"name", bench.name}};
    sheet.program = {{"name", "banc"}, {"version", BANC_VERSION}};
    return sheet;
}

// What the options of one call ask for, each checked by itself; all mistakes at once.
struct Wishes {
    Mode mode = Mode::training;
    std::uint64_t seed = 0;
    Nanos linger{0};
    Mishap mishap = Mishap::none;
    std::string mishap_line;
    std::string disks_folder;
};

template <class T>
void take(Checked<T> from, T& to, Errors& errors) {
    if (from)
        to = std::move(*from);
    else
        errors.insert(errors.end(), from.error().begin(), from.error().end());
}

Checked<Wishes> wishes_of(const Call& call, const Scenario& scenario, const Referential& title) {
    Wishes wishes;
    Errors errors;
    take(mode_of(call, scenario, title), wishes.mode, errors);
    take(seed_of(call), wishes.seed, errors);
    take(linger_of(call), wishes.linger, errors);
    take(mishap_of(call), wishes.mishap, errors);
    take(mishap_line(call, scenario), wishes.mishap_line, errors);
    take(keep_disks(call, scenario), wishes.disks_folder, errors);
    if (!errors.empty()) return tl::unexpected<Errors>(std::move(errors));
    return wishes;
}

}  // namespace

Checked<RehearsalPlan> plan_demo(const Call& call) {
    auto library = open_library();
    if (!library) return tl::unexpected<Errors>(library.error());
    const auto found = library->named(call.get("scenario", "dns-errone"));
    if (!found) return tl::unexpected<Errors>(found.error());
    const Scenario& scenario = *found;
    if (by_people_alone(scenario))
        return refuse(Errc::refused,
                      text("le scénario {} se tient entre personnes : le banc n'y voit rien",
                           "scenario {} is held between people: the bench sees nothing of it",
                           scenario.id),
                      text("« banc scenario show {} » donne le sujet et la grille",
                           "\"banc scenario show {}\" prints the brief and the grid", scenario.id));
    const auto title = find_referential(referentials_folder(), call.get("title", "IDI"));
    if (!title) return tl::unexpected<Errors>(title.error());
    auto boards = shipped_boards();
    if (!boards) return tl::unexpected<Errors>(boards.error());
    const auto wishes = wishes_of(call, scenario, *title);
    if (!wishes) return tl::unexpected<Errors>(wishes.error());

    RehearsalPlan plan;
    plan.bench = library->bench_of(scenario);
    plan.sheet = sheet_of(*title, scenario, plan.bench);
    plan.sheet.mode = wishes->mode;
    plan.sheet.seed = wishes->seed;
    plan.sheet.parameters = values_for(scenario, plan.bench, wishes->seed);
    auto bound = banc::bind(scenario, plan.sheet.parameters);
    if (!bound) return tl::unexpected<Errors>(bound.error());
    auto script = script_of(call, *bound);
    if (!script) return tl::unexpected<Errors>(script.error());
    plan.scenario = std::move(*bound);
    plan.referential_source = title->source;
    plan.bench_file = virtual_bench_file();
    plan.secrets = kVirtualSecrets;
    plan.data_folder = call.has("out") ? call.get("out") : data_folder(call);
    plan.boards = std::move(*boards);
    plan.script = std::move(*script);
    plan.mishap = wishes->mishap;
    plan.mishap_line = wishes->mishap_line;
    plan.linger = wishes->linger;
    plan.disks_folder = wishes->disks_folder;
    plan.lang = call.lang;
    return plan;
}

}  // namespace banc
