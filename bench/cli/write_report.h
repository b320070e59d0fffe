// SPDX-License-Identifier: EUPL-1.2
// The one write that ends a report; everything before it is pure (reports/).
#pragma once

#include "reports/dossier.h"

namespace banc {

// `formats`: "html,json". Answers the paths written, in that order.
Result<std::vector<std::string>> write_report(const Dossier& dossier, const std::string& folder,
                                              const std::string& formats);

}  // namespace banc
