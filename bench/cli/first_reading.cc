// SPDX-License-Identifier: EUPL-1.2
#include "bench/cli/first_reading.h"

#include <algorithm>

#include "drivers/console/line_cleaner.h"
#include "drivers/transport/child_line.h"
#include "drivers/transport/open_line.h"
#include "drivers/transport/plugged_disk.h"

namespace banc {
namespace {

constexpr Nanos kShowsWithin = std::chrono::seconds(8);  // sigrok-cli looks for it first

Error shows_nothing(const MeterConfig& config, ByteLine& line) {
    const auto* child = dynamic_cast<const ChildLine*>(&line);
    const auto words = child == nullptr ? std::string() : child->last_words();
    return {Errc::timeout,
            text("n'affiche rien{}{}", "shows nothing{}{}", words.empty() ? "" : " : ", words),
            {"vérifier qu'il est allumé, en mesure et relié ; essayer « sigrok-cli --scan »",
             "check that it is on, measuring and connected; try \"sigrok-cli --scan\""},
            config.place};
}

}  // namespace

Task<Result<MeterReading>> first_reading(Loop& loop, const MeterConfig& config,
                                         std::string virtual_dir) {
    auto opened = open_line(loop, config, virtual_dir);
    if (!opened) co_return tl::unexpected(opened.error());
    auto& line = **opened;
    Answer<Result<MeterReading>> answer(loop);
    const auto resolver = answer.resolver();
    LineCleaner cleaner;
    const auto show = [&config, resolver](const ConsoleLine& shown) {
        auto reading = parse_sigrok_line(shown.text);
        const bool ours = reading && (config.channel.empty() || reading->channel == config.channel);
        if (ours && shown.state == LineState::finished) resolver(std::move(*reading));
    };
    line.listen(
        {[&cleaner, &show](ByteView bytes, Instant at) { cleaner.feed(bytes, at, show); }, {}, {}});
    const auto late = loop.after(kShowsWithin, [&config, &line, resolver] {
        resolver(tl::unexpected(shows_nothing(config, line)));
    });
    Result<MeterReading> first = co_await answer;
    co_return first;
}

Task<Result<bool>> first_reading(Loop& loop, const InputConfig& input, const BenchConfig& bench,
                                 std::string virtual_dir) {
    const auto& console = *std::ranges::find(bench.consoles, input.console, &ConsoleConfig::name);
    auto opened = open_line(loop, console, virtual_dir);
    if (!opened) co_return tl::unexpected(opened.error());
    auto& line = **opened;
    Answer<Result<bool>> answer(loop);
    const auto resolver = answer.resolver();
    line.listen({[](ByteView, Instant) {},
                 [resolver, &input, &console](ModemSignals now, Instant) {
                     if (asserted(now, console.carrier) == false)
                         resolver(fail(Errc::disconnected,
                                       text("le câble de {} n'est pas branché au bout du PC",
                                            "the cable of {} is not plugged in at the PC's end",
                                            console.name),
                                       text("branchez-le", "plug it in")));
                     else if (const auto wire = asserted(now, input.wire))
                         resolver(*wire == input.closed);
                 },
                 {}});
    const auto late = loop.after(kShowsWithin, [resolver, &input] {
        resolver(fail(Errc::timeout,
                      text("le port ne dit rien de « {} »", "the port tells nothing of \"{}\"",
                           input.wire),
                      text("prenez un adaptateur qui a cette entrée",
                           "take an adapter that has this input")));
    });
    Result<bool> first = co_await answer;
    co_return first;
}

Task<Result<DiskHealth>> first_reading(Loop& loop, const DiskConfig& config) {
    auto worker = SmartWorker::start(loop);
    if (!worker) co_return tl::unexpected(worker.error());
    PluggedDisk disk(**worker, config);
    auto found = co_await disk.sample(kDiskDeadline);
    if (!found) co_return tl::unexpected(found.error());
    if (!*found) {
        Error error{Errc::disconnected, text("pas de disque : {}", "no disk: {}", config.at),
                    text("posez-en un, ou corrigez « at » : banc devices montre les ports",
                         "put one in, or correct \"at\": banc devices shows the ports"),
                    config.place};
        co_return tl::unexpected(std::move(error));
    }
    co_return std::move(**found);
}

}  // namespace banc
