// SPDX-License-Identifier: EUPL-1.2
#include "bench/scenario/tty_settings.h"

#include <array>

namespace banc {
namespace {

constexpr std::string_view kParities = "NEO";
constexpr std::array<std::string_view, 3> kFlows{"none", "rtscts", "xonxoff"};

}  // namespace

Result<void> set_framing(TtySettings& settings, std::string_view word) {
    const auto parity = word.size() == 3 ? kParities.find(word[1]) : word.npos;
    const bool known = parity != word.npos && (word[0] == '7' || word[0] == '8') &&
                       (word[2] == '1' || word[2] == '2');
    if (!known)
        return fail(Errc::invalid, text("format « {} » inconnu", "unknown framing \"{}\"", word),
                    text("8N1, 7E1, 8O2…", "8N1, 7E1, 8O2…"));
    settings.data_bits = word[0] - '0';
    settings.parity = static_cast<Parity>(parity);
    settings.stop_bits = word[2] - '0';
    return {};
}

Result<void> set_flow(TtySettings& settings, std::string_view word) {
    for (std::size_t i = 0; i < kFlows.size(); ++i) {
        if (word != kFlows[i]) continue;
        settings.flow = static_cast<Flow>(i);
        return {};
    }
    return fail(Errc::invalid,
                text("contrôle de flux « {} » inconnu", "unknown flow control \"{}\"", word),
                text("none, rtscts ou xonxoff", "none, rtscts or xonxoff"));
}

std::string written(const TtySettings& settings) {
    auto out =
        fmt::format("{} {}{}{}", settings.baud, settings.data_bits,
                    kParities[static_cast<std::size_t>(settings.parity)], settings.stop_bits);
    if (settings.flow != Flow::none)
        out += fmt::format(" {}", kFlows[static_cast<std::size_t>(settings.flow)]);
    return out;
}

}  // namespace banc
