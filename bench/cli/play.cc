// SPDX-License-Identifier: EUPL-1.2
#include "bench/cli/play.h"

#include <filesystem>

#include "bench/cli/places.h"
#include "bench/scoring/score.h"
#include "bench/yaml/read.h"

namespace banc {
namespace {

namespace fs = std::filesystem;

// Vouches for bytes that are not kept.
bool lies_beside(const Record& record) {
    return record.kind == "console" || record.kind == "personal";
}

Error unreadable(const std::string& file, int line) {
    return {Errc::corrupt,
            text("ligne illisible", "unreadable line"),
            text("refaites-la avec « banc scenario prove --keep »",
                 "make it again with \"banc scenario prove --keep\""),
            {file, line, 1}};
}

Json line_of(const Record& record) {
    return {{"n", record.seq},
            {"at", record.at.since_boot.count()},
            {"kind", record.kind},
            {"body", record.body}};
}

Result<Record> record_of(const Json& line, const Error& otherwise) {
    const bool whole = line.is_object() && line.contains("n") && line["n"].is_number_unsigned() &&
                       line.contains("at") && line["at"].is_number_integer() &&
                       line.contains("kind") && line["kind"].is_string() && line.contains("body");
    if (!whole) return tl::unexpected(otherwise);
    Record record;
    record.seq = line["n"].get<std::uint64_t>();
    record.at.since_boot = Nanos{line["at"].get<std::int64_t>()};
    record.kind = line["kind"].get<std::string>();
    record.body = line["body"];
    return record;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

}  // namespace

Result<void> keep_play(const Loaded& loaded, const std::string& exam, const std::string& file) {
    std::string out;
    for (const auto& record : loaded.journal.records)
        if (!lies_beside(record)) out += line_of(record).dump() + '\n';
    out += to_json(loaded.dossier.score).dump() + '\n';
    const auto blobs = fs::path(file).parent_path() / "blobs";
    auto made = make_folder(blobs.string());
    if (!made) return made;
    const auto& opened = loaded.journal.records.front().body;
    for (const auto* what : {"scenario", "referential"}) {
        const auto name = opened[what]["blob"].get<std::string>();
        auto text = read_text_file(exam + "/blobs/" + name);
        if (!text) return tl::unexpected(text.error());
        auto written = write_file((blobs / name).string(), *text);
        if (!written) return written;
    }
    return write_file(file, out);
}

Checked<Dossier> load_play(const std::string& file) {
    const auto text = read_text_file(file);
    if (!text) return tl::unexpected<Errors>(Errors{text.error()});
    auto lines = lines_of(*text);
    if (lines.size() < 2) return tl::unexpected<Errors>(Errors{unreadable(file, 1)});
    lines.pop_back();  // the score that was kept
    std::vector<Record> records;
    for (const auto line : lines) {
        const auto otherwise = unreadable(file, static_cast<int>(records.size()) + 1);
        const auto json = parse_json(line);
        auto record = record_of(json ? *json : Json(), otherwise);
        if (!record) return tl::unexpected<Errors>(Errors{record.error()});
        records.push_back(std::move(*record));
    }
    const auto at = fs::path(".") / file;  // a name alone has no folder
    return assemble(at.parent_path().string(), records);
}

Result<std::string> kept_score(const std::string& file) {
    const auto text = read_text_file(file);
    if (!text) return tl::unexpected(text.error());
    const auto lines = lines_of(*text);
    return lines.empty() ? std::string() : std::string(lines.back());
}

}  // namespace banc
