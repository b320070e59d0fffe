// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/hub_store.h"

#include <filesystem>

#include "bench/core/replace_file.h"
#include "bench/yaml/read.h"

namespace banc {
namespace {

namespace fs = std::filesystem;

}  // namespace

Result<void> store_qualification(const std::string& data_folder, const Qualification& measured) {
    const auto content = format_qualification(measured);
    if (!content) return tl::unexpected<Error>(content.error());
    const auto readable = parse_qualification(*content, measured.model);
    if (!readable) return tl::unexpected<Error>(readable.error().front());
    const std::string path = fs::path(data_folder) / qualification_file(measured.model);
    return replace_file(path, *content + "\n");
}

Checked<std::optional<Qualification>> load_qualification(const std::string& data_folder,
                                                         const HubModel& model) {
    const std::string path = fs::path(data_folder) / qualification_file(model);
    std::error_code failed;
    const auto there = fs::status(path, failed);
    if (there.type() == fs::file_type::not_found) return std::optional<Qualification>();
    const auto written = read_text_file(path);
    if (!written) return tl::unexpected<Errors>(Errors{written.error()});
    auto measured = parse_qualification(*written, model);
    if (measured) return std::optional(std::move(*measured));
    for (auto& error : measured.error()) error.place.file = path;
    return tl::unexpected<Errors>(std::move(measured.error()));
}

}  // namespace banc
