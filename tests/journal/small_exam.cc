// SPDX-License-Identifier: EUPL-1.2
#include "tests/journal/small_exam.h"

#include <catch2/catch.hpp>

#include "bench/journal/segment.h"

namespace banc {
using namespace std::chrono_literals;

void SmallExam::note(const Error& e) {
    if (!error) error = e;
}

void SmallExam::create() {
    auto made = JournalWriter::create(kExam, SigningKey(kTestSeed), loop, {disk, segment_max_});
    if (made)
        writer = std::move(*made);
    else
        note(made.error());
}

void SmallExam::append(const std::string& kind, Json body) {
    if (error) return;
    const auto seq = finish(*writer, loop, writer->append(kind, std::move(body)));
    if (seq)
        acknowledged.push_back(*seq);
    else
        note(seq.error());
    loop.advance(1s);
}

void SmallExam::console(const std::string& name, const std::string& bytes) {
    if (error) return;
    ConsoleBlock block;
    block.add(view(bytes), loop.now());
    const auto done = finish(*writer, loop, writer->console(name, std::move(block)));
    if (!done) note(done.error());
}

void SmallExam::anchor() {
    if (error) return;
    const auto done = finish(*writer, loop, writer->anchor());
    if (!done) note(done.error());
}

void SmallExam::close() {
    if (error) return;
    const auto done = finish(*writer, loop, writer->close({{"outcome", "verified"}}));
    if (!done) note(done.error());
}

Json SmallExam::opened() {
    const auto blob = [&](std::string_view content) {
        const auto bytes = view(content);
        auto name = writer->blob(Bytes(bytes.begin(), bytes.end()));
        if (!name) note(name.error());
        return name.value_or("");
    };
    return {{"exam", "2026-06-12-a"},
            {"scenario", {{"id", "disque-invisible"}, {"blob", blob("scenario: disque\n")}}},
            {"referential", {{"blob", blob("code: IDI\n")}}},
            {"bench", {{"name", "virtuel"}, {"blob", blob("bench: virtuel\n")}}}};
}

void SmallExam::hold() {
    create();
    if (!error) append("opened", opened());
    append("state", {{"from", "planned"}, {"signal", "arm"}, {"to", "armed"}});
    console("pc.console", "SeaBIOS\r\n");
    console("pc.console", "No bootable device\r\n");
    append("fact", {{"fact", "no_boot_device"}, {"source", "pc.console"}});
    if (!error) {
        const auto author = writer->personal({{"name", "Camille Été"}});
        if (author)
            append("person", {{"author", *author}, {"role", "juror"}});
        else
            note(author.error());
    }
    anchor();
    console("switch.console", "link up\n");
    append("state", {{"from", "running"}, {"signal", "done"}, {"to", "ended"}});
}

MemoryFolder closed_exam() {
    SmallExam exam;
    exam.hold();
    exam.close();
    REQUIRE_FALSE(exam.error);
    return exam.disk.after_kill(kExam);
}

MemoryFolder open_exam() {
    SmallExam exam;
    exam.hold();
    REQUIRE_FALSE(exam.error);
    return exam.disk.after_kill(kExam);
}

ExamJournal read(const ExamFolder& folder) {
    auto out = read_exam(folder);
    REQUIRE(out);
    return std::move(*out);
}

std::vector<std::size_t> borders(const Bytes& segment) {
    std::vector<std::size_t> out{0};
    for (const auto& record : parse_segment(segment).records)
        out.push_back(out.back() + encode_record(record)->size());
    return out;
}

}  // namespace banc
