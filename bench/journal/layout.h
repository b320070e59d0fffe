// SPDX-License-Identifier: EUPL-1.2
// The names in an exam's folder, known to who writes it and to who reads it.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace banc {

inline constexpr std::array<std::string_view, 4> kFolders{"blobs", "console", "journal",
                                                          "personal"};
// What the guard did while the daemon was gone (bench/guard/PROTOCOL.md): outside the chain.
inline constexpr std::string_view kGuardLog = "guard.jsonl";
// A block of console bytes is read back whole to be checked.
inline constexpr std::size_t kConsoleBlockMax = 1U << 20U;
// Scenario, référentiel, bench file, a scanned fiche d'intervention: read whole to be checked.
inline constexpr std::size_t kBlobMax = 64U << 20U;
// A name and a signature image at most.
inline constexpr std::size_t kPersonalMax = 1U << 20U;

// Segments count from 1.
inline std::string segment_path(std::size_t number) {
    return fmt::format("journal/{:06}.seg", number);
}
inline std::string console_path(std::string_view name) {
    return fmt::format("console/{}.raw", name);
}
inline std::string blob_path(std::string_view hash) { return fmt::format("blobs/{}", hash); }
inline std::string personal_path(std::string_view commitment) {
    return fmt::format("personal/{}", commitment);
}

// "pc.console": 1 to 64 of [a-z0-9._-], not beginning with a point.
inline bool is_console_name(std::string_view name) {
    return !name.empty() && name.size() <= 64 && name.front() != '.' &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
                      c == '-';
           });
}

// "a" for "a/b", "." for "b".
inline std::string parent_of(const std::string& path) {
    const auto slash = path.rfind('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace banc
