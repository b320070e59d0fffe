// SPDX-License-Identifier: EUPL-1.2
#include "bench/scenario/questions.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "bench/yaml/fields.h"

namespace banc {
namespace {

constexpr std::size_t kAny = 99;  // a path or a name may hold blanks

struct Verb {
    std::string_view name;
    std::size_t least;
    std::size_t most;
    std::string_view keys;  // of its rows, with blanks between
};
constexpr std::string_view kLink =
    "name carrier operstate speed_mbps duplex mac driver rx_errors tx_errors";
constexpr std::array<Verb, 32> kVerbs{{
    {"hello", 0, 0, "up version boot_id uptime_s verbs"},
    {"clock", 0, 0, "epoch_s zone rtc_epoch_s drift_s rtc_drift_s"},
    {"system", 0, 0, "name version kernel hostname firmware secure_boot maker model serial domain"},
    {"cpu", 0, 0, "model cores threads"},
    {"memory", 0, 0, "total_kb slot size_kb maker part serial speed_mts"},
    {"disks", 0, kAny, "name serial model size_bytes rotational transport removable"},
    {"volumes", 0, kAny, "name size_bytes table fstype label uuid"},
    {"mounts", 0, kAny, "point device fstype size_kb free_kb options"},
    {"nics", 0, kAny, kLink},
    {"link", 1, 1, kLink},
    {"addresses", 0, 1, "name address"},
    {"routes", 0, 1, "to via name"},
    {"resolvers", 0, 1, "server"},
    {"hosts", 0, 1, "name address"},
    {"resolve", 1, 1, "status address"},
    {"ping", 1, 1, "status"},
    {"page", 1, 1, "status title"},
    {"usb", 0, 1, "port vendor product serial name classes"},
    {"devices", 0, 1, "address class vendor device driver name problem"},
    {"services", 0, kAny, "name state start"},
    {"accounts", 0, kAny, "login uid groups shell locked password"},
    {"tasks", 0, kAny, "command user when"},
    {"package", 1, 1, "name installed version"},
    {"events", 1, 1, "time_s unit level text"},
    {"hash", 1, kAny, "status sha256"},
    {"file", 1, kAny, "status kind mode owner group writers size_bytes mtime_s"},
    {"sectors", 3, 3, "status sha256 blank"},
    {"printers", 0, kAny, "name state uri jobs"},
    {"shares", 0, kAny, "name path read_only guest users"},
    {"arrays", 0, kAny, "name level disks state degraded action"},
    {"sensors", 0, kAny, "name chip rpm celsius"},
    {"batteries", 0, kAny, "name type online status percent"},
}};

// What the bench reads itself: drivers/transport/usb_bus.h, bench/observe/smart_facts.h.
struct Instrument {
    std::string_view name;
    std::string_view keys;
};
constexpr std::array<Instrument, 3> kInstruments{{
    {"usb", "port vendor product serial name"},
    {"disk",
     "serial model firmware status hours celsius reallocated pending selftest selftest_kind"},
    {"input", "contact"},
}};

std::string_view verb_of(std::string_view question) {
    return question.substr(0, question.find(' '));
}

std::vector<std::string> words_of(std::string_view line) {
    std::vector<std::string> words;
    for (std::size_t from = 0; from < line.size();) {
        const auto end = std::min(line.find(' ', from), line.size());
        words.emplace_back(line.substr(from, end - from));
        from = end + 1;
    }
    return words;
}

// "/srv/a", on Windows "C:\a"; what stands for a value is known when it is drawn.
bool is_path(std::string_view path) {
    const bool of_windows = path.size() > 2 && path.substr(1, 2) == ":\\";
    return path.starts_with('/') || path.starts_with("${") || of_windows;
}

Result<void> check_path(std::string_view question) {
    const auto verb = verb_of(question);
    if (verb != "hash" && verb != "file") return {};
    const auto path = question.substr(verb.size() + 1);
    if (is_path(path)) return {};
    return fail(Errc::invalid,
                text("« {} » n'est pas un chemin absolu", "\"{}\" is no absolute path", path),
                {"écrivez-le en entier, par exemple /home/client/photos.txt",
                 "write all of it, for example /home/client/photos.txt"});
}

}  // namespace

Rows answered(std::string_view question) {
    const auto name = verb_of(question);
    const auto verb = std::ranges::find(kVerbs, name, &Verb::name);
    return {std::string(name),
            verb == kVerbs.end() ? std::vector<std::string>{} : words_of(verb->keys)};
}

Rows seen_by_the_bench(std::string_view instrument) {
    const auto* found = std::ranges::find(kInstruments, instrument, &Instrument::name);
    assert(found != kInstruments.end());
    return {std::string(instrument), words_of(found->keys)};
}

Result<void> check_question(std::string_view question) {
    const auto name = verb_of(question);
    const auto verb = std::ranges::find(kVerbs, name, &Verb::name);
    if (verb == kVerbs.end()) {
        std::vector<std::string> known;
        for (const auto& one : kVerbs) known.emplace_back(one.name);
        return fail(Errc::invalid,
                    text("l'agent ne connaît pas « {} »", "the agent knows no \"{}\"", name),
                    suggest(name, known));
    }
    const auto words = static_cast<std::size_t>(std::ranges::count(question, ' '));
    if (words >= verb->least && words <= verb->most) return check_path(question);
    if (verb->most == 0)
        return fail(Errc::invalid, text("« {} » se demande seul", "\"{}\" is asked alone", name),
                    text("retirez ce qui suit", "remove what follows"));
    return fail(Errc::invalid,
                text("« {} » demande {} mot(s) après lui", "\"{}\" asks for {} word(s) after it",
                     name, verb->least == 0 ? verb->most : verb->least),
                text("voir drivers/agent/PROTOCOL.md", "see drivers/agent/PROTOCOL.md"));
}

}  // namespace banc
