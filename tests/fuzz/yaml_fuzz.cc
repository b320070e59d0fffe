// SPDX-License-Identifier: EUPL-1.2
// Any bytes as a scenario, a bench and a référentiel: refused with words in two languages, or read.
#include <cstdlib>

#include "bench/scenario/load.h"

namespace {

template <class T>
void explained(const banc::Checked<T>& loaded) {
    if (loaded) return;
    if (loaded.error().empty()) std::abort();
    for (const auto& error : loaded.error())
        if (error.what.fr.empty() || error.what.en.empty() || error.place.file != "f") std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto bench = banc::load_bench(text, "f");
    const auto scenario = banc::load_scenario(text, "f", {}, bench ? &*bench : nullptr);
    explained(bench);
    explained(scenario);
    explained(banc::load_referential(text, "f"));
    if (scenario) explained(banc::bind(*scenario, banc::draw(*scenario, size)));
    return 0;
}
