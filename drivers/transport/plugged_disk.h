// SPDX-License-Identifier: EUPL-1.2
// A disk of bench.yaml on this controller: looked for at each reading, because docks give it
// another name each time, and read by the worker.
#pragma once

#include "bench/scenario/bench_config.h"
#include "drivers/smart/disk_reader.h"
#include "drivers/transport/smart_worker.h"

namespace banc {

// The device of the disk at "usb:1-4.2", or of the one with that serial number ("" when it is not
// there): "/dev/sdb". A card reader without a card is no disk. Errors: invalid (several there);
// environment (by serial number, and of a disk that is there udevd has told none).
Result<std::string> disk_device(const std::string& place);

class PluggedDisk final : public DiskReader {
public:
    // Both outlive it.
    PluggedDisk(SmartWorker& worker, const DiskConfig& config) : worker_(worker), config_(config) {}
    Task<Result<std::optional<DiskHealth>>> sample(Nanos deadline) override;

private:
    SmartWorker& worker_;
    const DiskConfig& config_;
};

}  // namespace banc
