// SPDX-License-Identifier: EUPL-1.2
#include "drivers/relay/identity.h"

#include <fmt/format.h>

#include <algorithm>

namespace banc {
namespace {

std::string join(const std::vector<std::string>& words) {
    return fmt::format("{}", fmt::join(words, ", "));
}

bool same_id(const UsbProduct& one, const UsbProduct& other) {
    return one.vendor == other.vendor && one.product == other.product;
}

bool says(const UsbProduct& plugged, const UsbProduct& known) {
    return (known.manufacturer.empty() || known.manufacturer == plugged.manufacturer) &&
           (known.name.empty() || known.name == plugged.name);
}

// Whether this product may be what is plugged in, by the kind of proof its section asks for.
bool may_be(const Plugged& plugged, const BoardProduct& product) {
    if (product.cable == BoardCable::serial && plugged.ttys.empty()) return false;
    switch (product.recognised) {
        case Recognised::by_strings:
            return same_id(plugged.usb, product.usb) && says(plugged.usb, product.usb);
        case Recognised::by_id: return same_id(plugged.usb, product.usb);
        case Recognised::by_place:
            return product.usb.vendor == 0 || same_id(plugged.usb, product.usb);
    }
    return false;
}

std::vector<std::string> models_by(Recognised proof, const Plugged& plugged,
                                   const BoardTable& table) {
    std::vector<std::string> models;
    for (const auto& [section, product] : table)
        if (product.recognised == proof && may_be(plugged, product)) models.push_back(section);
    return models;
}

bool permitted(const Plugged& plugged, BoardCable cable) {
    if (cable != BoardCable::serial) return plugged.node.permitted;
    return std::ranges::all_of(plugged.ttys, &DeviceNode::permitted);
}

bool stands_at(const BoardConfig& config, const Plugged& plugged) {
    const auto& at = config.at.serial;
    return at == plugged.port ||
           std::ranges::find(plugged.ttys, at, &DeviceNode::path) != plugged.ttys.end();
}

class Look {
public:
    Look(const BoardTable& table, const std::vector<BoardConfig>& named)
        : table_(table), named_(named) {}

    [[nodiscard]] Device at(const Plugged& plugged) const {
        for (const auto proof : {Recognised::by_strings, Recognised::by_id}) {
            auto models = models_by(proof, plugged, table_);
            if (models.size() == 1) return one(plugged, std::move(models));
            if (models.size() > 1) return several(plugged, std::move(models));
        }
        auto models = models_by(Recognised::by_place, plugged, table_);
        if (models.empty()) return unknown(plugged);
        for (const auto& config : named_)
            if (stands_at(config, plugged) && std::ranges::count(models, config.model) == 1)
                return one(plugged, {config.model});
        return by_place(plugged, std::move(models));
    }

private:
    [[nodiscard]] Device one(const Plugged& plugged, std::vector<std::string> models) const {
        const auto& product = table_.find(models.front())->second;
        if (!permitted(plugged, product.cable))
            return {plugged, Standing::no_permission, std::move(models),
                    text("pas le droit de l'ouvrir", "no permission to open it"),
                    text("ajouter à /etc/udev/rules.d/60-banc.rules, puis rebrancher : {}",
                         "add to /etc/udev/rules.d/60-banc.rules, then plug in again: {}",
                         udev_rule(product))};
        if (product.tested.starts_with("unverified"))
            return {plugged, Standing::unverified, std::move(models),
                    text("personne ne l'a encore vue marcher ici ({})",
                         "nobody here has seen it work yet ({})", product.tested),
                    text("l'essayer ligne par ligne : banc bench exercise",
                         "try it line by line: banc bench exercise")};
        return {plugged, Standing::matched, std::move(models), {}, {}};
    }
    static Device several(const Plugged& plugged, std::vector<std::string> models) {
        auto list = join(models);
        return {plugged, Standing::ambiguous, std::move(models),
                text("plusieurs modèles se présentent ainsi : {}",
                     "several models say this of themselves: {}", list),
                text("retirer de boards.yaml la section de trop",
                     "take the section that is one too many out of boards.yaml")};
    }
    static Device by_place(const Plugged& plugged, std::vector<std::string> models) {
        auto list = join(models);
        return {plugged, Standing::place_only, std::move(models),
                text("ne dit rien de lui-même ; peut être : {}",
                     "says nothing of itself; may be: {}", list),
                text("lire le modèle sur la carte et l'écrire dans bench.yaml, avec {}",
                     "read the model on the board and write it in bench.yaml, with {}",
                     plugged.port)};
    }
    [[nodiscard]] Device unknown(const Plugged& plugged) const {
        const auto shares_id = [&](const auto& entry) {
            return same_id(entry.second.usb, plugged.usb);
        };
        const auto known = std::ranges::find_if(table_, shares_id);
        if (known == table_.end())
            return {
                plugged, Standing::unknown, {}, text("aucune carte connue", "no known board"), {}};
        if (known->second.cable == BoardCable::serial && plugged.ttys.empty())
            return {plugged,
                    Standing::unknown,
                    {},
                    text("peut être « {} », mais le noyau n'en a pas fait un port série",
                         "may be \"{}\", but the kernel has made no serial port of it",
                         known->first),
                    text("voir dmesg : un autre programme l'a pris, ou le pilote manque",
                         "see dmesg: another program took it, or its driver is missing")};
        return {plugged,
                Standing::unknown,
                {},
                text("l'identifiant d'une carte connue, mais d'autres chaînes : « {} » « {} »",
                     "the id of a known board, but other strings: \"{}\" \"{}\"",
                     plugged.usb.manufacturer, plugged.usb.name),
                text("rien ne lui sera écrit ; si c'est une carte : drivers/README.md",
                     "nothing will be written to it; if it is a board: drivers/README.md")};
    }

    const BoardTable& table_;
    const std::vector<BoardConfig>& named_;
};

}  // namespace

std::vector<Device> identify(const Survey& survey, const BoardTable& table,
                             const std::vector<BoardConfig>& named) {
    const Look look(table, named);
    std::vector<Device> devices;
    for (const auto& plugged : survey) devices.push_back(look.at(plugged));
    return devices;
}

std::string_view word(Standing standing) {
    switch (standing) {
        case Standing::matched: return "matched";
        case Standing::unverified: return "unverified";
        case Standing::ambiguous: return "ambiguous";
        case Standing::place_only: return "place_only";
        case Standing::no_permission: return "no_permission";
        case Standing::unknown: return "unknown";
    }
    return "?";
}

}  // namespace banc
