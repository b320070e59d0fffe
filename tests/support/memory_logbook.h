// SPDX-License-Identifier: EUPL-1.2
// A logbook in memory that keeps the real one's manners: a record is numbered when it is handed in,
// seen by nobody before the disk has it, and on the disk even when nobody waits for it any more.
#pragma once

#include <deque>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bench/journal/logbook.h"

namespace banc {

class MemoryLogbook final : public Logbook {
public:
    explicit MemoryLogbook(Loop& loop) : loop_(loop) {}

    Task<Result<std::uint64_t>> append(std::string kind, Json body) override;
    Task<Result<void>> console(std::string name, ConsoleBlock block) override;
    Task<Result<void>> anchor() override;
    Task<Result<void>> close(Json body) override;
    Result<std::string> personal(const Json& payload) override;
    [[nodiscard]] const std::vector<Record>& records() const override { return durable_; }

    // The disk is full from this write on, counted from 1 and whatever is written.
    int full_from = std::numeric_limits<int>::max();

    [[nodiscard]] bool closed() const { return closed_; }
    [[nodiscard]] bool failed() const { return failed_; }
    [[nodiscard]] int writes() const { return writes_; }
    [[nodiscard]] int anchors() const { return anchors_; }
    [[nodiscard]] const std::string& console_bytes(const std::string& name) { return raw_[name]; }
    // The durable records of one kind, in order.
    [[nodiscard]] std::vector<Record> of(std::string_view kind) const;

private:
    using Written = Answer<Result<std::uint64_t>>;
    struct Waiting {
        std::optional<Record> record;  // none: a signature
        std::optional<Written::Resolver> to;
        bool full = false;
    };
    Result<Record> seal(std::string kind, Json body);
    void submit(std::optional<Record> record, std::optional<Written::Resolver> to);
    void commit();
    Task<Result<std::uint64_t>> write(Result<Record> record);

    Loop& loop_;
    std::uint64_t seq_ = 0;
    int writes_ = 0;
    int anchors_ = 0;
    bool closed_ = false;
    bool failed_ = false;
    std::deque<Waiting> waiting_;
    TimerPtr commit_;
    std::vector<Record> durable_;
    std::map<std::string, std::string> raw_;
};

}  // namespace banc
