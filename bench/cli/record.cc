// SPDX-License-Identifier: EUPL-1.2
// `banc record`: consoles recorded without an exam, until Ctrl-C.
#include <fmt/format.h>
#include <unistd.h>

#include <QCoreApplication>
#include <charconv>
#include <cstdio>
#include <iterator>
#include <set>

#include "bench/cli/commands.h"
#include "bench/cli/interrupt.h"
#include "bench/cli/places.h"
#include "bench/record/recorder.h"
#include "bench/yaml/read.h"
#include "drivers/transport/qt_loop.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

// "/dev/pts/3" is recorded in pts-3.raw, "pc=/dev/ttyUSB0" in pc.raw.
std::string file_of(std::string name) {
    if (name.starts_with("/dev/")) name.erase(0, 5);
    name.erase(0, name.find_first_not_of("/."));
    for (auto& c : name) {
        const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '_';
        if (!plain) c = '-';
    }
    return name;
}

ConsoleSource source_of(const std::string& word, const TtySettings& settings) {
    const auto equals = word.find('=');
    const bool named = equals != std::string::npos && word.find('/') > equals;
    const auto name = named ? word.substr(0, equals) : word;
    return {name, named ? word.substr(equals + 1) : word, file_of(name), settings};
}

Result<TtySettings> settings_of(const Call& call) {
    TtySettings settings;
    const auto baud = call.get("baud", "115200");
    const auto [end, wrong] =
        std::from_chars(baud.data(), baud.data() + baud.size(), settings.baud);
    if (wrong != std::errc{} || end != baud.data() + baud.size())
        return fail(Errc::invalid, text("vitesse impossible : {}", "impossible speed: {}", baud));
    auto framed = set_framing(settings, call.get("framing", "8N1"));
    if (!framed) return tl::unexpected<Error>(std::move(framed.error()));
    auto flow = set_flow(settings, call.get("flow", "none"));
    if (!flow) return tl::unexpected<Error>(std::move(flow.error()));
    return settings;
}

Checked<std::vector<NamedPattern>> patterns_of(const Call& call) {
    if (!call.has("patterns")) return {};
    const auto path = call.get("patterns");
    const auto content = read_text_file(path);
    if (!content) return tl::unexpected<Errors>(Errors{content.error()});
    if (content->size() > kPatternFileMax)
        return tl::unexpected<Errors>(
            Errors{{Errc::invalid,
                    text("fichier de motifs de plus de 1 Mio", "pattern file above 1 MiB"),
                    text("est-ce le bon fichier ?", "is it the right file?"),
                    {path, 0, 0}}});
    return parse_patterns(path, *content);
}

Checked<RecordOptions> options_of(const Call& call) {
    RecordOptions options{call.get("log"), {}, {}};
    Errors errors;
    if (options.folder.empty())
        errors.push_back({Errc::invalid,
                          text("--log manque", "--log is missing"),
                          text("donnez un dossier", "name a folder"),
                          {}});
    auto settings = settings_of(call);
    if (!settings) errors.push_back(std::move(settings.error()));
    auto patterns = patterns_of(call);
    if (!patterns) std::ranges::move(patterns.error(), std::back_inserter(errors));
    std::set<std::string> files;
    for (const auto& word : call.arguments) {
        options.sources.push_back(source_of(word, settings.value_or(TtySettings{})));
        const auto& file = options.sources.back().file;
        if (file.empty() || !files.insert(file).second)
            errors.push_back({Errc::invalid,
                              text("{} : le nom « {} » est vide ou déjà pris",
                                   "{}: name \"{}\" is empty or taken", word, file),
                              text("écrivez NOM=TTY", "write NAME=TTY"),
                              {}});
    }
    if (!errors.empty()) return tl::unexpected<Errors>(std::move(errors));
    options.patterns = std::move(*patterns);
    return options;
}

// Not fmt::print, which throws: whoever read this may be gone, and the recording goes on.
void tell(const std::string& words) { std::fputs(words.c_str(), stderr); }

// One line on a terminal that is rewritten each second.
class Progress {
public:
    Progress(Loop& loop, const Recorder& recorder, Lang lang)
        : loop_(loop), recorder_(recorder), lang_(lang) {
        if (isatty(STDERR_FILENO) == 1) show();
    }
    ~Progress() {
        if (next_) tell("\n");
    }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

private:
    void show() {
        const auto counts = recorder_.counts();
        const auto words = text("{:.1f} Mo, {} faits, {} consoles absentes",
                                "{:.1f} MB, {} facts, {} consoles gone",
                                static_cast<double>(counts.bytes) / 1e6, counts.facts, counts.gone);
        tell("\r" + words.in(lang_) + "\x1b[K");
        next_ = loop_.after(1s, [this] { show(); });
    }

    Loop& loop_;
    const Recorder& recorder_;
    Lang lang_;
    TimerPtr next_;
};

Error unread(const Call& call, std::uint64_t facts) {
    return {Errc::environment,
            text("{} faits que personne n'a lus", "{} facts nobody read", facts),
            text("les octets sont dans {}", "the bytes are in {}", call.get("log")),
            {}};
}

}  // namespace

int command_record(const Call& call) {
    auto options = options_of(call);
    if (!options) return complain(call, options.error());
    if (auto made = make_folder(options->folder); !made) return complain(call, made.error());
    QtLoop loop;
    FactLines facts(STDOUT_FILENO, [&call](const Error& why) {
        if (isatty(STDERR_FILENO) == 1) tell("\n");  // below Progress
        complain(call, why);
    });
    Result<void> end;
    const Interrupt interrupt([] { QCoreApplication::quit(); });
    auto recorder = Recorder::start(loop, std::move(*options), facts);
    if (!recorder) return complain(call, recorder.error());
    const auto begins =
        text("{} consoles enregistrées dans {} ; Ctrl-C pour finir",
             "{} consoles recorded in {}; Ctrl-C ends", call.arguments.size(), call.get("log"));
    tell(begins.in(call.lang) + "\n");
    (*recorder)->on_end([&end](Result<void> why) {
        end = std::move(why);
        QCoreApplication::quit();
    });
    {
        const Progress progress(loop, **recorder, call.lang);
        QCoreApplication::exec();
    }
    Errors wrong;
    if (auto finished = (*recorder)->finish(); !finished)
        wrong.push_back(std::move(finished.error()));
    else if (!end)
        wrong.push_back(std::move(end.error()));
    if (facts.dropped() > 0) wrong.push_back(unread(call, facts.dropped()));
    return wrong.empty() ? kDone : complain(call, wrong);
}

}  // namespace banc
