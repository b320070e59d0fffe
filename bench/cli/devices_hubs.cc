// SPDX-License-Identifier: EUPL-1.2
#include "bench/cli/devices_hubs.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "bench/cli/run_task.h"
#include "bench/scenario/bench_config.h"
#include "drivers/transport/hub_box.h"
#include "drivers/transport/qt_loop.h"

namespace banc {
namespace {

Checked<HubView> view_of(const std::vector<const FoundHub*>& box, const FoundHubs& hubs,
                         const std::string& data_folder) {
    HubView view{name_of(box)};
    for (int n = 1; n <= view.box.ports; ++n) {
        HubView::Port port{n};
        if (const auto usable = can_use(box, n, hubs); !usable) port.why = usable.error().what;
        auto proof = port_proof(data_folder, view.box.model, n);
        if (!proof) return tl::unexpected<Errors>(std::move(proof.error()));
        port.proof = std::move(*proof);
        view.ports.push_back(std::move(port));
    }
    return view;
}

HubView closed_view(const FoundHub& hub, const Error& error) {
    return {HubBox{hub.half.model, 0, {hub.half.path}}, {}, error.what, error.remedy};
}

std::vector<const HubView::Port*> switched(const HubView& hub) {
    std::vector<const HubView::Port*> ports;
    for (const auto& port : hub.ports)
        if (port.switches()) ports.push_back(&port);
    return ports;
}

std::vector<std::string> configuration(const HubView& hub, std::size_t number) {
    const auto ports = switched(hub);
    if (ports.empty()) return {};
    return {"boards:",
            fmt::format("  hub{}: {{ model: {}, at: {{ serial: \"usb:{}\" }} }}", number, kHubModel,
                        hub.box.paths.front()),
            "lines:",
            fmt::format("  pc.stick.vbus: {{ contact: hub{}/{}, healthy: powered, voltage: TBTS, "
                        "min_dwell: 1s, min_gap: 1s, orphan: hold 20s, energises: no }}",
                        number, ports.front()->number)};
}

// A hub all of whose ports are refused for one reason is told in one line.
Text only_reason(const HubView& hub) {
    if (!hub.why.fr.empty() || hub.ports.empty()) return hub.why;
    const auto same = [&](const auto& port) {
        return !port.switches() && port.why.fr == hub.ports.front().why.fr;
    };
    return std::ranges::all_of(hub.ports, same) ? hub.ports.front().why : Text{};
}

std::string places(const HubView& hub) {
    std::string all;
    for (const auto& path : hub.box.paths) all += (all.empty() ? "usb:" : " + usb:") + path;
    return all;
}

}  // namespace

Checked<std::vector<HubView>> look_at_hubs(const std::string& data_folder) {
    QtLoop loop;
    const auto usb = UsbLoop::start(loop);
    if (!usb) return tl::unexpected<Errors>(Errors{usb.error()});
    const auto hubs = run_task(find_hubs(**usb));
    if (!hubs) return tl::unexpected<Errors>(Errors{hubs.error()});
    std::vector<HubView> views;
    std::set<std::string> told;
    for (const auto& hub : *hubs) {
        if (told.contains(hub.half.path)) continue;
        const auto box = box_of(*hubs, hub.half.path);
        if (!box) {
            views.push_back(closed_view(hub, box.error()));
            continue;
        }
        auto view = view_of(*box, *hubs, data_folder);
        if (!view) return tl::unexpected<Errors>(std::move(view.error()));
        told.insert(view->box.paths.begin(), view->box.paths.end());
        views.push_back(std::move(*view));
    }
    return views;
}

void print_hub(const HubView& hub, std::size_t number, Lang lang) {
    const bool french = lang == Lang::fr;
    fmt::print("{:<12} {}  {}\n", places(hub), to_string(hub.box.model),
               french ? "concentrateur" : "hub");
    const auto reason = only_reason(hub);
    if (!reason.fr.empty()) fmt::print("    {}\n", plain(reason.in(lang)));
    if (!hub.remedy.fr.empty()) fmt::print("    → {}\n", plain(hub.remedy.in(lang)));
    if (!reason.fr.empty()) return;
    for (const auto& port : hub.ports)
        fmt::print("    port {:<3} {}\n", port.number,
                   port.switches() ? say(port.proof).in(lang) : port.why.in(lang));
    const auto paste = configuration(hub, number);
    if (!paste.empty()) fmt::print("    {}\n", french ? "dans bench.yaml :" : "in bench.yaml:");
    for (const auto& line : paste) fmt::print("    {}\n", line);
}

Json json_of(const HubView& hub, std::size_t number) {
    Json ports = Json::array();
    for (const auto& port : hub.ports)
        ports.push_back({{"port", port.number},
                         {"claimed", port.switches()},
                         {"proven", word(port.proof.measure.proven)},
                         {"why", port.why.en}});
    std::string paste;
    for (const auto& line : configuration(hub, number)) paste += line + "\n";
    Json configurations = Json::array();
    if (!paste.empty()) configurations.push_back(std::move(paste));
    return {{"kind", "hub"},
            {"port", "usb:" + hub.box.paths.front()},
            {"halves", hub.box.paths},
            {"id", to_string(hub.box.model)},
            {"state", hub.why.fr.empty() ? "hub" : "closed"},
            {"ports", std::move(ports)},
            {"why", hub.why.en},
            {"remedy", hub.remedy.en},
            {"configuration", std::move(configurations)}};
}

}  // namespace banc
