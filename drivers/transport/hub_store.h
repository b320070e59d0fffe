// SPDX-License-Identifier: EUPL-1.2
// The data folder's `hubs/`: what was measured of each hub model, one file per model.
#pragma once

#include <optional>
#include <string>

#include "drivers/hub/qualification.h"

namespace banc {

// Replaces the model's file at once, or leaves it alone. A qualification that could not be read
// back is refused. Errors carry the path.
Result<void> store_qualification(const std::string& data_folder, const Qualification& measured);

// nullopt: this model was never measured. A file with anything wrong in it is an error, never that.
Checked<std::optional<Qualification>> load_qualification(const std::string& data_folder,
                                                         const HubModel& model);

}  // namespace banc
