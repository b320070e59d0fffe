// SPDX-License-Identifier: EUPL-1.2
#include "bench/cli/library.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "bench/cli/places.h"
#include "bench/core/nearest.h"
#include "bench/rehearsal/recorded_bench.h"
#include "bench/scenario/grammar.h"
#include "bench/scenario/load.h"
#include "bench/yaml/read.h"

namespace banc {
namespace {

namespace fs = std::filesystem;

// What a scenario may say of itself, and what only a signed run on real equipment could.
std::vector<std::string> proofs() {
    auto words = grammar::scenario().find("proof")->words;
    words.emplace_back("bench");
    return words;
}

std::vector<std::string> yaml_files(const std::string& folder) {
    std::vector<std::string> files;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored))
        if (entry.path().extension() == ".yaml") files.push_back(entry.path().string());
    std::sort(files.begin(), files.end());
    return files;
}

Checked<std::string> text_of(const std::string& file) {
    auto text = read_text_file(file);
    if (!text) return tl::unexpected<Errors>(Errors{text.error()});
    return *text;
}

std::string library_folder() { return share_folder() + "/scenarios/library"; }

std::optional<Error> misnamed(const std::string& source, const std::string& file) {
    const fs::path path(file);
    std::error_code ignored;
    if (!fs::equivalent(fs::absolute(path).parent_path(), library_folder(), ignored)) return {};
    const auto document = read_yaml(source, file);
    const auto* id = document.root.find("scenario");
    if (id == nullptr || id->text == path.stem()) return {};
    return Error{Errc::invalid,
                 text("le scénario « {} » est dans le fichier « {} »",
                      "scenario \"{}\" is in file \"{}\"", id->text, path.filename().string()),
                 text("nommez le fichier {}.yaml, ou le scénario {}",
                      "name the file {}.yaml, or the scenario {}", id->text, path.stem().string()),
                 id->place};
}

tl::unexpected<Error> unknown_scenario(const std::string& id,
                                       const std::vector<std::string>& known) {
    const auto near = nearest(id, known);
    return fail(Errc::invalid, text("scénario inconnu « {} »", "unknown scenario \"{}\"", id),
                near.empty()
                    ? Text{"banc scenario list les donne tous ; un fichier se nomme avec "
                           "son « .yaml »",
                           "banc scenario list shows them all; a file is named with its "
                           "\".yaml\""}
                    : text("vouliez-vous dire « {} » ? banc scenario list les donne tous",
                           "did you mean \"{}\"? banc scenario list shows them all", near));
}

// No id has one of these.
bool is_file(const std::string& word) { return word.find_first_of("./") != std::string::npos; }

}  // namespace

Checked<Scenario> Library::named(const std::string& id_or_file) const {
    if (is_file(id_or_file)) return read_scenario(id_or_file, *this);
    std::vector<std::string> known;
    for (const auto& scenario : scenarios) {
        if (scenario.id == id_or_file) return scenario;
        known.push_back(scenario.id);
    }
    return tl::unexpected<Errors>({unknown_scenario(id_or_file, known).value()});
}

Result<std::string> file_named(const std::string& id_or_file) {
    if (is_file(id_or_file)) return id_or_file;
    std::vector<std::string> known;
    for (const auto& file : library_files()) {
        known.push_back(fs::path(file).stem().string());
        if (known.back() == id_or_file) return file;
    }
    return unknown_scenario(id_or_file, known);
}

std::string virtual_bench_file() { return share_folder() + "/bench/virtual/bench.yaml"; }
std::string pieces_folder() { return share_folder() + "/scenarios/pieces"; }
std::string referentials_folder() { return share_folder() + "/scenarios/referentials"; }

Checked<BoardTable> shipped_boards() {
    const auto file = share_folder() + "/drivers/relay/boards.yaml";
    const auto source = text_of(file);
    if (!source) return tl::unexpected<Errors>(source.error());
    return load_board_table(*source, file);
}

Checked<BenchConfig> read_bench(const std::string& file) {
    const auto source = text_of(file);
    if (!source) return tl::unexpected<Errors>(source.error());
    return load_bench(*source, file);
}

Checked<Surround> open_surroundings(const std::string& bench_file) {
    const auto file = bench_file.empty() ? virtual_bench_file() : bench_file;
    auto titles = list_referentials(referentials_folder());
    if (!titles) return tl::unexpected<Errors>(titles.error());
    auto bench = read_bench(file);
    if (!bench) return tl::unexpected<Errors>(bench.error());
    auto recorded = read_bench(bench_file.empty() ? pieces_folder() + "/bench.yaml" : file);
    if (!recorded) return tl::unexpected<Errors>(recorded.error());
    return Surround{std::move(*titles), std::move(*bench), std::move(*recorded)};
}

Checked<Scenario> read_scenario_text(const std::string& text, const std::string& file,
                                     const Surround& around) {
    const bool recorded = is_recorded(text);
    auto scenario =
        load_scenario(text, file, around.titles, recorded ? &around.recorded : &around.bench);
    if (!scenario || !recorded) return scenario;
    auto errors = mistakes_in_pieces(*scenario, around.recorded, pieces_folder());
    return checked(std::move(*scenario), std::move(errors));
}

Checked<Scenario> read_scenario(const std::string& file, const Surround& around) {
    const auto source = text_of(file);
    if (!source) return tl::unexpected<Errors>(source.error());
    auto scenario = read_scenario_text(*source, file, around);
    auto wrong = misnamed(*source, file);
    if (!wrong) return scenario;
    Errors errors = scenario ? Errors{} : std::move(scenario.error());
    errors.push_back(std::move(*wrong));
    return tl::unexpected<Errors>(std::move(errors));
}

std::vector<std::string> library_files() { return yaml_files(library_folder()); }

Json proof_counts(const Library& library) {
    Json counts;
    for (const auto& proof : proofs())
        counts[proof] =
            std::count_if(library.scenarios.begin(), library.scenarios.end(),
                          [&](const Scenario& scenario) { return scenario.proof == proof; });
    return counts;
}

std::string proof_line(const Library& library) {
    const auto counts = proof_counts(library);
    std::vector<std::string> words;
    for (const auto& proof : proofs())
        words.push_back(fmt::format("{} {}", proof, counts[proof].get<std::size_t>()));
    return fmt::format("{}", fmt::join(words, " · "));
}

Checked<Library> open_library() {
    auto around = open_surroundings("");
    if (!around) return tl::unexpected<Errors>(around.error());
    Library library{std::move(*around), {}};
    for (const auto& file : library_files()) {
        auto scenario = read_scenario(file, library);
        if (!scenario) return tl::unexpected<Errors>(scenario.error());
        library.scenarios.push_back(std::move(*scenario));
    }
    return library;
}

}  // namespace banc
