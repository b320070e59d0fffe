// SPDX-License-Identifier: EUPL-1.2
// Errors are values with a place: what went wrong, where, and what to do, in French and English.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace banc {

enum class Lang { fr, en };

// One sentence in the two languages of the product. Lower case, no full stop.
struct Text {
    std::string fr;
    std::string en;
    [[nodiscard]] const std::string& in(Lang lang) const { return lang == Lang::fr ? fr : en; }
    friend bool operator==(const Text&, const Text&) = default;
};

// The same arguments in both languages: text("clé inconnue « {} »", "unknown key \"{}\"", key).
template <class... Args>
Text text(std::string_view fr, std::string_view en, const Args&... args) {
    return {fmt::format(fmt::runtime(fr), args...), fmt::format(fmt::runtime(en), args...)};
}

// For one line of a terminal or a log: what a PC or a journal said must not move the cursor.
// Control characters become spaces.
std::string plain(std::string words);

// Where in a file a person wrote it. line and column count from 1; 0 means the whole file.
struct Place {
    std::string file;
    int line = 0;
    int column = 0;
    friend bool operator==(const Place&, const Place&) = default;
};

// For the program: each is handled differently somewhere. See exit_code().
enum class Errc {
    invalid,       // a person's input is wrong: exit 2
    refused,       // allowed by the syntax, forbidden by a rule: exit 2
    corrupt,       // evidence is damaged: exit 2
    timeout,       // nobody answered in time: exit 3
    disconnected,  // the device or the peer is gone: exit 3
    protocol,      // it answered what it must not: exit 3
    environment,   // disk full, program missing, permission: exit 3
};

struct Error {
    Errc code = Errc::invalid;
    Text what;
    Text remedy = {};  // what the person can do; may be empty
    Place place = {};  // may be empty

    // "relay psu: dcttech: no answer": the message reads like a path on its way up.
    [[nodiscard]] Error within(std::string_view outer) &&;
    // file:line:column: what (remedy), without a line break.
    [[nodiscard]] std::string line(Lang lang) const;
};

using Errors = std::vector<Error>;

template <class T>
using Result = tl::expected<T, Error>;
// A reader that reports everything it found wrong at once.
template <class T>
using Checked = tl::expected<T, Errors>;

inline tl::unexpected<Error> fail(Errc code, Text what, Text remedy = {}) {
    return tl::unexpected<Error>(Error{code, std::move(what), std::move(remedy), {}});
}

// 2 bad input or damage, 3 hardware or environment (design.md §5.6).
int exit_code(Errc code);

}  // namespace banc
