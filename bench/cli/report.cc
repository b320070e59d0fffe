// SPDX-License-Identifier: EUPL-1.2
// `banc report`: the files a jury reads.
#include <fmt/format.h>

#include <filesystem>

#include "bench/cli/commands.h"
#include "bench/cli/dossier.h"
#include "bench/cli/places.h"
#include "bench/cli/write_report.h"

namespace banc {
namespace {

struct Format {
    std::string_view name;
    std::string (*make)(const Dossier&);
};
const Format kFormats[] = {
    {"html", report_html},
    {"json", [](const Dossier& dossier) { return report_json(dossier).dump(1) + "\n"; }},
};

const Format* find(std::string_view name) {
    for (const auto& format : kFormats)
        if (format.name == name) return &format;
    return nullptr;
}

std::vector<std::string> split(const std::string& list) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at <= list.size();) {
        const auto comma = std::min(list.find(',', at), list.size());
        words.push_back(list.substr(at, comma - at));
        at = comma + 1;
    }
    return words;
}

}  // namespace

Result<std::vector<std::string>> write_report(const Dossier& dossier, const std::string& folder,
                                              const std::string& formats) {
    for (const auto& name : split(formats))
        if (find(name) == nullptr)
            return fail(Errc::invalid, text("format inconnu « {} »", "unknown format \"{}\"", name),
                        {"formats : html, json", "formats: html, json"});
    if (auto made = make_folder(folder); !made) return tl::unexpected(made.error());
    std::vector<std::string> paths;
    for (const auto& name : split(formats)) {
        const auto path = folder + "/report." + name;
        if (auto written = write_file(path, find(name)->make(dossier)); !written)
            return tl::unexpected(written.error());
        paths.push_back(path);
    }
    return paths;
}

int command_report(const Call& call) {
    const auto folder = exam_folder(call, call.arguments[0]);
    const auto loaded = load_dossier(folder);
    if (!loaded) return complain(call, loaded.error());
    const auto beside = data_folder(call) + "/reports/" + loaded->dossier.score.exam_id;
    const auto paths =
        write_report(loaded->dossier, call.get("out", beside), call.get("format", "html,json"));
    if (!paths) return complain(call, paths.error());
    if (call.json)
        fmt::print("{}\n", Json{{"files", *paths}}.dump());
    else
        for (const auto& path : *paths) fmt::print("{}\n", path);
    return kDone;
}

}  // namespace banc
