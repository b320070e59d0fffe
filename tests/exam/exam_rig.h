// SPDX-License-Identifier: EUPL-1.2
// A whole exam without hardware and without waiting: the shipped scenario, the real engine, drivers
// and emulated board, and in memory the PC, the persons and the logbook.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bench/core/manual_loop.h"
#include "bench/exam/exam.h"
#include "bench/scoring/score.h"
#include "tests/support/fake_instruments.h"
#include "tests/support/fake_pc.h"
#include "tests/support/memory_logbook.h"

namespace banc {

// Does what he is asked, two seconds later.
class FakePeople final : public People {
public:
    FakePeople(Loop& loop, FakePc& pc) : loop_(loop), pc_(pc) {}
    Task<Result<PersonAnswer>> ask(PersonRequest request) override;

    bool forgetful = false;  // leaves the last line of a checklist

private:
    Loop& loop_;
    FakePc& pc_;
};

struct ExamRig;
using Script = Task<void> (*)(ExamRig&);

struct ExamRig : Candidate {
    // `scenario_id`: of the library, or the path of a file of the tests without its ".yaml".
    ExamRig(const std::string& scenario_id, Script what_he_does, Mode mode = Mode::training);
    Task<void> be_told(std::vector<std::string>) override { co_return; }
    void be_hinted(const std::string& words) override { hints.push_back(words); }
    Task<void> repair() override { return script(*this); }

    // Holds the exam to its end, which has a bound.
    Result<Phase> hold();
    // By criterion, observed ones only.
    [[nodiscard]] std::map<std::string, Verdict> verdicts() const;
    // The state record that led there, if any.
    [[nodiscard]] std::optional<Record> reached(Phase phase) const;

    ManualLoop loop;
    Script script;
    std::vector<std::string> hints;  // that he was given
    MemoryLogbook book{loop};
    FakePc pc{loop};
    FakePeople people{loop, pc};
    Secrets secrets{{"pc.banc", "poste-banc"}};
    // Why the board is not taken back although it is plugged in.
    std::optional<Error> stranger;
    // Where the scenario needs them.
    FakeUsbBus* usb = nullptr;
    FakeDock* dock = nullptr;
    DiskHealth new_disk = disk_named("BE-NEUF-0010");  // on the candidate's table
    Scenario scenario;
    Bench bench;
    Instruments in;
    Exam exam;
};

// Candidates, by what they do.
Task<void> does_nothing(ExamRig& rig);
Task<void> never_hands_back(ExamRig& rig);
Task<void> replaces_the_network_cable(ExamRig& rig);
Task<void> replaces_the_disk_cable(ExamRig& rig);
Task<void> corrects_the_name_server(ExamRig& rig);
Task<void> prints_what_a_repair_would(ExamRig& rig);

}  // namespace banc
