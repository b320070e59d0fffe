// SPDX-License-Identifier: EUPL-1.2
#include "bench/yaml/encoding.h"

#include "bench/yaml/escapes.h"

namespace banc {
namespace {

// Length of the UTF-8 sequence at the start of `text`, 0 when it is none (Unicode 15, table 3-7).
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const auto lead = byte(0);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return continues(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const bool overlong = lead == 0xE0 && byte(1) < 0xA0;
        const bool surrogate = lead == 0xED && byte(1) > 0x9F;
        return continues(1) && continues(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const bool overlong = lead == 0xF0 && byte(1) < 0x90;
        const bool beyond = lead == 0xF4 && byte(1) > 0x8F;
        return continues(1) && continues(2) && continues(3) && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

// Of one whole sequence.
char32_t sign_of(std::string_view sequence) {
    const auto lead = static_cast<unsigned char>(sequence.front());
    char32_t sign = sequence.size() == 1 ? lead : lead & (0x7FU >> sequence.size());
    for (const char c : sequence.substr(1))
        sign = sign << 6U | (static_cast<unsigned char>(c) & 0x3FU);
    return sign;
}

std::optional<Error> hidden_error(std::string_view text, std::size_t at, std::size_t length) {
    if (text.substr(at, 2) == "\r\n" || !is_hidden(sign_of(text.substr(at, length)))) return {};
    if (text[at] == '\r')
        return Error{Errc::invalid,
                     banc::text("fin de ligne « CR » seule, celle des anciens Macintosh",
                                "a line ended by CR alone, as on old Macintoshes"),
                     banc::text("enregistrez le fichier avec les fins de ligne d'Unix (LF)",
                                "save the file with the line ends of Unix (LF)")};
    return Error{Errc::invalid,
                 banc::text("caractère invisible (octet {})", "invisible character (byte {})",
                            at + 1),
                 banc::text("effacez-le", "delete it")};
}

}  // namespace

std::optional<Error> encoding_error(std::string_view text, const std::string& file, Rules rules) {
    int line = 1;
    int column = 1;
    for (std::size_t at = 0; at < text.size();) {
        const auto length = sequence_length(text.substr(at));
        const Place place{file, line, column};
        if (length == 0)
            return Error{
                Errc::invalid,
                banc::text("l'octet {} n'est pas de l'UTF-8", "byte {} is not UTF-8", at + 1),
                banc::text("enregistrez le fichier en UTF-8", "save the file as UTF-8"), place};
        const bool asked = length == 1 || rules == Rules::today;
        if (auto hidden = asked ? hidden_error(text, at, length) : std::nullopt) {
            hidden->place = place;
            return hidden;
        }
        column = text[at] == '\n' ? 1 : column + 1;
        line += text[at] == '\n' ? 1 : 0;
        at += length;
    }
    return std::nullopt;
}

}  // namespace banc
