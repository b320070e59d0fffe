// SPDX-License-Identifier: EUPL-1.2
// `banc scenario new` and `banc scenario schema`: for who writes a scenario.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "bench/cli/commands.h"
#include "bench/cli/library.h"
#include "bench/cli/places.h"
#include "bench/scenario/copy.h"
#include "bench/scenario/schema.h"

namespace banc {
namespace {

namespace fs = std::filesystem;

Result<void> write_new(const fs::path& file, const std::string& source) {
    std::error_code ignored;
    if (fs::exists(file, ignored))
        return fail(Errc::refused, text("{} existe déjà", "{} exists already", file.string()),
                    text("prenez un autre nom, ou --out", "take another name, or --out"));
    std::ofstream out(file, std::ios::binary);
    out << source;
    out.close();
    if (out) return {};
    return fail(Errc::environment, text("{} ne s'écrit pas", "{} can't be written", file.string()),
                text("choisissez un dossier à vous avec --out",
                     "choose a folder of yours with --out"));
}

}  // namespace

int command_scenario_new(const Call& call) {
    const auto library = open_library();
    if (!library) return complain(call, library.error());
    const auto from = library->named(call.get("from", "dns-errone"));
    if (!from) return complain(call, from.error());
    const auto& id = call.arguments[0];
    if (library->named(id))
        return complain(call, {Errc::refused,
                               text("la bibliothèque a déjà « {} »",
                                    "the library has \"{}\" already", id),
                               text("prenez un autre nom", "take another name"),
                               {}});
    const auto file = fs::path(call.get("out", ".")) / (id + ".yaml");
    const auto source = copied_as(id, from->source);
    const auto sound = read_scenario_text(source, file.string(), *library);
    if (!sound) return complain(call, sound.error());
    if (call.has("out"))
        if (auto made = make_folder(call.get("out")); !made) return complain(call, made.error());
    const auto written = write_new(file, source);
    if (!written) return complain(call, written.error());
    if (call.json)
        fmt::print("{}\n", Json{{"file", file.string()}, {"from", from->id}}.dump());
    else
        fmt::print("{}\n", file.string());
    return kDone;
}

int command_scenario_schema(const Call& call) {
    const auto titles = list_referentials(referentials_folder());
    if (!titles) return complain(call, titles.error());
    fmt::print("{}", scenario_schema(*titles));
    return kDone;
}

}  // namespace banc
