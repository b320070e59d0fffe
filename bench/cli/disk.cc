// SPDX-License-Identifier: EUPL-1.2
// `banc disk show`: how a disk is, or was when somebody kept a reading of it.
#include <fmt/format.h>

#include <filesystem>

#include "bench/cli/commands.h"
#include "bench/cli/run_task.h"
#include "bench/cli/show_disk.h"
#include "drivers/transport/qt_loop.h"
#include "drivers/transport/smart_worker.h"

namespace banc {
namespace {

Result<SmartBlob> ask_disk(const std::string& device, Wake wake) {
    QtLoop loop;
    auto worker = SmartWorker::start(loop);
    if (!worker) return tl::unexpected<Error>(std::move(worker.error()));
    return run_task((*worker)->sample({device, wake}));
}

Result<SmartBlob> read_either(const std::string& path, Wake wake) {
    std::error_code failed;
    const auto what = std::filesystem::status(path, failed);
    const bool device =
        std::filesystem::is_block_file(what) || std::filesystem::is_character_file(what);
    return device ? ask_disk(path, wake) : load_smart_file(path);
}

}  // namespace

int command_disk_show(const Call& call) {
    const auto pages = read_either(call.arguments[0], call.has("wake") ? Wake::yes : Wake::no);
    if (!pages) return complain(call, pages.error());
    const auto health = health_of(*pages);
    if (call.json)
        fmt::print("{}\n", to_json(health).dump());
    else
        print_disk(health, call.lang);
    return kDone;
}

}  // namespace banc
