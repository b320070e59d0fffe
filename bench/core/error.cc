// SPDX-License-Identifier: EUPL-1.2
#include "bench/core/error.h"

namespace banc {

Error Error::within(std::string_view outer) && {
    what.fr = fmt::format("{} : {}", outer, what.fr);
    what.en = fmt::format("{}: {}", outer, what.en);
    return std::move(*this);
}

std::string Error::line(Lang lang) const {
    std::string out;
    if (!place.file.empty()) {
        out = place.file;
        if (place.line > 0) out += fmt::format(":{}:{}", place.line, place.column);
        out += ": ";
    }
    out += what.in(lang);
    if (!remedy.in(lang).empty()) out += fmt::format(" ({})", remedy.in(lang));
    return plain(std::move(out));
}

std::string plain(std::string words) {
    const auto code = [](char c) { return static_cast<unsigned char>(c); };
    for (char& c : words)
        if (code(c) < 0x20 || c == 0x7f) c = ' ';
    for (std::size_t i = 1; i < words.size(); ++i)  // U+0080–U+009F: C2 9B is CSI to a terminal
        if (code(words[i - 1]) == 0xc2 && code(words[i]) < 0xa0) words[i - 1] = words[i] = ' ';
    return words;
}

int exit_code(Errc code) {
    switch (code) {
        case Errc::invalid:
        case Errc::refused:
        case Errc::corrupt: return 2;
        case Errc::timeout:
        case Errc::disconnected:
        case Errc::protocol:
        case Errc::environment: return 3;
    }
    return 3;
}

}  // namespace banc
