// SPDX-License-Identifier: EUPL-1.2
#include "bench/cli/library.h"

#include <algorithm>
#include <filesystem>

#include "bench/cli/places.h"
#include "bench/scenario/load.h"
#include "bench/yaml/read.h"

namespace banc {
namespace {

namespace fs = std::filesystem;

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

}  // namespace

Result<const Scenario*> Library::find(const std::string& id) const {
    std::string known;
    for (const auto& scenario : scenarios) {
        if (scenario.id == id) return &scenario;
        known += (known.empty() ? "" : ", ") + scenario.id;
    }
    return fail(Errc::invalid, text("scénario inconnu « {} »", "unknown scenario \"{}\"", id),
                text("scénarios : {}", "scenarios: {}", known));
}

std::string virtual_bench_file() { return share_folder() + "/bench/virtual/bench.yaml"; }
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
    auto bench_text = text_of(file);
    if (!bench_text) return tl::unexpected<Errors>(bench_text.error());
    auto bench = load_bench(*bench_text, file);
    if (!bench) return tl::unexpected<Errors>(bench.error());
    return Surround{std::move(*titles), std::move(*bench)};
}

Checked<Scenario> read_scenario(const std::string& file, const Surround& around) {
    const auto source = text_of(file);
    if (!source) return tl::unexpected<Errors>(source.error());
    return load_scenario(*source, file, around.titles, &around.bench);
}

std::vector<std::string> library_files() {
    return yaml_files(share_folder() + "/scenarios/library");
}

std::string proof_counts(const Library& library) {
    std::string out;
    for (const auto* proof : {"virtual", "synthetic", "human", "bench"}) {
        const auto some =
            std::count_if(library.scenarios.begin(), library.scenarios.end(),
                          [&](const Scenario& scenario) { return scenario.proof == proof; });
        out += fmt::format("{}{} {}", out.empty() ? "" : " · ", proof, some);
    }
    return out;
}

Checked<Library> open_library() {
    auto around = open_surroundings("");
    if (!around) return tl::unexpected<Errors>(around.error());
    Library library;
    for (const auto& file : library_files()) {
        auto scenario = read_scenario(file, *around);
        if (!scenario) return tl::unexpected<Errors>(scenario.error());
        library.scenarios.push_back(std::move(*scenario));
    }
    library.titles = std::move(around->titles);
    library.bench = std::move(around->bench);
    return library;
}

}  // namespace banc
