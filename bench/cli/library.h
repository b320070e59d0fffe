// SPDX-License-Identifier: EUPL-1.2
// The library as the commands see it: titles, the bench scenarios are checked for, scenarios.
#pragma once

#include "bench/core/error.h"
#include "bench/core/json.h"
#include "bench/referential/load.h"
#include "bench/scenario/bench_config.h"
#include "bench/scenario/scenario.h"
#include "drivers/relay/board_table.h"

namespace banc {

// What a scenario is checked against.
struct Surround {
    Titles titles;
    BenchConfig bench;
    BenchConfig recorded;  // the one the pieces were recorded for

    [[nodiscard]] const BenchConfig& bench_of(const Scenario& scenario) const {
        return scenario.recorded ? recorded : bench;
    }
};

struct Library : Surround {
    std::vector<Scenario> scenarios;  // by id
    // What a person named: an id of the library, or a file.
    [[nodiscard]] Checked<Scenario> named(const std::string& id_or_file) const;
};

std::string referentials_folder();
std::string virtual_bench_file();
std::string pieces_folder();
Checked<BoardTable> shipped_boards();
Checked<BenchConfig> read_bench(const std::string& file);
// `bench_file`: empty for the virtual bench, and for the pieces' own.
Checked<Surround> open_surroundings(const std::string& bench_file);
Checked<Scenario> read_scenario(const std::string& file, const Surround& around);
// The same of a text that is no file yet; `file` is only for places.
Checked<Scenario> read_scenario_text(const std::string& text, const std::string& file,
                                     const Surround& around);
// In the library's folder the name of a file is its scenario's id.
std::vector<std::string> library_files();
// Of an id of the library; a file is taken as it is.
Result<std::string> file_named(const std::string& id_or_file);
// How far the library is proven: {"virtual": 20, "synthetic": 3, "human": 22, "bench": 0}.
Json proof_counts(const Library& library);
// "virtual 20 · synthetic 3 · human 22 · bench 0", for the foot of every list of scenarios.
std::string proof_line(const Library& library);
// The shipped scenarios; a mistake in one of them is an error.
Checked<Library> open_library();

}  // namespace banc
