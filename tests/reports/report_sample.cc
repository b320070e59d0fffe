// SPDX-License-Identifier: EUPL-1.2
// report_sample DIR: writes the three sample reports, to be looked at in a browser and on paper.
#include <cstdio>
#include <fstream>

#include "tests/reports/sample_dossier.h"

int main(int argc, char** argv) {
    using banc::sample::Situation;
    if (argc != 2) {
        std::fputs("usage: report_sample DIR\n", stderr);
        return 2;
    }
    const std::string folder = argv[1];
    for (const auto& [name, situation] : {std::pair{"reference", Situation::reference},
                                          std::pair{"bench_fault", Situation::bench_fault},
                                          std::pair{"untouched", Situation::untouched}}) {
        const auto dossier = banc::sample::dossier(situation);
        std::ofstream(folder + "/" + name + ".html") << banc::report_html(dossier);
        std::ofstream(folder + "/" + name + ".json") << banc::report_json(dossier).dump(1) << '\n';
    }
    // tests/reports/golden/bench_fault.json, to compare before replacing it.
    const auto golden = banc::sample::only_b1(banc::sample::dossier(Situation::bench_fault));
    std::ofstream(folder + "/golden.json") << banc::report_json(golden).dump(1) << '\n';
    return 0;
}
