// SPDX-License-Identifier: EUPL-1.2
// `inject`: what is broken, by a contact or by the bench at a shell.
#include "bench/scenario/pieces.h"

namespace banc {
namespace {

OpenLine read_open(Fields& fields, const Node& line, const Reading& reading) {
    OpenLine open;
    open.line = as_text(line, reading.errors);
    const auto during =
        fields.get_or("while", std::string{}, as_one_of, std::vector<std::string>{"pc-off"});
    open.during = during == "pc-off" ? While::pc_off : While::any;
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

ConsoleStep read_console(const Node& node, Errors& errors) {
    Fields fields(node, errors);
    ConsoleStep step;
    step.console = fields.get_or("of", std::string("pc"), as_text) + ".console";
    const auto* sysrq = fields.find("sysrq");
    const auto* only_break = fields.find("break");
    if (sysrq != nullptr) {
        step.break_for = kSysrqBreak;
        step.sysrq = as_sysrq(*sysrq, fields);
        step.run = "SysRq " + step.sysrq;
    } else if (only_break != nullptr) {
        step.break_for = as_break(*only_break, errors);
        step.run = fmt::format("BREAK {} ms", step.break_for / std::chrono::milliseconds(1));
    } else {
        step.run = fields.get("run", as_text);
        step.undo = fields.get("undo", as_text);
    }
    return step;
}

InjectStep read_step(const Node& node, const Reading& reading) {
    Fields fields(node, reading.errors);
    InjectStep step;
    step.place = node.place;
    const auto* open = fields.find("open");
    const auto* console = fields.find("console");
    if (open != nullptr) step.open = read_open(fields, *open, reading);
    if (console != nullptr) step.console = read_console(*console, reading.errors);
    if ((open == nullptr) == (console == nullptr))
        blame(reading.errors, node.place,
              text("une étape est soit « open », soit « console »",
                   "a step is either \"open\" or \"console\""));
    return step;
}

}  // namespace

void read_inject(const Node& node, Reading& reading) {
    for (const auto& item : as_list(node, reading.errors)) {
        auto step = read_step(item, reading);
        for (const auto& before : reading.scenario.inject)
            if (step.open && before.open && step.open->line == before.open->line)
                blame(reading.errors, item.place,
                      text("« {} » ouverte deux fois", "\"{}\" opened twice", step.open->line));
        reading.scenario.inject.push_back(std::move(step));
    }
    if (reading.scenario.inject.empty())
        blame(reading.errors, node.place, text("aucune panne à introduire", "no fault to inject"));
}

}  // namespace banc
