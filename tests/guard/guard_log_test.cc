// SPDX-License-Identifier: EUPL-1.2
#include "bench/guard/guard_log.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "bench/core/manual_loop.h"
#include "tests/support/memory_logbook.h"

using namespace banc;
namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path = fs::temp_directory_path() / fmt::format("banc-guard-{}", ::getpid());
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
    [[nodiscard]] std::string file() const { return (path / "guard.jsonl").string(); }
};

Json gone() { return {{"what", "daemon"}, {"state", "gone"}}; }

}  // namespace

TEST_CASE("a guard that did nothing leaves no file", "[guard][log]") {
    const Folder folder;
    { GuardFile log(folder.path.string()); }
    CHECK_FALSE(fs::exists(folder.file()));
    CHECK(read_guard_log(folder.path.string()).empty());
}

TEST_CASE("entries are numbered from one guard to the next, also after a cut", "[guard][log]") {
    const Folder folder;
    const Instant at{Nanos{5}, WallTime{7}};
    CHECK(GuardFile(folder.path.string()).append(gone(), at) == 1);
    std::ofstream(folder.file(), std::ios::app) << "{\"what\":\"da";
    CHECK(read_guard_log(folder.path.string()).size() == 1);
    CHECK(GuardFile(folder.path.string()).append(gone(), at) == 2);
    const auto entries = read_guard_log(folder.path.string());
    REQUIRE(entries.size() == 2);
    CHECK(entries[1] ==
          Json{{"what", "daemon"}, {"state", "gone"}, {"n", 2}, {"at_ns", 5}, {"wall_ns", 7}});
    CHECK(fs::status(folder.file()).permissions() ==
          (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("a folder that can't be written stops no guard", "[guard][log]") {
    GuardFile log("/nowhere/at/all");
    CHECK(log.append(gone(), {}) == 0);
    log.sync();
}

TEST_CASE("the daemon that comes back journals each act of the guard once", "[guard][log]") {
    const Folder folder;
    ManualLoop loop;
    MemoryLogbook logbook(loop);
    const auto run = [&](Task<Result<void>> task) {
        task.start();
        loop.advance(std::chrono::seconds(1));
        REQUIRE(task.done());
        CHECK(task.take());
    };
    auto opened = logbook.append("opened", Json::object());
    opened.start();
    loop.advance(std::chrono::seconds(1));
    GuardFile log(folder.path.string());
    log.append(gone(), {});
    run(copy_guard_log(folder.path.string(), logbook));
    log.append({{"what", "end"}}, {});
    run(copy_guard_log(folder.path.string(), logbook));
    const auto copied = logbook.of("guard");
    REQUIRE(copied.size() == 2);
    CHECK(copied[0].body["state"] == "gone");
    CHECK(copied[1].body["n"] == 2);
}
