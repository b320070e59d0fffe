// SPDX-License-Identifier: EUPL-1.2
// `banc verify`: is this exam the one that was written? 0 intact, 1 torn, 2 damaged, 3 not an exam.
#include <fmt/format.h>

#include "bench/cli/commands.h"
#include "bench/cli/places.h"
#include "bench/journal/composed.h"
#include "bench/journal/reader.h"

namespace banc {
namespace {

int code_of(Integrity integrity) {
    switch (integrity) {
        case Integrity::intact: return kDone;
        case Integrity::torn: return kNo;
        case Integrity::damaged: return kBadInput;
        case Integrity::not_an_exam: return kEnvironment;
    }
    return kEnvironment;
}

Json as_json(const ExamJournal& journal) {
    Json out{{"status", word(journal.integrity)}, {"records", journal.records.size()}};
    out["record"] = journal.flaw_at == 0 ? Json() : Json(journal.flaw_at);
    out["flaw"] = {{"fr", journal.flaw.fr}, {"en", journal.flaw.en}};
    out["flaws"] = journal.flaws;
    out["closed"] = journal.life == ExamLife::closed;
    out["head"] = hex(journal.head);
    out["public_key"] = journal.public_key;
    out["anchors"] = journal.anchors;
    out["console_blocks"] = journal.console_blocks;
    out["purged"] = journal.purged;
    out["composed"] = !journal.records.empty() && is_composed(journal.records.front().body);
    return out;
}

void print_intact(const ExamJournal& journal, Lang lang) {
    const bool closed = journal.life == ExamLife::closed;
    if (lang == Lang::fr)
        fmt::print("intacte : {} enregistrements, {} blocs de console, {} têtes signées, {}\n",
                   journal.records.size(), journal.console_blocks, journal.anchors,
                   closed ? "close" : "jamais close");
    else
        fmt::print("intact: {} records, {} console blocks, {} signed heads, {}\n",
                   journal.records.size(), journal.console_blocks, journal.anchors,
                   closed ? "closed" : "never closed");
    fmt::print("{}\n", hex(journal.head));
    if (is_composed(journal.records.front().body)) fmt::print("{}\n", kComposed.in(lang));
}

}  // namespace

int command_verify(const Call& call) {
    const auto folder = exam_folder(call, call.arguments[0]);
    const auto journal = read_exam(folder);
    if (!journal) return complain(call, journal.error());
    if (call.json) {
        fmt::print("{}\n", as_json(*journal).dump());
        return code_of(journal->integrity);
    }
    if (journal->integrity == Integrity::intact) {
        print_intact(*journal, call.lang);
        return kDone;
    }
    const Text number = text("enregistrement n° {} : ", "record {}: ", journal->flaw_at);
    const auto place = journal->flaw_at == 0 ? "" : number.in(call.lang);
    fmt::print(stderr, "{}: {}{}\n", folder, place, plain(journal->flaw.in(call.lang)));
    return code_of(journal->integrity);
}

}  // namespace banc
