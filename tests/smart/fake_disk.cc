// SPDX-License-Identifier: EUPL-1.2
#include "tests/smart/fake_disk.h"

#include <fmt/format.h>
#include <linux/fs.h>
#include <linux/nvme_ioctl.h>
#include <scsi/sg.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cerrno>
#include <cstring>

namespace banc {
namespace {

constexpr std::uint64_t kBytes = 500107862016;
constexpr const char* kAta =
    "P: /devices/pci0000:00/ata1/host0/target0:0:0/0:0:0:0\nE: SUBSYSTEM=scsi\n"
    "E: DEVTYPE=scsi_device\nA: vendor=ATA\\n\n\n"
    "P: /devices/pci0000:00/ata1/host0/target0:0:0/0:0:0:0/block/{0}\nN: {0}\nE: SUBSYSTEM=block\n"
    "E: DEVTYPE=disk\nE: DEVNAME=/dev/{0}\nE: MAJOR=8\nE: MINOR=0\nA: dev=8:0\\n\n"
    "A: size=976773168\\n\n";
constexpr const char* kNvme =
    "P: /devices/pci0000:00/nvme/{0}\nN: {0}\nE: SUBSYSTEM=nvme\nE: DEVNAME=/dev/{0}\n"
    "E: MAJOR=240\nE: MINOR=0\nA: dev=240:0\\n\n";

using Data = Owned<UMockdevIoctlData>;

Data at(UMockdevIoctlData* data, std::size_t offset, std::size_t size) {
    return Data(umockdev_ioctl_data_resolve(data, offset, size, nullptr));
}

void fill(UMockdevIoctlData* buffer, const Bytes& page) {
    std::copy_n(page.begin(), std::min(page.size(), static_cast<std::size_t>(buffer->data_len)),
                buffer->data);
}

// What SAT puts into descriptor sense: the registers after the command.
struct Registers {
    std::uint8_t count = 0, low = 0, middle = 0, high = 0, status = 0x50;
};
void put_sense(UMockdevIoctlData* sense, const Registers& ata) {
    const std::array<std::uint8_t, 22> bytes{0x72, 1,         0, 0x1d,      0, 0,
                                             0,    14,        9, 12,        0, 0,
                                             0,    ata.count, 0, ata.low,   0, ata.middle,
                                             0,    ata.high,  0, ata.status};
    std::ranges::copy(bytes, sense->data);
}

}  // namespace

FakeDisk::FakeDisk(UMockdevTestbed* bed, const std::string& name, SmartBlob pages)
    : bed_(bed),
      node_("/dev/" + name),
      handler_(umockdev_ioctl_base_new()),
      pages_(std::move(pages)) {
    g_signal_connect(handler_.get(), "handle-ioctl", G_CALLBACK(&FakeDisk::on_ioctl), this);
    REQUIRE(umockdev_testbed_attach_ioctl(bed_, node_.c_str(), handler_.get(), nullptr));
    const char* const shape = name.starts_with("nvme") ? kNvme : kAta;
    REQUIRE(umockdev_testbed_add_from_string(bed_, fmt::format(fmt::runtime(shape), name).c_str(),
                                             nullptr));
}

FakeDisk::~FakeDisk() {
    let_go();
    umockdev_testbed_detach_ioctl(bed_, node_.c_str(), nullptr);
}

void FakeDisk::become(SmartBlob pages) {
    const std::scoped_lock lock(mutex_);
    pages_ = std::move(pages);
}

void FakeDisk::sleep_now() {  // allow: sleep, what a disk does
    const std::scoped_lock lock(mutex_);
    mood_ = Mood::asleep;
}

void FakeDisk::fail_with(int number) {
    const std::scoped_lock lock(mutex_);
    failure_ = number;
}

void FakeDisk::hang() {
    const std::scoped_lock lock(mutex_);
    mood_ = Mood::hung;
}

void FakeDisk::let_go() {
    std::vector<Owned<UMockdevIoctlClient>> waiting;
    {
        const std::scoped_lock lock(mutex_);
        mood_ = Mood::awake;
        waiting = std::exchange(held_, {});
    }
    for (const auto& client : waiting) serve(client.get());
}

int FakeDisk::times_read() {
    const std::scoped_lock lock(mutex_);
    return reads_;
}

gboolean FakeDisk::on_ioctl(UMockdevIoctlBase*, UMockdevIoctlClient* client, FakeDisk* self) {
    {
        const std::scoped_lock lock(self->mutex_);
        if (self->mood_ == Mood::hung) {
            self->held_.emplace_back(UMOCKDEV_IOCTL_CLIENT(g_object_ref(client)));
            return TRUE;
        }
    }
    self->serve(client);
    return TRUE;
}

void FakeDisk::serve(UMockdevIoctlClient* client) {
    auto* const argument = umockdev_ioctl_client_get_arg(client);
    int failed = ENOTTY;
    {
        const std::scoped_lock lock(mutex_);
        const auto request = umockdev_ioctl_client_get_request(client);
        if (request == BLKGETSIZE64) {
            std::memcpy(at(argument, 0, sizeof kBytes)->data, &kBytes, sizeof kBytes);
            failed = 0;
        }
        if (request == SG_IO) failed = scsi(argument);
        if (request == NVME_IOCTL_ADMIN_CMD) failed = failure_ != 0 ? failure_ : nvme(argument);
    }
    umockdev_ioctl_client_complete(client, failed == 0 ? 0 : -1, failed);
}

const Bytes* FakeDisk::page(SmartPage which) const {
    const auto found = pages_.find(which);
    return found == pages_.end() ? nullptr : &found->second;
}

const Bytes* FakeDisk::page_for(std::uint8_t command, std::uint8_t feature) {
    if (command == 0xec) return page(SmartPage::identify);
    if (command != 0xb0) return nullptr;
    if (feature == 0xd0) ++reads_;
    if (feature == 0xd0) return page(SmartPage::data);
    if (feature == 0xd1) return page(SmartPage::thresholds);
    return feature == 0xd5 ? page(SmartPage::self_tests) : nullptr;
}

// ATA PASS-THROUGH (16). SG_IO's number carries no size, so the header is resolved by hand.
int FakeDisk::scsi(UMockdevIoctlData* argument) {
    const auto head = at(argument, 0, sizeof(sg_io_hdr));
    auto* const io = reinterpret_cast<sg_io_hdr*>(head->data);
    const auto cdb = at(head.get(), offsetof(sg_io_hdr, cmdp), io->cmd_len);
    const auto sense = at(head.get(), offsetof(sg_io_hdr, sbp), io->mx_sb_len);
    if (cdb->data[0] != 0x85) return EINVAL;
    const auto command = cdb->data[14];
    const auto feature = cdb->data[4];
    if (command == 0xb0 && failure_ != 0) return failure_;
    Registers after;
    if (command == 0xe5) after.count = mood_ == Mood::asleep ? 0 : 0xff;
    if (feature == 0xda && command == 0xb0) {
        const auto* const verdict = page(SmartPage::verdict);
        const bool good = verdict != nullptr && verdict->back() != 0;
        after.middle = good ? 0x4f : 0xf4;
        after.high = good ? 0xc2 : 0x2c;
    }
    if (io->dxfer_len != 0) {
        const auto* const answer = page_for(command, feature);
        if (answer == nullptr)
            after.status = 0x51;
        else
            fill(at(head.get(), offsetof(sg_io_hdr, dxferp), io->dxfer_len).get(), *answer);
    }
    put_sense(sense.get(), after);
    io->status = 2;         // CHECK CONDITION: how SAT hands back registers
    io->driver_status = 8;  // there is a sense
    return 0;
}

int FakeDisk::nvme(UMockdevIoctlData* argument) {
    const auto head = at(argument, 0, sizeof(nvme_admin_cmd));
    const auto* const command = reinterpret_cast<nvme_admin_cmd*>(head->data);
    const bool identify = command->opcode == 0x06 && command->cdw10 == 1;
    const bool health = command->opcode == 0x02 && command->cdw10 == (127U << 16 | 0x02);
    const auto* const answer = identify ? page(SmartPage::nvme_identify)
                               : health ? page(SmartPage::nvme_health)
                                        : nullptr;
    if (answer == nullptr) return EINVAL;
    fill(at(head.get(), offsetof(nvme_admin_cmd, addr), command->data_len).get(), *answer);
    return 0;
}

}  // namespace banc
