// SPDX-License-Identifier: EUPL-1.2
// Where things lie: what the product ships, what an installation keeps, one exam.
#pragma once

#include <string>

#include "bench/cli/command.h"

namespace banc {

// Scenarios, référentiels, boards: the source tree, or share/banc once installed.
std::string share_folder();
// --data, or the XDG state folder.
std::string data_folder(const Call& call);
// EXAM is a path, a name that is in this folder, or an id in the data folder.
std::string exam_folder(const Call& call, const std::string& exam);
// mkdir -p. An error says what to do.
Result<void> make_folder(const std::string& path);
Result<void> write_file(const std::string& path, std::string_view content);

}  // namespace banc
