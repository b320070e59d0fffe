// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/open_line.h"

#include "drivers/transport/child_line.h"
#include "drivers/transport/line_socket.h"
#include "drivers/transport/returning_line.h"
#include "drivers/transport/serial_line.h"
#include "drivers/transport/survey.h"

namespace banc {
namespace {

// The slowest of meters shows a value every two seconds, and needs a moment to be found.
constexpr Nanos kMute = std::chrono::seconds(10);

Result<std::string> socket_path(const std::string& name, const std::string& virtual_dir) {
    if (virtual_dir.empty())
        return fail(Errc::invalid,
                    text("socket « {} » sans banc virtuel", "socket \"{}\" without a virtual bench",
                         name),
                    text("démarrez `banc virtual`, ou donnez un port série",
                         "start `banc virtual`, or give a serial port"));
    if (name.find('/') != std::string::npos || name.starts_with('.'))
        return fail(Errc::invalid,
                    text("nom de socket refusé : « {} »", "socket name refused: \"{}\"", name),
                    text("un nom simple, sans dossier", "a plain name, without a folder"));
    return virtual_dir + "/" + name;
}

template <class Config>
Result<std::unique_ptr<ByteLine>> open_any(Loop& loop, const Config& config,
                                           const std::string& virtual_dir) {
    const bool real = config.at.socket.empty();
    const auto path =
        real ? tty_at(survey_usb(), config.at.serial) : socket_path(config.at.socket, virtual_dir);
    if constexpr (requires { config.tty; })
        if (path && real) return SerialLine::open(loop, *path, config.tty, config.name);
    if (path) return LineSocket::open(loop, *path, config.name);
    auto error = Error(path.error()).within(config.name);
    error.place = config.place;
    return tl::unexpected<Error>(std::move(error));
}

template <class Config>
Result<std::unique_ptr<ByteLine>> keep_any(Loop& loop, const Config& config,
                                           const std::string& virtual_dir) {
    auto same = [first = std::string(), &config]() mutable -> Result<void> {
        const auto survey = survey_usb();
        const auto tty = tty_at(survey, config.at.serial);
        const auto adapter = tty ? adapter_at(survey, *tty) : std::string();
        if (first.empty()) first = adapter;
        if (first == adapter) return {};
        return fail(Errc::disconnected, text("un autre adaptateur est à sa place : {}",
                                             "another adapter is in its place: {}", adapter));
    };
    return ReturningLine::open(
        loop, [&loop, &config, virtual_dir, same]() mutable -> Result<std::unique_ptr<ByteLine>> {
            const auto found = config.at.socket.empty() ? same() : Result<void>{};
            if (!found) return tl::unexpected<Error>(found.error());
            return open_any(loop, config, virtual_dir);
        });
}

}  // namespace

Result<std::unique_ptr<ByteLine>> open_line(Loop& loop, const ConsoleConfig& console,
                                            const std::string& virtual_dir) {
    return open_any(loop, console, virtual_dir);
}

Result<std::unique_ptr<ByteLine>> open_line(Loop& loop, const AgentConfig& agent,
                                            const std::string& virtual_dir) {
    return open_any(loop, agent, virtual_dir);
}

Result<std::unique_ptr<ByteLine>> keep_open(Loop& loop, const ConsoleConfig& console,
                                            const std::string& virtual_dir) {
    return keep_any(loop, console, virtual_dir);
}

Result<std::unique_ptr<ByteLine>> keep_open(Loop& loop, const AgentConfig& agent,
                                            const std::string& virtual_dir) {
    return keep_any(loop, agent, virtual_dir);
}

Result<std::unique_ptr<ByteLine>> open_line(Loop& loop, const MeterConfig& meter,
                                            const std::string& virtual_dir) {
    if (meter.sigrok.empty()) return open_any(loop, meter, virtual_dir);
    ChildProgram sigrok{"sigrok-cli", {"--driver", meter.sigrok}, "sigrok-cli", meter.name, kMute};
    if (!meter.settings.empty()) {
        sigrok.arguments.emplace_back("--config");
        sigrok.arguments.push_back(meter.settings);
    }
    if (!meter.channel.empty()) {
        sigrok.arguments.emplace_back("--channels");
        sigrok.arguments.push_back(meter.channel);
    }
    sigrok.arguments.emplace_back("--continuous");
    auto opened = ChildLine::open(loop, std::move(sigrok));
    if (opened) return opened;
    auto error = Error(opened.error());
    error.place = meter.place;
    return tl::unexpected<Error>(std::move(error));
}

}  // namespace banc
