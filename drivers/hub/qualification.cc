// SPDX-License-Identifier: EUPL-1.2
#include "drivers/hub/qualification.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

#include "bench/core/json.h"

namespace banc {
namespace {

constexpr std::size_t kNameMost = 200;  // a person's name, not a report
constexpr int kPortsMost = 255;         // one byte of the hub descriptor
constexpr std::array<std::string_view, 3> kProofs{"not", "device_left", "vbus_measured"};
constexpr std::array<std::string_view, 3> kHubKeys{"hub", "hub_ports", "ports"};
constexpr std::array<std::string_view, 4> kPortKeys{"by", "millivolts", "proven", "when"};

void blame(Errors& errors, Text what) {
    errors.push_back({Errc::invalid, std::move(what), {}, {}});
}

void wrong(Errors& errors, std::string_view key, std::string_view wanted) {
    blame(errors, text("« {} » : {} attendu", "\"{}\": expected {}", key, wanted));
}

std::string as_words(const Json& json, const char* key, Errors& errors) {
    const auto found = json.find(key);
    const bool good = found != json.end() && found->is_string() &&
                      !found->get_ref<const std::string&>().empty() &&
                      found->get_ref<const std::string&>().size() <= kNameMost;
    if (!good) wrong(errors, key, "text");
    return good ? found->get<std::string>() : std::string();
}

int as_number(const Json& json, int most) {
    if (!json.is_number_integer()) return -1;
    const auto value = json.get<std::int64_t>();
    return value < 0 || value > most ? -1 : static_cast<int>(value);
}

std::optional<Proof> as_proof(const Json& json, Errors& errors) {
    const auto word = as_words(json, "proven", errors);
    const auto* const found = std::ranges::find(kProofs, word);
    if (found != kProofs.end()) return static_cast<Proof>(found - kProofs.begin());
    if (!word.empty()) wrong(errors, "proven", "not | device_left | vbus_measured");
    return std::nullopt;
}

bool is_utc(const std::string& when) {
    constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:ddZ";
    if (when.size() != kShape.size()) return false;
    for (std::size_t i = 0; i < kShape.size(); ++i) {
        const bool digit = when[i] >= '0' && when[i] <= '9';
        if (kShape[i] == 'd' ? !digit : when[i] != kShape[i]) return false;
    }
    return true;
}

// Millivolts stand there exactly when a meter was read, and then they say "off".
int as_millivolts(const Json& json, Proof proven, Errors& errors) {
    const auto found = json.find("millivolts");
    if ((found != json.end()) != (proven == Proof::vbus_measured)) {
        wrong(errors, "millivolts", "exactly with vbus_measured");
        return 0;
    }
    if (found == json.end()) return 0;
    const int value = as_number(*found, kOffMillivolts);
    if (value < 0) wrong(errors, "millivolts", fmt::format("0..{}", kOffMillivolts));
    return std::max(value, 0);
}

void check_keys(const Json& json, std::span<const std::string_view> known, Errors& errors) {
    for (const auto& [key, value] : json.items())
        if (std::ranges::find(known, key) == known.end())
            blame(errors, text("clé inconnue « {} »", "unknown key \"{}\"", key));
}

Measure as_measure(const Json& json, Errors& errors) {
    Measure measure;
    if (!json.is_object()) {
        wrong(errors, "ports", "{…}");
        return measure;
    }
    check_keys(json, kPortKeys, errors);
    measure.by = as_words(json, "by", errors);
    measure.when = as_words(json, "when", errors);
    if (!measure.when.empty() && !is_utc(measure.when))
        wrong(errors, "when", "2026-06-12T14:03:27Z");
    const auto proven = as_proof(json, errors);
    if (proven) measure.millivolts = as_millivolts(json, *proven, errors);
    measure.proven = proven.value_or(Proof::not_proven);
    return measure;
}

// {"2": {…}}: numbered as printed on the hub.
std::map<int, Measure> as_ports(const Json& json, int hub_ports, Errors& errors) {
    std::map<int, Measure> ports;
    const auto found = json.find("ports");
    const bool some = found != json.end() && found->is_object() && !found->empty();
    if (!some) {
        wrong(errors, "ports", "{\"1\": {…}}");
        return ports;
    }
    for (const auto& [key, value] : found->items()) {
        int port = 0;
        const auto read = std::from_chars(key.data(), key.data() + key.size(), port);
        const bool plain = read.ptr == key.data() + key.size() && key == std::to_string(port);
        if (!plain || port < 1 || port > hub_ports)
            wrong(errors, "ports", "1..hub_ports");
        else
            ports[port] = as_measure(value, errors);
    }
    return ports;
}

}  // namespace

std::string qualification_file(const HubModel& model) {
    return fmt::format("hubs/{:04x}-{:04x}-{:04x}.json", model.vendor, model.product,
                       model.revision);
}

Result<std::string> format_qualification(const Qualification& qualification) {
    Json ports = Json::object();
    for (const auto& [port, measure] : qualification.ports) {
        auto& json = ports[std::to_string(port)];
        json = {{"by", measure.by}, {"when", measure.when}, {"proven", word(measure.proven)}};
        if (measure.proven == Proof::vbus_measured) json["millivolts"] = measure.millivolts;
    }
    return canonical({{"hub", to_string(qualification.model)},
                      {"hub_ports", qualification.hub_ports},
                      {"ports", std::move(ports)}});
}

Checked<Qualification> parse_qualification(std::string_view written, const HubModel& model) {
    const auto json = parse_json(written);
    if (!json) return tl::unexpected<Errors>(Errors{json.error()});
    Errors errors;
    if (!json->is_object()) {
        wrong(errors, "", "{…}");
        return tl::unexpected<Errors>(std::move(errors));
    }
    check_keys(*json, kHubKeys, errors);
    Qualification q;
    q.model = model;
    const auto hub = as_words(*json, "hub", errors);
    if (!hub.empty() && hub != to_string(model)) wrong(errors, "hub", to_string(model));
    q.hub_ports = as_number(json->value("hub_ports", Json()), kPortsMost);
    if (q.hub_ports < 1) wrong(errors, "hub_ports", "1..255");
    q.ports = as_ports(*json, q.hub_ports < 1 ? kPortsMost : q.hub_ports, errors);
    if (!errors.empty()) return tl::unexpected<Errors>(std::move(errors));
    return q;
}

Proof proof_of(const Qualification& qualification, int port) {
    const auto measured = qualification.ports.find(port);
    return measured == qualification.ports.end() ? Proof::not_proven : measured->second.proven;
}

std::string_view word(Proof proof) { return kProofs.at(static_cast<std::size_t>(proof)); }

}  // namespace banc
