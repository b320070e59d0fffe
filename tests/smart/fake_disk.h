// SPDX-License-Identifier: EUPL-1.2
// A disk on a mock bus, under real libatasmart and the kernel's own ioctls: ATA commands come in
// SG_IO, NVMe ones in NVME_IOCTL_ADMIN_CMD. The disk's side runs in umockdev's own thread.
#pragma once

#include <umockdev.h>

#include <memory>
#include <mutex>
#include <vector>

#include "drivers/smart/smart_blob.h"
#include "tests/transport/fake_usb.h"

namespace banc {

class FakeDisk {
public:
    // "sda", "nvme0". One /dev/sda at a time is enough for us: all have device number 8:0.
    FakeDisk(UMockdevTestbed* bed, const std::string& name, SmartBlob pages);
    ~FakeDisk();
    FakeDisk(const FakeDisk&) = delete;
    FakeDisk& operator=(const FakeDisk&) = delete;

    void become(SmartBlob pages);  // another disk, or the same one later
    void sleep_now();              // allow: sleep, what a disk does
    void fail_with(int number);    // SMART commands and NVMe ones; 0: no more
    // Holds every command from now on, until it is let go.
    void hang();
    void let_go();
    [[nodiscard]] int times_read();  // SMART READ DATA

private:
    static gboolean on_ioctl(UMockdevIoctlBase*, UMockdevIoctlClient* client, FakeDisk* self);
    void serve(UMockdevIoctlClient* client);
    int scsi(UMockdevIoctlData* argument);  // errno, or 0
    int nvme(UMockdevIoctlData* argument);
    const Bytes* page_for(std::uint8_t command, std::uint8_t feature);
    const Bytes* page(SmartPage which) const;

    UMockdevTestbed* bed_;
    std::string node_;
    Owned<UMockdevIoctlBase> handler_;
    std::mutex mutex_;  // the test's thread and umockdev's
    SmartBlob pages_;
    enum class Mood { awake, asleep, hung } mood_ = Mood::awake;
    int failure_ = 0, reads_ = 0;
    std::vector<Owned<UMockdevIoctlClient>> held_;
};

}  // namespace banc
