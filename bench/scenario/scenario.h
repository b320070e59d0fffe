// SPDX-License-Identifier: EUPL-1.2
// A scenario as values: what is broken, how one sees it, what is scored (design.md §5.3).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bench/core/error.h"
#include "bench/core/time.h"
#include "bench/scoring/expression.h"

namespace banc {

enum class Mode { official, ecf, mock, training };
std::string_view word(Mode mode);
std::optional<Mode> mode_from(std::string_view word);

// What must be true of the PC while a step is done.
enum class While { any, pc_off };

struct OpenLine {  // relay: the line goes to its fault position
    std::string line;
    While during = While::any;
};
// Done by the bench on the serial console. Either commands at a shell, one a line, or a BREAK, and
// then perhaps a letter: Linux takes that for SysRq.
struct ConsoleStep {
    std::string console;
    std::string run;   // the commands; of a BREAK, its words: "BREAK 250 ms", "SysRq t"; or empty
    std::string undo;  // the same at reset
    Nanos break_for{0};
    std::string sysrq;  // one letter
};
// The commands of such a text; blank lines are none.
std::vector<std::string> commands_of(std::string_view typed);
struct Preparation {   // a person breaks it before the candidate comes in
    std::string part;  // one of bench.yaml's `prepared`
    std::string words;
    std::vector<std::string> checklist;  // each line acknowledged before the symptom is looked for
    std::string undo;                    // asked of a person at reset
    While during = While::any;
};
struct InjectStep {
    std::optional<OpenLine> open;
    std::optional<ConsoleStep> console;
    std::optional<Preparation> prepare{};
    Place place{};

    [[nodiscard]] bool while_pc_off() const;
};

// What a meter has to show: low <= value <= high, in nano-units (bench/core/quantity.h).
struct MeterRange {
    std::int64_t low = 0;
    std::int64_t high = 0;
    std::string unit;  // "V"
    std::string kind;  // "DC", "AC"; empty: any
};
// How often a question is asked, and how long its answer may take; unset: as its verb needs
// (bench/observe/pace.h).
struct Pace {
    std::optional<Nanos> every{};
    std::optional<Nanos> within{};
};
// What stands on the bench and not in the PC: no candidate owns it.
inline bool of_the_bench(std::string_view provider) { return provider.starts_with("bench."); }
inline constexpr std::string_view kUsbProvider = "bench.usb";  // the controller's own USB

// Where a fact comes from. Exactly one of pattern, verb, range and shows is set; of a disk's event
// both verb and shows.
struct FactSource {
    std::string provider;  // "pc.console", "pc.agent", "bench.multimetre": names of bench.yaml
    std::string pattern;   // RE2, on a clean console line
    std::string verb;      // a question, with its argument: "disks", "resolve www.atelier.lan"
    std::string has;       // conditions on one row: "serial == X", "link == up"
    std::optional<MeterRange> range{};
    std::string shows{};  // of the bench: "added" (USB), "replaced" (a disk), "opened" (an input)…
    Pace pace{};
};
enum class Moment { none, reading, test, repair, recovery };  // its place on the timeline
struct Fact {
    std::string id;
    FactKind kind = FactKind::event;
    FactSource source;
    std::string gone_when;  // state: an event that proves it false when the agent is silent
    Moment moment = Moment::none;
    Text label;  // for the timeline and the report; id when empty
    Place place;
};

enum class CriterionKind { observed, supported, judged };
std::string_view word(CriterionKind kind);
struct Criterion {
    std::string id;
    CriterionKind kind = CriterionKind::observed;
    std::string label;                          // French, for the jury
    std::map<std::string, std::string> scores;  // title code -> row ("B1.3") or competence ("B1")
    std::optional<Expression> when;             // none for judged; with routes, one term for each
    std::vector<std::string> descriptors;       // judged: what the juror looks at
    Place place;
    std::vector<std::string> routes{};  // the repairs it accepts, by name; empty: one
    bool critical = false;              // safety: shown first, counted in nothing
};

// A raw recording of one source, which plays from then on: "bench.dock/ssd-temoin", a file of
// scenarios/pieces.
struct PieceName {
    std::string name;
    Place place{};

    [[nodiscard]] std::string source() const { return name.substr(0, name.find('/')); }
};
using PieceNames = std::vector<PieceName>;

// What a scripted candidate does, in order. Exactly one member is set.
struct Sighting {
    std::string fact;
    bool wanted = true;  // false: a state that no longer holds
};
struct CandidateStep {
    std::string look;   // waits until the PC's screen shows this RE2 pattern
    std::string type;   // keys typed at the PC; a line end is added
    std::string keys;   // the same, without a line end
    std::string hands;  // "press pc.power", "replace pc.disk0.power", "cut pc.mains", ...
    std::optional<Sighting> seen;  // waits until the bench has seen it
    Nanos pause{0};
    Place place;
    PieceName piece{};  // a source shows something else
};
using CandidateScript = std::vector<CandidateStep>;

// What the sources of a scenario that no virtual PC can play show while nobody acts on them.
struct Recorded {
    PieceNames healthy;  // the PC is on and sound
    PieceNames fault;    // over these, once the fault is prepared
    PieceNames off;      // the PC is off
};

struct FinalCheck {
    bool restart = false;  // a person present restarts the PC first: the repair must survive it
    Nanos within{0};
};
struct Hint {        // for training: what a candidate who is stuck is told
    Nanos after{0};  // from the opening
    std::string text;
};
// Power-on to a system that answers, with a wide margin: given over the time of `reset`.
inline constexpr Nanos kPcStarts = std::chrono::seconds(60);
struct Reset {
    std::string reset_class;  // R0 … R3 (exam.md §5.1)
    Expression prove;         // true when the PC is healthy: also proven before the injection
    Nanos within{0};
};

struct Scenario {
    std::string id;
    int version = 1;
    std::string title;
    std::string language;
    int level = 1;
    Nanos duration{0};
    std::vector<Mode> modes;
    std::string proof;  // virtual, synthetic, human, bench
    std::vector<std::string> rome;
    std::string brief;
    std::string client_attitude;
    std::string client_script;
    std::vector<Hint> hints;  // in the order of time
    std::vector<std::string> needs;
    std::map<std::string, std::vector<std::string>> parameters;  // name -> values to draw from
    std::vector<InjectStep> inject;
    Expression symptom;
    Nanos symptom_within{0};
    std::vector<Fact> facts;
    std::vector<Criterion> criteria;
    std::vector<std::string> safety;
    FinalCheck final_check;
    Reset reset;
    std::optional<Recorded> recorded;  // then it is played from recorded pieces, and on no PC
    CandidateScript reference;
    CandidateScript untouched;
    std::vector<CandidateScript> wrong;
    CandidateScript forger;
    std::string source;  // the file as read, byte for byte: its hash is in record 1
    std::string file;

    [[nodiscard]] const Fact* fact(std::string_view id) const;
    // Every piece that it names, each mention.
    [[nodiscard]] PieceNames pieces() const;
    // The competences of a title this scenario touches: {"B1", "A3"}.
    [[nodiscard]] std::vector<std::string> competences(std::string_view title) const;
};

// Values for ${...}: drawn parameters, and what bench.yaml says of the equipment ("disk0.serial").
using Parameters = std::map<std::string, std::string>;

// The same scenario with every ${name} replaced; a name without a value is an error with a place.
Checked<Scenario> bind(const Scenario& scenario, const Parameters& values);

// The clock on the workshop's wall, which no program on the PC can read: a scripted candidate types
// it as ${room.clock}. It is known when it is typed, so bind() leaves it.
inline constexpr std::string_view kRoomClock = "room.clock";
// What is typed at that time, the clock as seconds since 1970, UTC: `date -s @${room.clock}`.
std::string with_room_clock(std::string_view typed, WallTime now);

// One value per drawn parameter, the same for the same seed on any machine.
Parameters draw(const Scenario& scenario, std::uint64_t seed);

}  // namespace banc
