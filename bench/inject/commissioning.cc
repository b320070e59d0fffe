// SPDX-License-Identifier: EUPL-1.2
#include "bench/inject/commissioning.h"

#include <fstream>
#include <iterator>

#include "bench/core/json.h"
#include "bench/core/replace_file.h"

namespace banc {
namespace {

constexpr std::size_t kWordsMost = 200;  // a person's name, not a report

tl::unexpected<Error> unreadable(const std::string& path) {
    return tl::unexpected<Error>(
        {Errc::corrupt,
         text("mise en service illisible", "the commissioning file can't be read"),
         text("la restaurer d'une sauvegarde, ou la supprimer et refaire : banc bench commission",
              "restore it from a backup, or delete it and do again: banc bench commission"),
         {path, 0, 0}});
}

std::string words(const Json& entry, const char* key) {
    const auto found = entry.find(key);
    const bool good = found != entry.end() && found->is_string();
    const auto said = good ? found->get<std::string>() : std::string();
    return said.size() <= kWordsMost ? said : "";
}

std::string_view word(Loss loss) { return loss == Loss::holds ? "yes" : "no"; }

std::optional<Commissioning::Seen> seen_of(const Json& entry) {
    if (!entry.is_object() || entry.size() != 3) return std::nullopt;
    const auto holds = words(entry, "holds_on_usb_loss");
    Commissioning::Seen seen{holds == word(Loss::holds) ? Loss::holds : Loss::lets_go,
                             words(entry, "by"), words(entry, "when")};
    const bool whole = holds == word(seen.loss) && !seen.by.empty() && !seen.when.empty();
    return whole ? std::optional(std::move(seen)) : std::nullopt;
}

}  // namespace

Result<Commissioning> Commissioning::open(std::string path) {
    Commissioning all;
    all.path_ = std::move(path);
    std::ifstream file(all.path_, std::ios::binary);
    if (!file) return all;
    const std::string written{std::istreambuf_iterator<char>(file), {}};
    const auto json = parse_json(written);
    if (!json || !json->is_object()) return unreadable(all.path_);
    for (const auto& [board, entry] : json->items()) {
        auto seen = seen_of(entry);
        if (!seen) return unreadable(all.path_);
        all.boards_[board] = std::move(*seen);
    }
    return all;
}

std::optional<Loss> Commissioning::known(const std::string& board) const {
    const auto found = boards_.find(board);
    return found == boards_.end() ? std::nullopt : std::optional(found->second.loss);
}

Result<void> Commissioning::record(const std::string& board, Seen seen) {
    if (seen.by.empty() || seen.by.size() > kWordsMost)
        return fail(Errc::invalid,
                    text("il faut le nom de qui a regardé", "the name of who looked is needed"));
    auto all = boards_;
    all[board] = std::move(seen);
    Json json = Json::object();
    for (const auto& [name, one] : all)
        json[name] = {{"by", one.by}, {"holds_on_usb_loss", word(one.loss)}, {"when", one.when}};
    const auto content = canonical(json);
    if (!content) return tl::unexpected<Error>(content.error());
    Result<void> kept;
    if (!path_.empty()) kept = replace_file(path_, *content + "\n");
    if (kept) boards_ = std::move(all);
    return kept;
}

std::string commissioning_file(const std::string& data_folder, const std::string& bench) {
    return data_folder + "/commissioning-" + bench + ".json";
}

}  // namespace banc
