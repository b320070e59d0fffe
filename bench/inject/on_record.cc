// SPDX-License-Identifier: EUPL-1.2
#include "bench/inject/on_record.h"

namespace banc {
namespace {

// The register is a claim of the board; the symptom proof says whether the PC noticed.
std::string_view word(Confirmed confirmed) {
    return confirmed == Confirmed::by_readback ? "confirmed" : "acknowledged";
}

}  // namespace

Task<Result<void>> write_outcome(Logbook& logbook, std::uint64_t intent, std::string result,
                                 Text detail) {
    Json body{{"intent", intent}, {"result", std::move(result)}};
    if (!detail.en.empty()) body["detail"] = {{"fr", detail.fr}, {"en", detail.en}};
    auto written = co_await logbook.append("outcome", std::move(body));
    if (!written) co_return tl::unexpected(written.error());
    co_return Result<void>{};
}

Task<Result<void>> move_on_record(Logbook& logbook, Json intent, Task<Result<Confirmed>> move) {
    auto intended = co_await logbook.append("intent", std::move(intent));
    if (!intended) co_return tl::unexpected(intended.error());  // not on disk: not done
    auto moved = co_await move;
    std::string result = moved ? std::string(word(*moved)) : "failed";
    Text why = moved ? Text{} : moved.error().what;
    auto written = co_await write_outcome(logbook, *intended, std::move(result), std::move(why));
    if (!written) co_return written;
    if (!moved) co_return tl::unexpected(moved.error());
    co_return Result<void>{};
}

}  // namespace banc
