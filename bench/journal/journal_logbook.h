// SPDX-License-Identifier: EUPL-1.2
// The logbook of a real exam: bench/journal on the disk, and the durable records kept at hand for
// the proofs.
#pragma once

#include "bench/journal/logbook.h"
#include "bench/journal/writer.h"

namespace banc {

class JournalLogbook final : public Logbook {
public:
    // `before`: what stands in it already, of an exam that was reopened.
    explicit JournalLogbook(JournalWriter& writer, std::vector<Record> before = {});

    Task<Result<std::uint64_t>> append(std::string kind, Json body) override;
    Task<Result<void>> console(std::string name, ConsoleBlock block) override;
    Task<Result<void>> anchor() override;
    Task<Result<void>> close(Json body) override;
    Result<std::string> personal(const Json& payload) override { return writer_.personal(payload); }
    [[nodiscard]] const std::vector<Record>& records() const override { return records_; }

private:
    JournalWriter& writer_;
    std::vector<Record> records_;
};

}  // namespace banc
