// SPDX-License-Identifier: EUPL-1.2
// One function per sub-command, each in the file that has its name.
#pragma once

#include "bench/cli/command.h"

namespace banc {

int command_demo(const Call& call);
int command_exam_recover(const Call& call);
int command_score(const Call& call);
int command_report(const Call& call);
int command_verify(const Call& call);
int command_record(const Call& call);
int command_replay(const Call& call);
int command_scenario_list(const Call& call);
int command_scenario_show(const Call& call);
int command_scenario_check(const Call& call);
int command_scenario_coverage(const Call& call);
int command_scenario_new(const Call& call);
int command_scenario_schema(const Call& call);
int command_scenario_prove(const Call& call);
int command_scenario_draw(const Call& call);
int command_referential_list(const Call& call);
int command_referential_show(const Call& call);
int command_devices(const Call& call);
int command_bench_adopt(const Call& call);
int command_bench_check(const Call& call);
int command_bench_commission(const Call& call);
int command_bench_exercise(const Call& call);
int command_bench_qualify(const Call& call);
int command_disk_show(const Call& call);
int command_guard(const Call& call);
int command_virtual(const Call& call);

// The commands about a bench and what is plugged into it; they are among commands() too.
std::span<const Command> equipment_commands();

// Options of more than one command.
inline const Option kData{"data",
                          "DIR",
                          {"dossier des données (sinon celui de l'utilisateur)",
                           "data folder (else the user's)"}};

inline const Option kVirtual{"virtual",
                             "DIR",
                             {"dossier de `banc virtual`, pour un banc virtuel",
                              "folder of `banc virtual`, for a virtual bench"}};

}  // namespace banc
