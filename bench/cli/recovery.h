// SPDX-License-Identifier: EUPL-1.2
// The end of an exam whose program was killed: its journal gone on with, the guard's acts copied,
// each line settled by what the journal, its board and its rule say, then everything to rest and
// the journal closed. The candidate's seat is not given back.
#pragma once

#include <QSocketNotifier>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bench/guard/guard_client.h"
#include "bench/inject/line_return.h"
#include "bench/journal/journal_logbook.h"
#include "drivers/transport/open_board.h"
#include "drivers/transport/qt_loop.h"

namespace banc {

struct RecoveryPlan {
    std::string folder;       // of the exam
    std::string data_folder;  // keys/ and the wear of the bench lie in it
    BoardTable boards;        // drivers/relay/boards.yaml
    std::string virtual_dir;  // of `banc virtual`; may be empty
};

class Recovery {
public:
    explicit Recovery(RecoveryPlan plan) : plan_(std::move(plan)) {}

    // Errc::refused when the exam is closed or a program still holds it, and nothing was touched.
    Task<Result<void>> run();

    struct LineEnd {
        std::string line;
        Settled settled;
    };
    [[nodiscard]] const std::vector<LineEnd>& lines() const { return lines_; }
    // Of the `closed` record.
    [[nodiscard]] const std::string& outcome() const { return outcome_; }
    // What a person must still do at the bench.
    [[nodiscard]] const std::vector<Text>& left() const { return left_; }

    std::function<void(const Record&)> on_record;

private:
    Result<void> open_journal();
    Result<void> read_bench();
    Task<Result<void>> post_guard();
    Result<void> announce();
    Task<void> open_boards();
    Task<Result<void>> settle_lines();
    Task<Result<void>> settle(const LineConfig& line);
    void name_what_stays(const LineConfig& line, const Settled& settled);
    void name_what_is_left_in();
    Task<Result<void>> close();

    RecoveryPlan plan_;
    QtLoop loop_;
    // In the order of construction; each uses those above it.
    std::optional<Record> last_;  // of the program that is gone
    std::unique_ptr<JournalWriter> writer_;
    std::unique_ptr<QSocketNotifier> written_;
    std::unique_ptr<JournalLogbook> logbook_;
    std::string bench_file_;
    BenchConfig bench_;
    std::unique_ptr<GuardClient> guard_;
    std::optional<BoardContext> context_;
    Boards boards_;
    std::unique_ptr<LineSwitch> switch_;
    std::vector<LineEnd> lines_;
    std::string outcome_;
    std::vector<Text> left_;
};

}  // namespace banc
