// SPDX-License-Identifier: EUPL-1.2
// `banc replay`: what the PC showed, when it showed it, as clean lines: what a candidate's PC sends
// must not command the examiner's terminal. `--raw` gives the bytes as they were.
#include <fmt/format.h>
#include <poll.h>

#include <charconv>
#include <cstdio>
#include <functional>
#include <optional>

#include "bench/cli/commands.h"
#include "bench/cli/console_story.h"
#include "bench/cli/dossier.h"
#include "bench/cli/places.h"
#include "drivers/console/asciicast.h"
#include "drivers/console/line_cleaner.h"

namespace banc {
namespace {

using namespace std::chrono_literals;
using Moment = ConsoleStory::Moment;
using Shown = ConsoleStory::Shown;
using Mark = ConsoleStory::Mark;

constexpr Nanos kPauseMax = 3s;  // nobody wants to watch a minute of nothing

void wait(Nanos span, int speed) {
    if (speed <= 0) return;
    const auto pause = std::min(span / speed, kPauseMax);
    poll(nullptr, 0, static_cast<int>(pause / 1ms));
}

// Lines as they grow: the unfinished one, a prompt, is shown too.
class CleanPage {
public:
    void show(const Moment& moment) {
        if (const auto* shown = std::get_if<Shown>(&moment.what))
            cleaner_.feed(shown->bytes, {moment.at, {}},
                          [this](const ConsoleLine& line) { show(line); });
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

using Output = std::function<void(const Moment&)>;

Output clean() {
    return [page = CleanPage()](const Moment& moment) mutable { page.show(moment); };
}

void show_raw(const Moment& moment) {
    const auto* shown = std::get_if<Shown>(&moment.what);
    if (shown == nullptr) return;
    std::fwrite(shown->bytes.data(), 1, shown->bytes.size(), stdout);
    std::fflush(stdout);
}

struct Pace {
    int speed = 1;  // 0: no waiting
    Nanos from{0};
    Output output;
};

void play(const ConsoleStory& story, const Pace& pace) {
    Nanos last = pace.from;
    for (const auto& moment : story.moments) {
        if (moment.at < pace.from) continue;
        if (last > Nanos{0}) wait(moment.at - last, pace.speed);
        last = moment.at;
        pace.output(moment);
    }
}

std::string as_cast(const ConsoleStory& story) {
    Asciicast cast(story.begin);
    for (const auto& moment : story.moments) {
        if (const auto* shown = std::get_if<Shown>(&moment.what))
            cast.output(shown->bytes, moment.at);
        else
            cast.marker(std::get<Mark>(moment.what).label, moment.at);
    }
    return cast.finish();
}

// Each line with the time of its last byte since the beginning; marks with their record's number.
std::string as_text(const ConsoleStory& story) {
    std::string out;
    LineCleaner cleaner;
    const auto line = [&](Nanos at, std::string_view words) {
        out += fmt::format("{:>8}  {}\n", clock_text(at - story.begin.since_boot), words);
    };
    for (const auto& moment : story.moments) {
        if (const auto* mark = std::get_if<Mark>(&moment.what)) {
            line(moment.at, fmt::format("-- {} ({})", mark->label, mark->record));
            continue;
        }
        cleaner.feed(std::get<Shown>(moment.what).bytes, {moment.at, {}},
                     [&](const ConsoleLine& shown) {
                         if (shown.state == LineState::finished)
                             line(shown.at.since_boot, shown.text);
                     });
    }
    const auto& rest = cleaner.unfinished();
    if (!rest.text.empty()) line(rest.at.since_boot, rest.text);
    return out;
}

Json as_json(const ConsoleStory& story) {
    Json out = Json::array();
    for (const auto& moment : story.moments)
        if (const auto* shown = std::get_if<Shown>(&moment.what))
            out.push_back({{"from_ns", moment.at.count()}, {"hex", hex(shown->bytes)}});
    return out;
}

Result<int> whole(const Call& call, std::string_view option, int otherwise) {
    int number = otherwise;
    const auto given = call.get(option, std::to_string(otherwise));
    const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), number);
    if (error == std::errc{} && end == given.data() + given.size() && number >= 0) return number;
    return fail(Errc::invalid, text("--{} « {} » : un entier est attendu",
                                    "--{} \"{}\": a whole number is expected", option, given));
}

// "12:30" or "1:02:30", as clock_text writes them. Unsigned: from_chars takes no sign then.
std::optional<Nanos> clock_of(std::string_view given) {
    std::chrono::seconds total{0};
    int parts = 0;
    for (bool more = true; more; ++parts) {
        const auto colon = std::min(given.find(':'), given.size());
        std::uint16_t part = 0;
        const auto* const last = given.data() + colon;
        const auto read = std::from_chars(given.data(), last, part);
        if (read.ec != std::errc{} || read.ptr != last || parts == 3) return {};
        if (parts > 0 && part > 59) return {};
        total = total * 60 + std::chrono::seconds(part);
        more = colon < given.size();
        given.remove_prefix(more ? colon + 1 : colon);
    }
    if (parts != 2 && parts != 3) return {};
    return total;
}

// Where to begin: a time since the exam was opened, or the number of a fact's record; else with
// what the console said first, which may be before.
Result<Nanos> beginning(const Call& call, const ConsoleStory& story) {
    if (!call.has("from")) return Nanos{0};
    const auto given = call.get("from");
    if (const auto clock = clock_of(given)) return story.begin.since_boot + *clock;
    for (const auto& moment : story.moments)
        if (const auto* mark = std::get_if<Mark>(&moment.what))
            if (std::to_string(mark->record) == given) return moment.at;
    return fail(Errc::invalid,
                text("--from « {} » : ni une heure ni un fait",
                     "--from \"{}\": no time and no fact", given),
                text("12:30, 1:02:30, ou le numéro d'un fait : banc replay --format text les donne",
                     "12:30, 1:02:30, or the number of a fact: banc replay --format text lists "
                     "them"));
}

int write_out(const Call& call, const std::string& content) {
    if (!call.has("out")) {
        fmt::print("{}", content);
        return kDone;
    }
    auto written = write_file(call.get("out"), content);
    return written ? kDone : complain(call, written.error());
}

int export_as(const Call& call, const ConsoleStory& story) {
    const auto format = call.get("format");
    if (format == "asciicast") return write_out(call, as_cast(story));
    if (format == "text") return write_out(call, as_text(story));
    return complain(call, Error{Errc::invalid,
                                text("format « {} » inconnu", "unknown format \"{}\"", format),
                                text("asciicast ou text", "asciicast or text"),
                                {}});
}

}  // namespace

int command_replay(const Call& call) {
    const auto speed = whole(call, "speed", 1);
    if (!speed) return complain(call, speed.error());
    const auto folder = exam_folder(call, call.arguments[0]);
    const auto journal = load_journal(folder);
    if (!journal) return complain(call, journal.error());
    const auto story = console_story(journal->records, folder, call.get("console"));
    if (!story) return complain(call, story.error());
    if (call.has("format")) return export_as(call, *story);
    const auto from = beginning(call, *story);
    if (!from) return complain(call, from.error());
    if (call.json)
        fmt::print("{}\n", as_json(*story).dump());
    else
        play(*story, {*speed, *from, call.has("raw") ? Output(show_raw) : clean()});
    return kDone;
}

}  // namespace banc
