// SPDX-License-Identifier: EUPL-1.2
// What a person saw of each board when the bench was commissioned: does it hold its contacts when
// its USB cable is pulled (design.md §7)? State of the bench, kept in the data folder. A board that
// holds is beyond everybody's reach while it is away.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "bench/core/error.h"

namespace banc {

// What becomes of the contacts of a board that loses USB.
enum class Loss {
    lets_go,
    holds,  // it has a supply of its own
};

class Commissioning {
public:
    // `path`: a JSON file {"relais": {"by": "…", "holds_on_usb_loss": "yes", "when": "…Z"}}.
    // Absent: nobody looked at any board. Anything wrong in it is Errc::corrupt, never that.
    static Result<Commissioning> open(std::string path);
    // Knows nothing, and keeps nothing on disk.
    Commissioning() = default;

    // nullopt: nobody looked.
    [[nodiscard]] std::optional<Loss> known(const std::string& board) const;

    struct Seen {
        Loss loss = Loss::holds;
        std::string by;
        std::string when;  // 2026-06-12T14:03:27Z
    };
    // On disk when this returns, in the place of what was said of that board before.
    Result<void> record(const std::string& board, Seen seen);

private:
    std::string path_;
    std::map<std::string, Seen> boards_;
};

// Below the data folder, for a bench of this name.
std::string commissioning_file(const std::string& data_folder, const std::string& bench);

}  // namespace banc
