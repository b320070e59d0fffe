// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/nvme.h"

#include <fcntl.h>
#include <linux/nvme_ioctl.h>
#include <sys/ioctl.h>

#include <cerrno>

#include "drivers/transport/smart_error.h"
#include "drivers/transport/unix_socket.h"

namespace banc {
namespace {

constexpr unsigned kTimeoutMs = 2000;
constexpr std::uint32_t kAllNamespaces = 0xffffffff;

struct Question {
    std::uint8_t opcode;
    std::uint32_t namespaces;
    std::uint32_t cdw10;
    std::size_t size;
};
// CNS 01h: the controller. Log 02h, its length in dwords less one in the upper half.
constexpr Question kIdentify{0x06, 0, 1, 4096};
constexpr Question kHealth{0x02, kAllNamespaces, 0x02 | (512 / 4 - 1) << 16, 512};

Result<Bytes> ask(int controller, const Question& question, const std::string& device) {
    Bytes page(question.size);
    nvme_admin_cmd command{};
    command.opcode = question.opcode;
    command.nsid = question.namespaces;
    command.addr = reinterpret_cast<std::uintptr_t>(page.data());
    command.data_len = static_cast<std::uint32_t>(page.size());
    command.cdw10 = question.cdw10;
    command.timeout_ms = kTimeoutMs;
    const int status = ::ioctl(controller, NVME_IOCTL_ADMIN_CMD, &command);
    if (status == 0) return page;
    // Positive: the controller's own status word, in place of an errno.
    return tl::unexpected<Error>(smart_error(status < 0 ? errno : EIO, device));
}

}  // namespace

Result<SmartBlob> sample_nvme(const std::string& device) {
    const FileDescriptor controller(::open(device.c_str(), O_RDONLY | O_CLOEXEC));
    if (controller.get() < 0) return tl::unexpected<Error>(smart_error(errno, device));
    SmartBlob out;
    auto identify = ask(controller.get(), kIdentify, device);
    if (!identify) return tl::unexpected<Error>(std::move(identify.error()));
    out[SmartPage::nvme_identify] = std::move(*identify);
    auto health = ask(controller.get(), kHealth, device);
    if (!health) return tl::unexpected<Error>(std::move(health.error()));
    out[SmartPage::nvme_health] = std::move(*health);
    return out;
}

}  // namespace banc
