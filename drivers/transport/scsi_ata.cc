// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/scsi_ata.h"

#include <fcntl.h>
#include <scsi/sg.h>
#include <sys/ioctl.h>

#include <array>

#include "drivers/transport/unix_socket.h"

namespace banc {
namespace {

constexpr unsigned kTimeoutMs = 2000;  // as libatasmart

// ATA PASS-THROUGH (16), SAT-3 §12.2: PIO in, one block of 512, with a sense that says how it went.
constexpr std::array<unsigned char, 16> kReadSelfTestLog{0x85, 4 << 1, 0x2e, 0, 0xd5, 0, 1,    0,
                                                         0x06, 0,      0x4f, 0, 0xc2, 0, 0xb0, 0};

// Descriptor sense with the ATA registers in it; the low bit of the status register is "error".
bool went_well(const std::array<unsigned char, 32>& sense) {
    constexpr unsigned char kError = 1;
    return sense[0] == 0x72 && sense[8] == 0x09 && sense[9] == 0x0c && (sense[21] & kError) == 0;
}

}  // namespace

std::optional<Bytes> read_self_test_log(const std::string& device) {
    const FileDescriptor disk(::open(device.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    if (disk.get() < 0) return {};
    auto command = kReadSelfTestLog;
    std::array<unsigned char, 32> sense{};
    Bytes page(512);
    sg_io_hdr io{};
    io.interface_id = 'S';
    io.dxfer_direction = SG_DXFER_FROM_DEV;
    io.cmdp = command.data();
    io.cmd_len = static_cast<unsigned char>(command.size());
    io.sbp = sense.data();
    io.mx_sb_len = static_cast<unsigned char>(sense.size());
    io.dxferp = page.data();
    io.dxfer_len = static_cast<unsigned>(page.size());
    io.timeout = kTimeoutMs;
    if (::ioctl(disk.get(), SG_IO, &io) < 0 || !went_well(sense)) return {};
    return page;
}

}  // namespace banc
