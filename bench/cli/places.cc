// SPDX-License-Identifier: EUPL-1.2
#include "bench/cli/places.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "bench/core/causes.h"

namespace banc {
namespace {

namespace fs = std::filesystem;

std::string from_environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

const Text kRoom{"vérifiez la place et les droits, ou donnez un autre dossier avec --data",
                 "check free space and permissions, or name another folder with --data"};

}  // namespace

std::string share_folder() {
    const auto given = from_environment("BANC_SHARE");
    return given.empty() ? BANC_SHARE_DIR : given;
}

std::string data_folder(const Call& call) {
    if (call.has("data")) return call.get("data");
    const auto state = from_environment("XDG_STATE_HOME");
    if (!state.empty()) return state + "/banc";
    return from_environment("HOME") + "/.local/state/banc";
}

std::string exam_folder(const Call& call, const std::string& exam) {
    std::error_code ignored;
    if (exam.find('/') != std::string::npos || fs::exists(exam, ignored)) return exam;
    return data_folder(call) + "/exams/" + exam;
}

Result<void> make_folder(const std::string& path) {
    std::error_code failed;
    fs::create_directories(path, failed);
    if (!failed) return {};
    return fail(Errc::environment,
                because(failed.value(),
                        text("le dossier {} n'a pu être créé", "folder {} can't be made", path)),
                kRoom);
}

Result<void> write_file(const std::string& path, std::string_view content) {
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out.write(content.data(), static_cast<std::streamsize>(content.size()));
    out.close();
    if (out) return {};
    return fail(Errc::environment, text("{} n'a pu être écrit", "{} can't be written", path),
                kRoom);
}

}  // namespace banc
