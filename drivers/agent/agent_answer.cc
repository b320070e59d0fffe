// SPDX-License-Identifier: EUPL-1.2
#include "drivers/agent/agent_answer.h"

#include <charconv>

#include "drivers/console/utf8.h"

namespace banc {
namespace {

// The text before `separator`, which is removed with it; all of it when there is none.
std::string_view cut(std::string_view& rest, char separator) {
    const auto at = rest.find(separator);
    const auto head = rest.substr(0, at);
    rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
    return head;
}

template <class T>
std::optional<T> number(std::string_view digits, int base) {
    T value{};
    const auto [stop, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    if (error != std::errc{} || stop != digits.data() + digits.size()) return std::nullopt;
    return value;
}

std::optional<std::string> percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        const auto digits = text.substr(i + 1, 2);
        const auto byte = digits.size() == 2 ? number<std::uint8_t>(digits, 16) : std::nullopt;
        if (!byte) return std::nullopt;
        out += static_cast<char>(*byte);
        i += 2;
    }
    return as_utf8(out);
}

}  // namespace

std::optional<AgentRow> parse_agent_row(std::string_view fields) {
    AgentRow row;
    while (!fields.empty()) {
        auto value = cut(fields, '\t');
        if (value.find('=') == std::string_view::npos) return std::nullopt;
        const auto key = percent_decoded(cut(value, '='));
        auto decoded = percent_decoded(value);
        if (!key || key->empty() || !decoded) return std::nullopt;
        if (!row.emplace(*key, std::move(*decoded)).second) return std::nullopt;
    }
    return row;
}

bool AgentAnswerReader::feed(std::string_view line) {
    const auto word = cut(line, ' ');
    if (cut(line, ' ') != nonce_) return false;
    if (word == "row") return row(line);
    if (word == "end") {
        const bool whole = number<std::size_t>(line, 10) == result_->size();
        return whole ||
               ruin(text("des lignes de la réponse manquent", "lines of the answer are missing"));
    }
    if (word != "no") return false;
    result_ = fail(Errc::refused,
                   text("l'agent refuse la question : {}", "the agent refuses the question: {}",
                        as_utf8(line.substr(0, 64))));
    return true;
}

bool AgentAnswerReader::row(std::string_view fields) {
    bytes_ += fields.size();
    if (bytes_ > kMaxAgentBytes || result_->size() == kMaxAgentRows)
        return ruin(text("réponse trop longue", "the answer is too long"));
    auto parsed = parse_agent_row(fields);
    if (!parsed)
        return ruin(text("ligne mal formée dans la réponse", "malformed row in the answer"));
    result_->push_back(std::move(*parsed));
    return false;
}

bool AgentAnswerReader::ruin(Text why) {
    result_ = fail(Errc::protocol, std::move(why));
    return true;
}

}  // namespace banc
