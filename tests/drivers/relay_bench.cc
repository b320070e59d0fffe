// SPDX-License-Identifier: EUPL-1.2
#include "tests/drivers/relay_bench.h"

#include <catch2/catch.hpp>

#include "bench/yaml/read.h"

namespace banc {

const BoardTable& shipped_boards() {
    static const BoardTable table = [] {
        const auto file =
            read_text_file(std::string(BANC_SOURCE_DIR) + "/drivers/relay/boards.yaml");
        auto loaded = load_board_table(file.value(), "boards.yaml");
        std::string mistakes;
        if (!loaded)
            for (const auto& error : loaded.error()) mistakes += error.line(Lang::en) + "\n";
        if (!loaded) FAIL(mistakes);
        return std::move(*loaded);
    }();
    return table;
}

const BoardProduct& shipped_board(const std::string& section) {
    const auto found = shipped_boards().find(section);
    if (found == shipped_boards().end()) FAIL("no board " << section);
    return found->second;
}

}  // namespace banc
