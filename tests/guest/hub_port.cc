// SPDX-License-Identifier: EUPL-1.2
// hub_port HUB PORT on|off|read|prove: our own hub switch, from the command line. Says by which way
// the command went ("kernel", "transfer") and what the hub claims of the port, or the proof.
#include "drivers/transport/hub_port.h"

#include <fmt/format.h>

#include <QCoreApplication>
#include <cstdlib>

#include "bench/cli/run_task.h"
#include "drivers/transport/qt_loop.h"

namespace banc {
namespace {

constexpr Nanos kWatch = std::chrono::seconds(3);

std::string_view word(PortPower power) { return power == PortPower::on ? "on" : "off"; }

Task<Result<std::string>> act(UsbLoop& usb, const QStringList& words) {
    const int port = words[2].toInt();
    const std::vector<int> ports{port};
    auto hub = co_await open_hub(usb, words[1].toStdString(), ports);
    if (!hub) co_return tl::unexpected<Error>(hub.error());
    SwitchedPort& open = *hub->ports.at(port);
    if (words[3] == QStringLiteral("prove")) {
        const auto proof = co_await open.prove(kWatch);
        if (!proof) co_return tl::unexpected<Error>(proof.error());
        co_return std::string(*proof == Proof::device_left ? "device_left" : "not_proven");
    }
    if (words[3] == QStringLiteral("read")) {
        const auto claim = co_await open.read();
        if (!claim) co_return tl::unexpected<Error>(claim.error());
        co_return std::string(word(claim->power));
    }
    const auto wanted = words[3] == QStringLiteral("on") ? PortPower::on : PortPower::off;
    const auto done = co_await open.set(wanted);
    if (!done) co_return tl::unexpected<Error>(done.error());
    co_return fmt::format("{} {}", done->way == Way::kernel ? "kernel" : "transfer",
                          word(done->port.power));
}

int run(const QStringList& words) {
    QtLoop loop;
    const auto usb = UsbLoop::start(loop);
    if (!usb) return 3;
    const auto said = run_task(act(**usb, words));
    fmt::print("{}\n", said ? *said : said.error().line(Lang::en));
    return said ? 0 : 1;
}

}  // namespace
}  // namespace banc

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    if (argc != 4) return 2;
    return banc::run(QCoreApplication::arguments());
}
