// SPDX-License-Identifier: EUPL-1.2
#include "bench/inject/wear.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace banc {
namespace {

Error unreadable(const std::string& path) {
    return {Errc::corrupt,
            text("compteurs d'usure illisibles", "wear counters can't be read"),
            text("restaurez le fichier d'une sauvegarde, ou notez l'usure et supprimez-le",
                 "restore the file from a backup, or note the wear and delete it"),
            {path, 0, 0}};
}

}  // namespace

std::string contact_name(const std::string& board, int channel) {
    return fmt::format("{}/{}", board, channel);
}

Result<WearBook> WearBook::open(std::string path) {
    WearBook book;
    book.path_ = std::move(path);
    std::ifstream file(book.path_, std::ios::binary);
    if (!file) return book;
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto json = Json::parse(text, nullptr, false);
    if (!json.is_object()) return tl::unexpected(unreadable(book.path_));
    for (const auto& [contact, count] : json.items()) {
        if (!count.is_number_unsigned()) return tl::unexpected(unreadable(book.path_));
        book.switchings_[contact] = count.get<long>();
    }
    return book;
}

long WearBook::of(const std::string& contact) const {
    const auto found = switchings_.find(contact);
    return found == switchings_.end() ? 0 : found->second;
}

Result<void> WearBook::count(const std::string& contact) {
    ++switchings_[contact];
    if (path_.empty()) return {};
    const auto fresh = path_ + ".new";
    std::ofstream file(fresh, std::ios::binary | std::ios::trunc);
    file << Json(switchings_).dump() << '\n';
    file.close();
    std::error_code failed;
    if (file) std::filesystem::rename(fresh, path_, failed);
    if (file && !failed) return {};
    return fail(Errc::environment,
                text("compteurs d'usure non écrits : {}", "wear counters not written: {}", path_));
}

}  // namespace banc
