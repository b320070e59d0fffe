// SPDX-License-Identifier: EUPL-1.2
#include "bench/inject/line_history.h"

#include <set>

#include "bench/inject/line_policy.h"
#include "bench/journal/fields.h"

namespace banc {
namespace {

// One line, followed from record to record.
class History {
public:
    explicit History(const LineConfig& line) : line_(line) {}

    void take(const Record& record) {
        if (record.kind == "intent" && concerns(record.body)) asked(record.seq, record.body);
        if (record.kind == "outcome") answered(record.body);
        if (record.kind == "guard") guarded(record.body);
        if (record.kind == "contact" && names_it(record.body))
            seen(text_field(record.body, "position"));
        if (record.kind == "heartbeat" && record.body.contains("contacts"))
            seen(text_field(record.body["contacts"], line_.name.c_str()));
    }
    [[nodiscard]] JournalSays says() const { return says_; }

private:
    [[nodiscard]] bool names_it(const Json& body) const {
        return text_field(body, "line") == line_.name;
    }
    // `rest` is every contact that feeds no PC.
    [[nodiscard]] bool concerns(const Json& body) const {
        const auto act = text_field(body, "act");
        return act == "rest" ? !line_.energises : act == "line" && names_it(body);
    }

    void asked(std::uint64_t number, const Json& body) {
        const bool fault = text_field(body, "to") == word(Position::fault);
        wanted_ = fault ? JournalSays::fault : JournalSays::healthy;
        order_ = number;
        says_ = JournalSays::unknown;
    }
    void answered(const Json& body) {
        if (order_ == 0 || count_field(body, "intent") != order_) return;
        order_ = 0;
        if (text_field(body, "result") != "failed") says_ = wanted_;
    }

    // Its own log counts its own numbers, and all it ever does is to rest a line.
    void guarded(const Json& body) {
        if (!names_it(body)) return;
        const auto what = text_field(body, "what");
        if (what == "intent") order_ = 0;
        if (what == "intent" || what == "quarantine") says_ = JournalSays::unknown;
        if (what == "outcome" && text_field(body, "result") != "failed")
            says_ = JournalSays::healthy;
    }

    // A read-back in the middle of an order may be from before it moved.
    void seen(const std::string& position) {
        if (order_ != 0) return;
        if (position == word(Position::fault)) says_ = JournalSays::fault;
        if (position == word(Position::healthy)) says_ = JournalSays::healthy;
    }

    const LineConfig& line_;
    JournalSays says_ = JournalSays::healthy;
    std::uint64_t order_ = 0;  // the intent without an outcome
    JournalSays wanted_ = JournalSays::healthy;
};

}  // namespace

JournalSays journal_says(std::span<const Record> journal, const LineConfig& line) {
    History history(line);
    for (const auto& record : journal) history.take(record);
    return history.says();
}

}  // namespace banc
