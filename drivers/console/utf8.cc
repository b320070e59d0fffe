// SPDX-License-Identifier: EUPL-1.2
#include "drivers/console/utf8.h"

namespace banc {

void Utf8Decoder::feed(std::uint8_t byte, std::string& out) {
    if (missing_ > 0 && (byte < least_ || byte > most_)) finish(out);
    if (missing_ == 0) return lead(byte, out);
    part_.push_back(static_cast<char>(byte));
    least_ = 0x80;
    most_ = 0xbf;
    if (--missing_ > 0) return;
    out += part_;
    part_.clear();
}

void Utf8Decoder::finish(std::string& out) {
    if (missing_ == 0) return;
    missing_ = 0;
    part_.clear();
    out += kReplacement;
}

void Utf8Decoder::lead(std::uint8_t byte, std::string& out) {
    if (byte < 0x80) return out.push_back(static_cast<char>(byte));
    if (byte < 0xc2 || byte > 0xf4) {
        out += kReplacement;
        return;
    }
    missing_ = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    least_ = byte == 0xe0 ? 0xa0 : byte == 0xf0 ? 0x90 : 0x80;
    most_ = byte == 0xed ? 0x9f : byte == 0xf4 ? 0x8f : 0xbf;
    part_.assign(1, static_cast<char>(byte));
}

std::string as_utf8(std::string_view bytes) {
    std::string out;
    Utf8Decoder decoder;
    for (const char c : bytes) decoder.feed(static_cast<std::uint8_t>(c), out);
    decoder.finish(out);
    return out;
}

}  // namespace banc
