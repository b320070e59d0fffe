// SPDX-License-Identifier: EUPL-1.2
#include "drivers/hub/hub_pairing.h"

#include <charconv>
#include <vector>

namespace banc {
namespace {

bool is_root(const HubHalf& hub) { return hub.path.starts_with("usb"); }

// Two hubs of one port, or one and two: too few for the count to mean anything (uhubctl).
constexpr int kFewPorts = 3;

bool counts_fit(const HubHalf& a, const HubHalf& b) {
    return a.ports == b.ports || a.ports + b.ports <= kFewPorts;
}

bool could_be(const HubHalf& a, const HubHalf& b) {
    return a.speed != b.speed && a.read && b.read && !a.container.empty() &&
           a.container == b.container && counts_fit(a, b) &&
           (a.serial.empty() || b.serial.empty() || a.serial == b.serial);
}

// Nobody could ask one of them, and they come from one maker: it may be the other half. Root hubs
// are of no box. Another maker's hub is none of ours [R]: both halves of one chip carry one vendor.
bool might_be(const HubHalf& a, const HubHalf& b) {
    return a.speed != b.speed && !(a.read && b.read) && !is_root(a) && !is_root(b) &&
           a.model.vendor == b.model.vendor;
}

std::string after(const std::string& path, char mark) {
    const auto at = path.find(mark);
    return at == std::string::npos ? std::string() : path.substr(at + 1);
}

int bus(const std::string& path) {
    int number = 0;
    std::from_chars(path.data(), path.data() + path.size(), number);
    return number;
}

int score(const HubHalf& a, const HubHalf& b) {
    const auto ports = after(a.path, '-');
    if (!ports.empty() && ports == after(b.path, '-')) {
        const bool a_first = a.speed == HubSpeed::usb2;
        const int step = a_first ? bus(b.path) - bus(a.path) : bus(a.path) - bus(b.path);
        return step == 1 ? 5 : 4;
    }
    const auto below = after(a.path, '.');
    return !below.empty() && below == after(b.path, '.') ? 2 : 1;
}

std::vector<std::size_t> best_for(std::span<const HubHalf> hubs, std::size_t half) {
    std::vector<std::size_t> best;
    int most = 0;
    for (std::size_t i = 0; i < hubs.size(); ++i) {
        if (!could_be(hubs[half], hubs[i])) continue;
        const int points = score(hubs[half], hubs[i]);
        if (points < most) continue;
        if (points > most) best.clear();
        most = points;
        best.push_back(i);
    }
    return best;
}

std::string paths(std::span<const HubHalf> hubs, const std::vector<std::size_t>& which) {
    std::string out;
    for (const auto i : which) out += (out.empty() ? "" : ", ") + hubs[i].path;
    return out;
}

tl::unexpected<Error> unclear(const HubHalf& half, const std::string& others) {
    return fail(Errc::refused,
                text("l'autre moitié du concentrateur {} n'est pas sûre : {}",
                     "the other half of hub {} is not certain: {}", half.path, others),
                text("débrancher l'autre concentrateur du même modèle",
                     "unplug the other hub of the same model"));
}

tl::unexpected<Error> unasked(const HubHalf& half, const std::string& others) {
    return fail(Errc::refused,
                text("le concentrateur {} ne peut pas être interrogé, ou {}, qui est peut-être son "
                     "autre moitié",
                     "hub {} could not be asked, or {}, which may be its other half", half.path,
                     others),
                text("donner le droit d'ouvrir les deux (règle udev : drivers/README.md)",
                     "allow opening both (udev rule: drivers/README.md)"));
}

}  // namespace

Result<Pairing> pair_hub(std::span<const HubHalf> hubs, std::size_t half) {
    const auto best = best_for(hubs, half);
    if (best.size() > 1) return unclear(hubs[half], paths(hubs, best));
    if (best.size() == 1) {
        const auto back = best_for(hubs, best.front());
        if (back != std::vector{half}) return unclear(hubs[best.front()], paths(hubs, back));
        return Pairing{best.front()};
    }
    std::vector<std::size_t> silent;
    for (std::size_t i = 0; i < hubs.size(); ++i)
        if (might_be(hubs[half], hubs[i])) silent.push_back(i);
    if (!silent.empty()) return unasked(hubs[half], paths(hubs, silent));
    return Pairing{};
}

}  // namespace banc
