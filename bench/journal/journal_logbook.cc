// SPDX-License-Identifier: EUPL-1.2
#include "bench/journal/journal_logbook.h"

namespace banc {

JournalLogbook::JournalLogbook(JournalWriter& writer, std::vector<Record> before)
    : writer_(writer), records_(std::move(before)) {
    writer_.on_record = [this](const Record& record) {
        records_.push_back(record);
        if (on_record) on_record(record);
    };
}

Task<Result<std::uint64_t>> JournalLogbook::append(std::string kind, Json body) {
    return writer_.append(std::move(kind), std::move(body));
}

Task<Result<void>> JournalLogbook::console(std::string name, ConsoleBlock block) {
    return writer_.console(std::move(name), std::move(block));
}

Task<Result<void>> JournalLogbook::anchor() {
    auto signed_head = co_await writer_.anchor();
    if (!signed_head) co_return tl::unexpected(signed_head.error());
    co_return Result<void>{};
}

Task<Result<void>> JournalLogbook::close(Json body) { return writer_.close(std::move(body)); }

}  // namespace banc
