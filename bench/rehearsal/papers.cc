// SPDX-License-Identifier: EUPL-1.2
#include "bench/rehearsal/papers.h"

#include <poll.h>

#include <cerrno>

namespace banc {

Result<std::unique_ptr<JournalWriter>> open_papers(RehearsalPlan& plan, const std::string& folder,
                                                   Loop& loop) {
    auto key = SigningKey::load_or_create(plan.data_folder);
    if (!key) return tl::unexpected(key.error());
    auto writer = JournalWriter::create(folder, *key, loop);
    if (!writer) return writer;
    const auto keep = [&](Json& where, const std::string& source) -> Result<void> {
        auto name = (*writer)->blob({source.begin(), source.end()});
        if (!name) return tl::unexpected(name.error());
        where["blob"] = *name;
        return {};
    };
    auto kept = keep(plan.sheet.scenario, plan.scenario.source);
    if (kept) kept = keep(plan.sheet.referential, plan.referential_source);
    if (kept) kept = keep(plan.sheet.bench, plan.bench.source);
    if (!kept) return tl::unexpected(kept.error());
    return writer;
}

Result<void> await_disk(int wake_fd, std::chrono::milliseconds within) {
    pollfd wake{wake_fd, POLLIN, 0};
    int woken = -1;
    do {
        woken = ::poll(&wake, 1, static_cast<int>(within.count()));
    } while (woken < 0 && errno == EINTR);
    if (woken > 0) return {};
    return fail(Errc::environment, {"le journal n'est plus écrit", "the journal can't be written"},
                {"le disque ne répond pas : voyez son état (dmesg), puis recommencez",
                 "the disk does not answer: look at its state (dmesg), then start again"});
}

}  // namespace banc
