// SPDX-License-Identifier: EUPL-1.2
// Puts a fault in and takes it out again: intent on disk, act, outcome on disk (design.md §2.5).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "bench/inject/line_switch.h"
#include "bench/journal/logbook.h"
#include "bench/observe/console_watch.h"
#include "bench/observe/line_watch.h"
#include "bench/scenario/scenario.h"

namespace banc {

class Dialogue;

// What a person does when the bench can't undo what it typed.
inline Text by_hand(const std::string& undo) {
    return text("tapez vous-même sur le PC : {}", "type it on the PC yourself: {}",
                fmt::format("{}", fmt::join(commands_of(undo), " ; ")));
}
// … and with what a person broke.
inline Text put_back_words(const std::string& part, const std::string& undo) {
    return text("{} a été préparé à la main : {}", "{} was prepared by hand: {}", part, undo);
}

using Secrets = std::map<std::string, std::string>;  // credential name -> password

class Injector {
public:
    // What an injection acts through. All of it outlives the injector.
    struct Means {
        Loop& loop;
        Logbook& logbook;
        LineSwitch& lines;
        LineWatch& watch;
        ConsoleWatches& consoles;
        const Secrets& secrets;
    };
    explicit Injector(Means means);

    // A line or a console; what a person breaks is asked by the exam.
    Task<Result<void>> inject(InjectStep step);
    // Every step that is in, last first. Goes on after a failure and answers the first one; what
    // failed stays in, for another try.
    Task<Result<void>> undo_all();
    // Lines only, for a bench that must be healthy at once.
    Task<Result<void>> release_lines();
    // What was typed into the PC and still is, for the person who must undo it. Empty: nothing.
    [[nodiscard]] std::string typed() const;
    // A line of the scenario may move only while the PC is off.
    [[nodiscard]] bool needs_power_off() const;

private:
    Task<Result<void>> move(std::string line, Position to, std::string purpose);
    Task<Result<void>> type(ConsoleStep step, std::string command, std::string purpose);
    // A BREAK and the letter after it.
    Task<Result<void>> interrupt(ConsoleWatch& console, ConsoleStep step);
    Task<Result<void>> converse(ConsoleWatch& console, std::string commands, std::string purpose);
    Task<Result<void>> type_each(Dialogue& dialogue, std::string commands, std::string purpose);
    Task<Result<void>> undo(InjectStep step);
    Task<void> rest();

    Means by_;
    std::vector<InjectStep> begun_;
    std::map<std::string, Running> limits_;  // lines on their way to rest: their time was over
};

}  // namespace banc
