// SPDX-License-Identifier: EUPL-1.2
// How often each contact has switched in its life: state of the bench, kept in the data folder
// (design.md §5.2), not configuration.
#pragma once

#include <map>
#include <string>

#include "bench/core/error.h"
#include "bench/core/json.h"

namespace banc {

class WearBook {
public:
    // `path`: a JSON file {"relais/1": 1234}. Absent: a new bench. Unreadable: Errc::corrupt, as
    // starting again from zero would hide a worn contact.
    static Result<WearBook> open(std::string path);
    // Counts nothing on disk: for tests and for a bench that is thrown away.
    WearBook() = default;

    [[nodiscard]] long of(const std::string& contact) const;
    // One more, on disk when this returns: a new file put in the place of the old one.
    Result<void> count(const std::string& contact);

private:
    std::string path_;
    std::map<std::string, long> switchings_;
};

// "relais/1"
std::string contact_name(const std::string& board, int channel);

}  // namespace banc
