// SPDX-License-Identifier: EUPL-1.2
// The agent's lines, read (PROTOCOL.md). Pure: it meets everything a hostile PC can print.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/core/error.h"

namespace banc {

inline constexpr std::size_t kMaxAgentRows = 4096;        // a PC has tens of disks, not thousands
inline constexpr std::size_t kMaxAgentBytes = 64 * 1024;  // what one journal record may take of it

using AgentRow = std::map<std::string, std::string>;

// The answer to one question, as its lines come.
class AgentAnswerReader {
public:
    explicit AgentAnswerReader(std::string nonce) : nonce_(std::move(nonce)) {}

    // One line without its end. True: the answer is whole (or ruined); take() it and feed no more.
    // Lines of another nonce and noise are skipped.
    bool feed(std::string_view line);
    // Rows in the order they came, values decoded and UTF-8. Errors: refused (the agent's word),
    // protocol (malformed, lines missing, over a bound).
    Result<std::vector<AgentRow>> take() { return std::move(result_); }

private:
    bool row(std::string_view fields);
    bool ruin(Text why);

    std::string nonce_;
    std::size_t bytes_ = 0;
    Result<std::vector<AgentRow>> result_;
};

// "name=sda<TAB>serial=A%3DB" → values by key. Nothing: a key is empty or repeated, a field holds
// no "=", or a "%" stands without two hexadecimal digits.
std::optional<AgentRow> parse_agent_row(std::string_view fields);

}  // namespace banc
