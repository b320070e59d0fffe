// SPDX-License-Identifier: EUPL-1.2
// The controller's USB and a disk in a dock, in memory: the test plugs, pulls and hangs.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "drivers/smart/disk_reader.h"
#include "drivers/transport/usb_bus.h"

namespace banc {

class FakeUsbBus final : public UsbBus {
public:
    explicit FakeUsbBus(Loop& loop) : loop_(loop) {}

    void listen(Listener listener) override { listener_ = std::move(listener); }
    std::vector<AgentRow> plugged() override {
        std::vector<AgentRow> rows;
        for (const auto& [port, row] : rows_) rows.push_back(row);
        return rows;
    }
    [[nodiscard]] bool alive() const override { return !deaf; }

    void plug(const std::string& port, const std::string& serial) {
        rows_[port] = {{"port", port}, {"vendor", "0951"}, {"product", "1666"}, {"serial", serial}};
        listener_.moved(UsbMove::added, rows_[port], loop_.now());
    }
    void pull(const std::string& port) {
        const auto row = rows_.extract(port).mapped();
        listener_.moved(UsbMove::removed, row, loop_.now());
    }
    void overflow() { listener_.missed(); }

    bool deaf = false;

private:
    Loop& loop_;
    Listener listener_;
    std::map<std::string, AgentRow> rows_;
};

class FakeDock final : public DiskReader {
public:
    explicit FakeDock(Loop& loop) : loop_(loop) {}

    Task<Result<std::optional<DiskHealth>>> sample(Nanos deadline) override {
        ++asked;
        const Nanos takes = std::min(hangs, deadline);
        co_await pause(loop_, takes);
        if (hangs >= deadline) co_return fail(Errc::timeout, text("muet", "mute"));
        co_return disk;
    }

    std::optional<DiskHealth> disk;
    Nanos hangs = std::chrono::milliseconds(20);
    int asked = 0;

private:
    Loop& loop_;
};

inline DiskHealth disk_named(const std::string& serial) {
    DiskHealth disk;
    disk.model = "BANC ATELIER 500";
    disk.serial = serial;
    disk.status = DiskStatus::good;
    disk.reallocated_sectors = 0;
    return disk;
}

}  // namespace banc
