// SPDX-License-Identifier: EUPL-1.2
// UTF-8 from a hostile source, byte by byte: what is not UTF-8 becomes U+FFFD, one for each maximal
// wrong part (Unicode 15, §3.9, table 3-8).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace banc {

inline constexpr std::string_view kReplacement = "\xef\xbf\xbd";  // U+FFFD

class Utf8Decoder {
public:
    // Appends to `out` the characters this byte completes: none, one, or two (one of them U+FFFD).
    void feed(std::uint8_t byte, std::string& out);
    // The stream stops here: a character begun and not finished becomes U+FFFD.
    void finish(std::string& out);
    [[nodiscard]] bool pending() const { return missing_ > 0; }

private:
    void lead(std::uint8_t byte, std::string& out);

    std::string part_;           // at most 3 bytes of an unfinished character
    int missing_ = 0;            // continuation bytes still awaited
    std::uint8_t least_ = 0x80;  // bounds of the next one: they rule out overlong forms,
    std::uint8_t most_ = 0xbf;   // surrogates and what lies beyond U+10FFFF
};

// The same over a whole text.
std::string as_utf8(std::string_view bytes);

}  // namespace banc
