// SPDX-License-Identifier: EUPL-1.2
#include "bench/journal/reader.h"

#include "bench/journal/examination.h"
#include "bench/journal/layout.h"

namespace banc {

std::string_view word(Integrity integrity) {
    switch (integrity) {
        case Integrity::intact: return "intact";
        case Integrity::torn: return "torn";
        case Integrity::damaged: return "damaged";
        case Integrity::not_an_exam: return "not-an-exam";
    }
    return "";
}

Result<Examination> Examination::open(const ExamFolder& folder) {
    auto entries = folder.list();
    if (!entries) return tl::make_unexpected(std::move(entries.error()));
    Examination out(folder);
    for (auto& entry : *entries) out.files_.emplace(entry.path, std::move(entry));
    if (!out.files_.contains("journal") && !out.files_.contains("anchors")) {
        out.journal.integrity = Integrity::not_an_exam;
        out.journal.flaw =
            text("ce dossier n'est pas celui d'une épreuve", "this folder is not an exam's");
    }
    for (const auto name : kFolders) {
        const auto found = out.files_.find(std::string(name));
        if (found != out.files_.end() && found->second.type == FolderEntry::Type::folder)
            out.files_.erase(found);
    }
    return out;
}

std::optional<std::uint64_t> Examination::claim(const std::string& path) {
    const auto found = files_.find(path);
    if (found == files_.end() || found->second.type != FolderEntry::Type::file) return std::nullopt;
    const auto size = found->second.size;
    files_.erase(found);
    return size;
}

void Examination::damage(std::uint64_t record, Text what) {
    const bool first = journal.integrity != Integrity::damaged;
    journal.flaws = first ? 1 : journal.flaws + 1;
    journal.integrity = Integrity::damaged;
    if (!first && journal.flaw_at <= record) return;
    journal.flaw_at = record;
    journal.flaw = std::move(what);
}

void Examination::torn(std::uint64_t record, Text what) {
    if (journal.integrity == Integrity::damaged) return;
    ++journal.flaws;
    journal.integrity = Integrity::torn;
    journal.flaw_at = record;
    journal.flaw = std::move(what);
}

Result<ExamJournal> read_exam(const ExamFolder& folder) {
    auto exam = Examination::open(folder);
    if (!exam) return tl::make_unexpected(std::move(exam.error()));
    if (exam->journal.integrity == Integrity::not_an_exam) return std::move(exam->journal);
    auto checked = check_chain(*exam).and_then([&] { return check_side_files(*exam); });
    if (!checked) return tl::make_unexpected(std::move(checked.error()));
    return std::move(exam->journal);
}

Result<ExamJournal> read_exam(const std::string& folder) { return read_exam(*real_folder(folder)); }

Error unusable(const ExamJournal& journal, const std::string& folder) {
    if (journal.integrity == Integrity::not_an_exam)
        return {Errc::environment,
                text("{} n'est pas une épreuve", "{} is not an exam", folder),
                journal.flaw,
                {}};
    Text why{fmt::format("enregistrement n° {} : {}", journal.flaw_at, journal.flaw.fr),
             fmt::format("record {}: {}", journal.flaw_at, journal.flaw.en)};
    return Error{Errc::corrupt,
                 std::move(why),
                 {"rien n'est réparé ; rien n'est noté sur un journal altéré",
                  "nothing is repaired; a damaged journal is not scored"},
                 {folder, 0, 0}};
}

}  // namespace banc
