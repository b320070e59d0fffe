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

}  // namespace banc
