// SPDX-License-Identifier: EUPL-1.2
#include "bench/cli/console_story.h"

#include <algorithm>

#include "bench/journal/exam_folder.h"
#include "bench/scenario/scenario.h"

namespace banc {
namespace {

struct Block {
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    Nanos at{0};
    std::vector<std::uint64_t> chunks;  // RECORDS.md, `console`; none in older journals
};

// One moment for each read of the console.
void add_block(ConsoleStory& story, const Block& block, ByteView bytes) {
    for (std::size_t i = 0; i + 1 < block.chunks.size() && block.chunks[i] <= bytes.size();
         i += 2) {
        const auto part = bytes.first(block.chunks[i]);
        bytes = bytes.subspan(part.size());
        const Nanos at = block.at + std::chrono::microseconds(block.chunks[i + 1]);
        story.moments.push_back({at, ConsoleStory::Shown{Bytes(part.begin(), part.end())}});
    }
    if (!bytes.empty())
        story.moments.push_back({block.at, ConsoleStory::Shown{Bytes(bytes.begin(), bytes.end())}});
}

// A PC's before a meter's, which may have spoken first.
std::string first_console(const std::vector<Record>& records) {
    std::string first;
    for (const auto& record : records) {
        if (record.kind != "console") continue;
        const auto name = record.body.value("console", "");
        if (!of_the_bench(name)) return name;
        if (first.empty()) first = name;
    }
    return first;
}

std::vector<Block> blocks_of(const std::vector<Record>& records, const std::string& console) {
    std::vector<Block> blocks;
    for (const auto& record : records) {
        if (record.kind == "console" && record.body.value("console", "") == console)
            blocks.push_back({record.body.value("offset", std::uint64_t{0}),
                              record.body.value("length", std::uint64_t{0}),
                              Nanos{record.body.value("from_ns", std::int64_t{0})},
                              record.body.value("chunks", std::vector<std::uint64_t>{})});
    }
    return blocks;
}

// What the bench did to the PC, what it saw, and where the exam stood.
std::string label_of(const Record& record) {
    const auto& body = record.body;
    if (record.kind == "fact") return "fact " + body.value("fact", "");
    if (record.kind == "state") return "state " + body.value("to", "");
    if (record.kind == "port") return body.value("console", "") + " " + body.value("state", "");
    const bool injects = record.kind == "intent" && body.value("purpose", "") == "inject";
    if (!injects) return "";
    const auto act = body.value("act", "");
    return "injection " + (act == "line" ? body.value("line", "") + " " + body.value("to", "")
                                         : body.value("shown", act));
}

}  // namespace

Result<ConsoleStory> console_story(const std::vector<Record>& records, const std::string& folder,
                                   std::string console) {
    if (console.empty()) console = first_console(records);
    const auto blocks = blocks_of(records, console);
    if (blocks.empty()) {
        auto error = Error{Errc::invalid, text("rien n'a été enregistré sur la console « {} »",
                                               "nothing was recorded on console \"{}\"", console)};
        error.place = {folder, 0, 0};
        return tl::unexpected<Error>(std::move(error));
    }
    const auto bytes = real_folder(folder)->read("console/" + console + ".raw", 0,
                                                 blocks.back().offset + blocks.back().length);
    if (!bytes) return tl::unexpected<Error>(bytes.error());
    ConsoleStory story{std::move(console), records.front().at, {}};
    for (const auto& record : records) {
        auto label = label_of(record);
        const Nanos at{record.body.value("at_ns", record.at.since_boot.count())};
        if (!label.empty())
            story.moments.push_back({at, ConsoleStory::Mark{record.seq, std::move(label)}});
    }
    for (const auto& block : blocks) {
        if (block.offset + block.length > bytes->size()) break;
        add_block(story, block, ByteView(*bytes).subspan(block.offset, block.length));
    }
    std::ranges::stable_sort(story.moments, {}, &ConsoleStory::Moment::at);
    return story;
}

}  // namespace banc
