// SPDX-License-Identifier: EUPL-1.2
#include "bench/scenario/questions.h"

#include <algorithm>
#include <array>

#include "bench/yaml/fields.h"

namespace banc {
namespace {

constexpr std::size_t kAny = 99;  // a path or a name may hold blanks

struct Verb {
    std::string_view name;
    std::size_t least;
    std::size_t most;
};
constexpr std::array<Verb, 29> kVerbs{{
    {"hello", 0, 0},        {"clock", 0, 0},       {"system", 0, 0},      {"cpu", 0, 0},
    {"memory", 0, 0},       {"disks", 0, kAny},    {"volumes", 0, kAny},  {"mounts", 0, kAny},
    {"nics", 0, kAny},      {"link", 1, 1},        {"addresses", 0, 1},   {"routes", 0, 1},
    {"resolvers", 0, 1},    {"resolve", 1, 1},     {"ping", 1, 1},        {"usb", 0, 1},
    {"devices", 0, 1},      {"services", 0, kAny}, {"accounts", 0, kAny}, {"package", 1, 1},
    {"events", 1, 1},       {"hash", 1, kAny},     {"file", 1, kAny},     {"sectors", 3, 3},
    {"printers", 0, kAny},  {"shares", 0, kAny},   {"arrays", 0, kAny},   {"sensors", 0, kAny},
    {"batteries", 0, kAny},
}};

}  // namespace

Result<void> check_question(std::string_view question) {
    const auto name = question.substr(0, question.find(' '));
    const auto verb = std::ranges::find(kVerbs, name, &Verb::name);
    if (verb == kVerbs.end()) {
        std::vector<std::string> known;
        for (const auto& one : kVerbs) known.emplace_back(one.name);
        return fail(Errc::invalid,
                    text("l'agent ne connaît pas « {} »", "the agent knows no \"{}\"", name),
                    suggest(name, known));
    }
    const auto words = static_cast<std::size_t>(std::ranges::count(question, ' '));
    if (words >= verb->least && words <= verb->most) return {};
    if (verb->most == 0)
        return fail(Errc::invalid, text("« {} » se demande seul", "\"{}\" is asked alone", name),
                    text("retirez ce qui suit", "remove what follows"));
    return fail(Errc::invalid,
                text("« {} » demande {} mot(s) après lui", "\"{}\" asks for {} word(s) after it",
                     name, verb->least == 0 ? verb->most : verb->least),
                text("voir drivers/agent/PROTOCOL.md", "see drivers/agent/PROTOCOL.md"));
}

}  // namespace banc
