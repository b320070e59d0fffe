// SPDX-License-Identifier: EUPL-1.2
#include "tests/drivers/golden.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace banc {
namespace {

namespace fs = std::filesystem;

std::uint8_t unescaped(char c) {
    if (c == 'r') return '\r';
    if (c == 'n') return '\n';
    return static_cast<std::uint8_t>(c);
}

// "r1: FF 03", "\"relay on 3\\r\"", or nothing.
Exchange bytes_of(const std::string& words) {
    Exchange out;
    std::istringstream in(words);
    for (std::string word; in >> std::ws, in.peek() != EOF;) {
        if (in.peek() == '"') {
            in.get();
            for (char c = 0; in.get(c) && c != '"';)
                out.out.push_back(c == '\\' ? unescaped(static_cast<char>(in.get()))
                                            : static_cast<std::uint8_t>(c));
            continue;
        }
        in >> word;
        if (word.front() == 'r')
            out.report = static_cast<std::uint8_t>(std::stoi(word.substr(1)));
        else
            out.out.push_back(static_cast<std::uint8_t>(std::stoul(word, nullptr, 16)));
    }
    return out;
}

Coils coils_of(std::string list) {
    unsigned bits = 0;
    std::replace(list.begin(), list.end(), ',', ' ');
    std::istringstream in(list);
    for (int n = 0; in >> n;) bits |= RelayChannel::from(n)->bit();
    return {static_cast<std::uint16_t>(bits)};
}

void read_act(GoldenRow& row, const std::string& words) {
    std::istringstream in(words);
    std::string word;
    in >> row.act >> row.relay >> word;
    if (word == "with") {
        in >> word;
        row.before = coils_of(word);
    } else if (!word.empty()) {
        row.length = std::chrono::milliseconds(std::stoi(word));
    }
}

std::string cut(std::string& text, const std::string& mark) {
    const auto at = std::min(text.find(mark), text.size());
    auto head = text.substr(0, at);
    text = at == text.size() ? "" : text.substr(at + mark.size());
    return head;
}

GoldenRow row_of(std::string line, std::string place) {
    GoldenRow row;
    row.place = std::move(place);
    row.section = cut(line, ": ");
    const auto equals = line.rfind(" = ");
    if (equals != std::string::npos) {
        row.meaning = line.substr(equals + 3);
        line.resize(equals);
    }
    read_act(row, cut(line, "->"));
    while (!line.empty()) {
        auto one = cut(line, "->");
        row.sent.push_back(bytes_of(cut(one, "<-")));
        if (!one.empty()) row.replies.push_back(bytes_of(one).out);
    }
    return row;
}

}  // namespace

std::vector<GoldenRow> golden_rows() {
    std::vector<GoldenRow> rows;
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(BANC_SOURCE_DIR "/tests/drivers/golden"))
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
        std::ifstream in(file);
        int number = 0;
        for (std::string line; std::getline(in, line);) {
            ++number;
            if (line.empty() || line.front() == '#') continue;
            rows.push_back(row_of(line, file.filename().string() + ":" + std::to_string(number)));
        }
    }
    REQUIRE_FALSE(rows.empty());
    return rows;
}

}  // namespace banc
