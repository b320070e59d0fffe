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
    for (char& c : words)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
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
