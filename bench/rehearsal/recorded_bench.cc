// SPDX-License-Identifier: EUPL-1.2
#include "bench/rehearsal/recorded_bench.h"

#include <algorithm>
#include <filesystem>
#include <ranges>

#include "bench/core/manual_loop.h"
#include "bench/core/nearest.h"
#include "bench/yaml/read.h"
#include "drivers/transport/disk.h"

namespace banc {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr Nanos kDiskAnswers = 200ms;  // a disk that turns

// Where a disk may stand: the one whose reading `skdump --save` kept, or none.
class RecordedPlace final : public RecordedSource {
public:
    Result<void> show(std::string_view recording) override {
        health.reset();
        if (recording.empty()) return {};
        const auto pages = parse_smart_blob(view(recording), {});
        if (!pages) return tl::unexpected(pages.error());
        health = health_of(*pages);
        return {};
    }
    std::optional<DiskHealth> health;
};

class RecordedDisk final : public DiskReader {
public:
    RecordedDisk(Loop& loop, const RecordedPlace& place) : loop_(loop), place_(place) {}
    Task<Result<std::optional<DiskHealth>>> sample(Nanos) override {
        co_await pause(loop_, kDiskAnswers);
        co_return place_.health;
    }

private:
    Loop& loop_;
    const RecordedPlace& place_;
};

Error no_piece(const PieceName& piece, const std::string& folder) {
    std::vector<std::string> there;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder + "/" + piece.source(), ignored))
        there.push_back(piece.source() + "/" + entry.path().filename().string());
    const auto near = nearest(piece.name, there);
    return {Errc::invalid, text("pièce inconnue « {} »", "unknown piece \"{}\"", piece.name),
            near.empty() ? text("elles sont dans scenarios/pieces", "they are in scenarios/pieces")
                         : text("vouliez-vous dire « {} » ?", "did you mean \"{}\"?", near),
            piece.place};
}

Result<std::string> recording_of(const PieceName& piece, const std::string& folder) {
    const auto path = folder + "/" + piece.name;
    std::error_code ignored;
    if (!fs::is_regular_file(path, ignored)) return tl::unexpected<Error>(no_piece(piece, folder));
    return read_text_file(path);
}

}  // namespace

std::unique_ptr<RecordedLine> RecordedBench::line(const std::string& name) {
    auto made = std::make_unique<RecordedLine>(loop_);
    lines_[name] = made.get();
    return made;
}

Bench RecordedBench::plug_in(const BenchConfig& config, const std::vector<std::string>& needs) {
    const auto needed = [&](const auto& one) {
        return std::ranges::find(needs, one.name) != needs.end();
    };
    Bench bench;
    bench.config = config;
    for (const auto& console : config.consoles) {
        bench.consoles[console.name] = line(console.name);
        lines_[console.name]->drive(console.carrier, '1');  // the cable is in at the PC's end
        play<RecordedConsole>(console.name, *lines_[console.name]);
    }
    for (const auto& agent : std::views::filter(config.agents, needed)) {
        auto far = line(agent.name);
        play<RecordedAgent>(agent.name, loop_, *far);
        bench.agents[agent.name] = std::make_unique<AgentClient>(loop_, std::move(far));
    }
    for (const auto& meter : std::views::filter(config.meters, needed)) {
        bench.meters[meter.name] = line(meter.name);
        play<RecordedMeter>(meter.name, loop_, *lines_[meter.name]);
    }
    for (const auto& disk : std::views::filter(config.disks, needed)) {
        auto place = std::make_unique<RecordedPlace>();
        bench.disks[disk.name] = std::make_unique<RecordedDisk>(loop_, *place);
        sources_[disk.name] = std::move(place);
    }
    for (const auto& input : std::views::filter(config.inputs, needed))
        play<RecordedContact>(input.name, loop_, *lines_.at(input.console), input.wire);
    return bench;
}

Result<void> RecordedBench::show(const PieceNames& pieces) {
    for (const auto& piece : pieces)
        if (auto shown = show(piece); !shown) return shown;
    return {};
}

Result<void> RecordedBench::show(const PieceName& piece) {
    const auto source = sources_.find(piece.source());
    if (source == sources_.end())
        return tl::unexpected<Error>(
            {Errc::invalid,
             text("« {} » ne joue pas de pièce", "\"{}\" plays no piece", piece.source()),
             text("une console, un agent, un multimètre, un disque ou une entrée de "
                  "scenarios/pieces/bench.yaml",
                  "a console, an agent, a meter, a disk or an input of "
                  "scenarios/pieces/bench.yaml"),
             piece.place});
    const auto recording = recording_of(piece, folder_);
    if (!recording) return tl::unexpected(recording.error());
    auto shown = source->second->show(*recording);
    if (!shown) shown.error().place = piece.place;
    return shown;
}

Errors mistakes_in_pieces(const Scenario& scenario, const BenchConfig& bench,
                          const std::string& folder) {
    Errors errors;
    ManualLoop loop;
    RecordedBench recorded(loop, folder);
    const auto plugs = recorded.plug_in(bench, scenario.needs);
    for (const auto& piece : scenario.pieces())
        if (auto shown = recorded.show(piece); !shown)
            errors.push_back(std::move(shown.error()).within(piece.name));
    return errors;
}

}  // namespace banc
