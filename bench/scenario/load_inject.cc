// SPDX-License-Identifier: EUPL-1.2
// `inject`: what is broken, by a contact, by the bench at a shell, or by a person's hands.
#include <algorithm>

#include "bench/scenario/admission.h"
#include "bench/scenario/pieces.h"

namespace banc {
namespace {

// The bench waits 20 s for each, while a candidate waits for the bench.
constexpr std::size_t kCommandsMax = 20;
// A shell's line editor takes 1024 bytes (busybox), and the bench adds its marks
// and three more for each quote.
constexpr std::size_t kCommandBytesMax = 800;

OpenLine read_open(const Node& line, const Reading& reading) {
    OpenLine open;
    open.line = as_text(line, reading.errors);
    const auto* config = reading.bench == nullptr ? nullptr : reading.bench->line(open.line);
    if (reading.bench != nullptr && config == nullptr) {
        std::vector<std::string> lines;
        for (const auto& known : reading.bench->lines) lines.push_back(known.name);
        blame(reading.errors, line.place,
              text("ligne inconnue « {} » sur ce banc", "unknown line \"{}\" on this bench",
                   open.line),
              suggest(open.line, lines));
    } else if (config != nullptr && config->energises) {
        refuse(reading.errors, line.place,
               text("« {} » alimente le PC : aucun scénario ne la commande",
                    "\"{}\" powers the PC: no scenario may switch it", open.line),
               text("seule une personne présente la rétablit",
                    "only a person present restores it"));
    }
    return open;
}

// Long enough for every UART, short enough for who waits.
constexpr Nanos kBreakLeast = std::chrono::milliseconds(10);
constexpr Nanos kBreakMost = std::chrono::seconds(3);
constexpr Nanos kSysrqBreak = std::chrono::milliseconds(250);

// Linux, Documentation/admin-guide/sysrq.rst. The first only show something or save it; the others
// stop programs, cut the disks off or restart the PC, and with them what the candidate would see.
constexpr std::string_view kSysrqShows = "0123456789dhlmpqstwz";
constexpr std::string_view kSysrqDestroys = "bcefijknoru";

Nanos as_break(const Node& node, Errors& errors) {
    const auto before = errors.size();
    const Nanos span = as_duration(node, errors);
    if (errors.size() == before && (span < kBreakLeast || span > kBreakMost))
        blame(errors, node.place, text("BREAK de « {} »", "BREAK of \"{}\"", node.text),
              text("de 10ms à 3s", "from 10ms to 3s"));
    return span;
}

std::string as_sysrq(const Node& node, Fields& step) {
    auto letter = as_text(node, step.errors());
    const auto one_of = [&](std::string_view letters) {
        return letter.size() == 1 && letters.find(letter) != letters.npos;
    };
    const auto why = step.get_or("why", std::string{}, as_text);
    if (one_of(kSysrqDestroys) && why.empty())
        refuse(step.errors(), node.place,
               text("SysRq {} détruit des traces que le candidat devrait voir",
                    "SysRq {} destroys traces the candidate should see", letter),
               text("dites pourquoi il le faut : « why: … »", "say why it must be: \"why: …\""));
    else if (!one_of(kSysrqDestroys) && !one_of(kSysrqShows))
        blame(step.errors(), node.place,
              text("SysRq « {} » inconnue", "unknown SysRq \"{}\"", letter),
              text("montrent : {} ; détruisent : {}", "show: {}; destroy: {}", kSysrqShows,
                   kSysrqDestroys));
    return letter;
}

// One command a line.
std::string as_commands(const Node& node, Errors& errors) {
    auto typed = as_text(node, errors);
    const auto commands = commands_of(typed);
    if (commands.size() > kCommandsMax)
        blame(errors, node.place,
              text("{} commandes de suite", "{} commands in a row", commands.size()),
              text("{} au plus ; le reste dans un script de l'image du PC",
                   "{} at most; the rest goes into a script on the PC's image", kCommandsMax));
    for (const auto& command : commands) {
        const bool control = std::ranges::any_of(command, [](char c) {
            return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
        });
        const auto quotes = static_cast<std::size_t>(std::ranges::count(command, '\''));
        if (!control && command.size() + 3 * quotes <= kCommandBytesMax) continue;
        blame(errors, node.place,
              text("commande trop longue, ou qui tient un caractère de contrôle",
                   "a command that is too long, or holds a control character"),
              text("une commande par ligne, {} octets au plus",
                   "one command a line, {} bytes at most", kCommandBytesMax));
    }
    return typed;
}

ConsoleStep on_console(Fields& fields) {
    ConsoleStep step;
    step.console = fields.get_or("of", std::string("pc"), as_text) + ".console";
    return step;
}

// A BREAK undoes nothing by itself: one for the reset is a step of its own.
void say_when(Fields& fields, ConsoleStep& step, std::string words) {
    (fields.word("at") == "reset" ? step.undo : step.run) = std::move(words);
}

ConsoleStep read_sysrq(const Node& node, Errors& errors) {
    Fields fields(node, errors, grammar::sysrq());
    auto step = on_console(fields);
    step.break_for = kSysrqBreak;
    step.sysrq = as_sysrq(*node.find("sysrq"), fields);
    say_when(fields, step, "SysRq " + step.sysrq);
    return step;
}

ConsoleStep read_break(const Node& node, Errors& errors) {
    Fields fields(node, errors, grammar::console_break());
    auto step = on_console(fields);
    step.break_for = fields.get("break", as_break);
    say_when(fields, step,
             fmt::format("BREAK {} ms", step.break_for / std::chrono::milliseconds(1)));
    return step;
}

ConsoleStep read_console(const Node& node, Errors& errors) {
    if (node.find("sysrq") != nullptr) return read_sysrq(node, errors);
    if (node.find("break") != nullptr) return read_break(node, errors);
    Fields fields(node, errors, grammar::console());
    auto step = on_console(fields);
    step.run = fields.get("run", as_commands);
    step.undo = fields.get("undo", as_commands);
    return step;
}

void check_part(const Node& node, const Reading& reading) {
    if (reading.bench == nullptr || node.text.empty()) return;
    if (by_people_alone(reading.scenario)) return;  // on a PC that no bench holds
    const auto& parts = reading.bench->prepared;
    if (reading.bench->prepares(node.text)) return;
    blame(reading.errors, node.place,
          text("« {} » ne se prépare pas à la main sur ce banc",
               "\"{}\" is not prepared by hand on this bench", node.text),
          parts.empty() ? text("nommez-la sous « prepared » de bench.yaml",
                               "name it under \"prepared\" of bench.yaml")
                        : suggest(node.text, parts));
}

Preparation read_preparation(const Node& node, const Reading& reading) {
    Fields fields(node, reading.errors, grammar::preparation());
    Preparation work;
    if (const auto* part = fields.need("part")) {
        work.part = as_text(*part, reading.errors);
        check_part(*part, reading);
    }
    work.words = fields.get("do", as_text);
    work.undo = fields.get("undo", as_text);
    const auto* list = fields.need("checklist");
    if (list == nullptr) return work;
    work.checklist = as_texts(*list, reading.errors);
    if (list->kind == Node::Kind::list && list->items.empty())
        blame(reading.errors, list->place, text("rien à cocher", "nothing to tick"),
              text("écrivez ce que la personne vérifie avant de dire que c'est fait",
                   "write what the person checks before saying that it is done"));
    return work;
}

InjectStep read_step(const Node& node, const Reading& reading) {
    Fields fields(node, reading.errors, grammar::injection());
    InjectStep step;
    step.place = node.place;
    const auto* open = fields.find("open");
    const auto* console = fields.find("console");
    const auto* prepare = fields.find("prepare");
    if (open != nullptr) step.open = read_open(*open, reading);
    if (console != nullptr) step.console = read_console(*console, reading.errors);
    if (prepare != nullptr) step.prepare = read_preparation(*prepare, reading);
    if (int{open != nullptr} + int{console != nullptr} + int{prepare != nullptr} != 1)
        blame(reading.errors, node.place,
              text("une étape est soit « open », soit « console », soit « prepare »",
                   "a step is either \"open\", \"console\" or \"prepare\""),
              text("une étape par tiret", "one step a dash"));
    const auto* off = fields.find("while");
    if (off == nullptr) return step;
    const auto during = fields.word("while") == "pc-off" ? While::pc_off : While::any;
    if (step.open) step.open->during = during;
    if (step.prepare) step.prepare->during = during;
    if (step.console)
        blame(reading.errors, off->place,
              text("rien ne se tape sur un PC éteint", "nothing is typed on a PC that is off"),
              text("retirez « while »", "remove \"while\""));
    return step;
}

std::string broken_by(const InjectStep& step) {
    if (step.open) return step.open->line;
    return step.prepare ? step.prepare->part : "";
}

}  // namespace

void read_inject(const Node& node, Reading& reading) {
    for (const auto& item : as_list(node, reading.errors)) {
        auto step = read_step(item, reading);
        const auto part = broken_by(step);
        for (const auto& before : reading.scenario.inject)
            if (!part.empty() && part == broken_by(before))
                blame(reading.errors, item.place,
                      text("« {} » en panne deux fois", "\"{}\" broken twice", part),
                      text("gardez une seule étape", "keep one step only"));
        reading.scenario.inject.push_back(std::move(step));
    }
    if (reading.scenario.inject.empty())
        blame(reading.errors, node.place, text("aucune panne à introduire", "no fault to inject"),
              text("par exemple : - open: pc.nic0.pair", "for example: - open: pc.nic0.pair"));
}

}  // namespace banc
