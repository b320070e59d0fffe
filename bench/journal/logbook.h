// SPDX-License-Identifier: EUPL-1.2
// The journal as the exam writes it: durable first, then seen. Whoever narrates or shows the exam
// listens here, so that nothing is on a screen that is not on the disk.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "bench/core/task.h"
#include "bench/journal/console_block.h"
#include "bench/journal/record.h"

namespace banc {

class Logbook {
public:
    virtual ~Logbook() = default;
    // Resumes once the record is on the disk, with its number.
    virtual Task<Result<std::uint64_t>> append(std::string kind, Json body) = 0;
    // A block of raw console bytes, then its record.
    virtual Task<Result<void>> console(std::string name, ConsoleBlock block) = 0;
    // Signs the head: at each phase end.
    virtual Task<Result<void>> anchor() = 0;
    // The last record, the last signature; nothing can be written after it.
    virtual Task<Result<void>> close(Json body) = 0;
    // A personal payload apart from the chain; answers its commitment (design.md §5.5).
    virtual Result<std::string> personal(const Json& payload) = 0;
    // Everything that is durable so far.
    [[nodiscard]] virtual const std::vector<Record>& records() const = 0;

    // Called once per durable record, in order.
    std::function<void(const Record&)> on_record;
};

}  // namespace banc
