// SPDX-License-Identifier: EUPL-1.2
// `banc replay`: what the PC showed, when it showed it, as clean lines: what a candidate's PC sends
// must not command the examiner's terminal. `--raw` gives the bytes as they were.
#include <fmt/format.h>
#include <poll.h>

#include <charconv>
#include <cstdio>
#include <functional>

#include "bench/cli/commands.h"
#include "bench/cli/dossier.h"
#include "bench/cli/places.h"
#include "drivers/console/line_cleaner.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kPauseMax = 3s;  // nobody wants to watch a minute of nothing

struct Block {
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    Nanos from{0};
};

std::vector<Block> blocks_of(const std::vector<Record>& records, std::string& console) {
    std::vector<Block> blocks;
    for (const auto& record : records) {
        if (record.kind != "console") continue;
        const auto name = record.body.value("console", "");
        if (console.empty()) console = name;
        if (name == console)
            blocks.push_back({record.body.value("offset", std::uint64_t{0}),
                              record.body.value("length", std::uint64_t{0}),
                              Nanos{record.body.value("from_ns", std::int64_t{0})}});
    }
    return blocks;
}

void wait(Nanos span, int speed) {
    if (speed <= 0) return;
    const auto pause = std::min(span / speed, kPauseMax);
    poll(nullptr, 0, static_cast<int>(pause / 1ms));
}

// Lines as they grow: the unfinished one, a prompt, is shown too.
class CleanPage {
public:
    void show(ByteView bytes, Instant at) {
        cleaner_.feed(bytes, at, [this](const ConsoleLine& line) { show(line); });
        std::fflush(stdout);
    }

private:
    void show(const ConsoleLine& line) {
        const bool rewritten = !line.text.starts_with(shown_);  // a progress bar
        if (rewritten) fmt::print("\n");
        fmt::print("{}", rewritten ? line.text : line.text.substr(shown_.size()));
        shown_ = line.text;
        if (line.state == LineState::unfinished) return;
        fmt::print("\n");
        shown_.clear();
    }

    LineCleaner cleaner_;
    std::string shown_;
};

using Output = std::function<void(ByteView, Instant)>;

Output clean() {
    return [page = CleanPage()](ByteView bytes, Instant at) mutable { page.show(bytes, at); };
}

void show_raw(ByteView bytes, Instant) {
    std::fwrite(bytes.data(), 1, bytes.size(), stdout);
    std::fflush(stdout);
}

struct Pace {
    int speed = 1;  // 0: no waiting
    Output output;
};

void show(ByteView bytes, const std::vector<Block>& blocks, const Pace& pace) {
    Nanos last = blocks.empty() ? Nanos{0} : blocks.front().from;
    for (const auto& block : blocks) {
        wait(block.from - last, pace.speed);
        last = block.from;
        if (block.offset + block.length > bytes.size()) break;
        pace.output(bytes.subspan(block.offset, block.length), {block.from, {}});
    }
}

Json as_json(ByteView bytes, const std::vector<Block>& blocks) {
    Json out = Json::array();
    for (const auto& block : blocks)
        if (block.offset + block.length <= bytes.size())
            out.push_back({{"from_ns", block.from.count()},
                           {"hex", hex(bytes.subspan(block.offset, block.length))}});
    return out;
}

}  // namespace

int command_replay(const Call& call) {
    int speed = 1;
    const auto given = call.get("speed", "1");
    const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), speed);
    if (error != std::errc{} || end != given.data() + given.size() || speed < 0)
        return complain(call, Error{Errc::invalid,
                                    text("vitesse « {} » : un entier est attendu",
                                         "speed \"{}\": a whole number is expected", given),
                                    {},
                                    {}});
    const auto folder = exam_folder(call, call.arguments[0]);
    const auto loaded = load_dossier(folder);
    if (!loaded) return complain(call, loaded.error());
    std::string console = call.get("console");
    const auto blocks = blocks_of(loaded->journal.records, console);
    if (blocks.empty())
        return complain(call, Error{Errc::invalid,
                                    text("rien n'a été enregistré sur la console « {} »",
                                         "nothing was recorded on console \"{}\"", console),
                                    {},
                                    {folder, 0, 0}});
    const auto bytes = real_folder(folder)->read("console/" + console + ".raw", 0,
                                                 blocks.back().offset + blocks.back().length);
    if (!bytes) return complain(call, bytes.error());
    if (call.json)
        fmt::print("{}\n", as_json(*bytes, blocks).dump());
    else
        show(*bytes, blocks, {speed, call.has("raw") ? Output(show_raw) : clean()});
    return kDone;
}

}  // namespace banc
