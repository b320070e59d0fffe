// SPDX-License-Identifier: EUPL-1.2
#include "tests/transport/foreign.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>

namespace banc {
namespace {

std::string all_from(int fd) {
    std::string said;
    std::array<char, 512> some{};
    for (auto got = ::read(fd, some.data(), some.size()); got > 0;
         got = ::read(fd, some.data(), some.size()))
        said.append(some.data(), static_cast<std::size_t>(got));
    return said;
}

}  // namespace

// posix_spawn and not QProcess: the thread sanitizer does not follow a fork.
Ended run_on_bus(std::vector<std::string> command) {
    command.insert(command.begin(), {"env", "LD_PRELOAD=libumockdev-preload.so.0"});
    std::vector<char*> argv;
    for (auto& argument : command) argv.push_back(argument.data());
    argv.push_back(nullptr);
    std::array<int, 2> pipe{};
    REQUIRE(::pipe2(pipe.data(), O_CLOEXEC) == 0);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, pipe[1], STDERR_FILENO);
    pid_t child = 0;
    REQUIRE(posix_spawnp(&child, "env", &actions, nullptr, argv.data(), environ) == 0);
    posix_spawn_file_actions_destroy(&actions);
    ::close(pipe[1]);
    Ended ended{-1, all_from(pipe[0])};
    ::close(pipe[0]);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    if (WIFEXITED(status)) ended.code = WEXITSTATUS(status);
    return ended;
}

}  // namespace banc
