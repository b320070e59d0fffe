// SPDX-License-Identifier: EUPL-1.2
// libFuzzer entry: console bytes in chunks the input chooses, and each line to the agent's reader.
#include <algorithm>
#include <cstdlib>

#include "drivers/agent/agent_answer.h"
#include "drivers/console/line_cleaner.h"

namespace {

using namespace banc;

// What a line is made of, whatever the chunks: no control character but TAB, valid UTF-8, bounded.
bool clean(const ConsoleLine& line) {
    const auto control = [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
    };
    return line.text.size() <= kMaxLineBytes && as_utf8(line.text) == line.text &&
           std::none_of(line.text.begin(), line.text.end(), control);
}

// The finished lines, and the unfinished one at the end.
std::vector<std::string> lines(ByteView bytes, std::size_t chunk) {
    std::vector<std::string> out;
    std::string rest;
    LineCleaner cleaner;
    while (!bytes.empty()) {
        cleaner.feed(bytes.first(std::min(chunk, bytes.size())), {}, [&](const ConsoleLine& line) {
            if (!clean(line)) std::abort();
            rest = line.state == LineState::unfinished ? line.text : "";
            if (line.state == LineState::finished) out.push_back(line.text);
        });
        if (cleaner.buffered() > 4 * kMaxLineBytes) std::abort();
        bytes = bytes.subspan(std::min(chunk, bytes.size()));
    }
    out.push_back(rest);
    return out;
}

void read_answer(const std::vector<std::string>& text) {
    AgentAnswerReader reader("0123456789abcdef");
    for (const auto& line : text) {
        if (!reader.feed(line)) continue;
        const auto rows = reader.take();
        if (rows && rows->size() > kMaxAgentRows) std::abort();
        return;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const ByteView bytes(data + 1, size - 1);
    const auto whole = lines(bytes, bytes.size() + 1);
    if (lines(bytes, std::size_t{data[0]} + 1) != whole) std::abort();
    read_answer(whole);
    // The same bytes as lines of an answer to this question: the fuzzer need not guess the nonce.
    std::vector<std::string> answer;
    for (const auto& line : whole) answer.push_back("row 0123456789abcdef " + line);
    answer.push_back("end 0123456789abcdef " + whole.back());
    read_answer(answer);
    return 0;
}
