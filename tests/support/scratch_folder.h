// SPDX-License-Identifier: EUPL-1.2
// A folder of a test's own below the system's temporary one, gone with the test.
#pragma once

#include <fmt/format.h>

#include <filesystem>
#include <random>
#include <string>

namespace banc::test {

// New and private; the caller removes it.
inline std::string new_folder() {
    namespace fs = std::filesystem;
    std::random_device any;
    for (;;) {
        const auto path = fs::temp_directory_path() / fmt::format("banc-{:08x}", any());
        if (!fs::create_directory(path)) continue;  // somebody has that one
        fs::permissions(path, fs::perms::owner_all);
        return path.string();
    }
}

class ScratchFolder {
public:
    ScratchFolder() : path_(new_folder()) {}
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] std::string operator/(const std::string& name) const {
        return path_ + '/' + name;
    }

private:
    std::string path_;
};

}  // namespace banc::test
