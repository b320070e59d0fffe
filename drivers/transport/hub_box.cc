// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/hub_box.h"

#include <algorithm>

namespace banc {
namespace {

const std::string& path_of(const FoundHub& hub) { return hub.half.path; }

tl::unexpected<Error> no_such_hub(const std::string& path, const FoundHubs& hubs) {
    std::string there;
    for (const auto& hub : hubs) there += (there.empty() ? "" : ", ") + hub.half.path;
    return fail(Errc::disconnected,
                text("pas de concentrateur en {} ; il y a : {}", "no hub at {}; there are: {}",
                     path, there.empty() ? "–" : there),
                text("le rebrancher sur le même port", "plug it back into the same port"));
}

std::vector<HubHalf> halves_of(const FoundHubs& hubs) {
    std::vector<HubHalf> halves;
    for (const auto& hub : hubs) halves.push_back(hub.half);
    return halves;
}

// What keeps a hub from being asked is what keeps it from being paired: its remedy is the one.
tl::unexpected<Error> unpaired(Error error, const FoundHubs& hubs, const HubHalf& own) {
    for (const auto& hub : hubs) {
        const bool other = hub.half.speed != own.speed && hub.half.model.vendor == own.model.vendor;
        if (other && hub.unread) error.remedy = hub.unread->remedy;
    }
    return tl::unexpected<Error>(std::move(error));
}

// Another hub's hub is somebody else's bench, or this box's own inside.
Result<void> can_use(const FoundHub& hub, int port, const FoundHubs& hubs) {
    auto fit = can_switch(hub.facts, hub.half.model, port);
    if (!fit) return fit;
    const auto below = path_on_port(hub.half.path, port);
    if (std::ranges::find(hubs, below, path_of) == hubs.end()) return {};
    return fail(Errc::refused,
                text("le port {} porte un autre concentrateur", "port {} holds another hub", port),
                text("prendre un port de {}", "use a port of {}", below));
}

}  // namespace

Result<std::vector<const FoundHub*>> box_of(const FoundHubs& hubs, const std::string& path) {
    const auto own = std::ranges::find(hubs, path, path_of);
    if (own == hubs.end()) return no_such_hub(path, hubs);
    if (own->unread) return tl::unexpected<Error>(*own->unread);
    const auto pairing = pair_hub(halves_of(hubs), static_cast<std::size_t>(own - hubs.begin()));
    if (!pairing) return unpaired(pairing.error(), hubs, own->half);
    std::vector<const FoundHub*> box{&*own};
    if (pairing->other) box.push_back(&hubs[*pairing->other]);
    std::ranges::sort(box, {}, [](const FoundHub* hub) { return hub->half.speed; });
    return box;
}

HubBox name_of(const std::vector<const FoundHub*>& box) {
    HubBox name{box.front()->half.model, box.front()->facts.ports};
    for (const auto* half : box) name.paths.push_back(half->half.path);
    return name;
}

Result<void> can_use(const std::vector<const FoundHub*>& box, int port, const FoundHubs& hubs) {
    for (const auto* half : box) {
        auto usable = can_use(*half, port, hubs);
        if (!usable) return tl::unexpected(std::move(usable.error()).within(half->half.path));
    }
    return {};
}

}  // namespace banc
