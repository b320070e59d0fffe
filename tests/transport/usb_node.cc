// SPDX-License-Identifier: EUPL-1.2
#include "tests/transport/usb_node.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <memory>
#include <utility>

namespace banc {

UsbNode::UsbNode(UMockdevTestbed* bed, const std::string& name) {
    master_ = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    ::grantpt(master_);
    ::unlockpt(master_);
    std::array<char, 64> pty{};
    ::ptsname_r(master_, pty.data(), pty.size());
    slave_ = static_cast<int>(
        ::syscall(SYS_openat, AT_FDCWD, pty.data(), O_RDWR | O_NOCTTY | O_CLOEXEC));
    REQUIRE(slave_ >= 0);
    termios raw{};
    ::syscall(SYS_ioctl, slave_, TCGETS, &raw);
    ::cfmakeraw(&raw);  // descriptors are not text
    ::syscall(SYS_ioctl, slave_, TCSETS, &raw);
    rest();
    const std::unique_ptr<char, decltype(&g_free)> root(umockdev_testbed_get_root_dir(bed), g_free);
    const auto node = std::filesystem::path(root.get()) / "dev" / name;
    std::filesystem::create_directories(node.parent_path());
    std::filesystem::remove(node);
    std::filesystem::create_symlink(pty.data(), node);
}

void UsbNode::wake() { flow(TCOON); }

void UsbNode::rest() { flow(TCOOFF); }

void UsbNode::flow(int action) const {
    if (slave_ >= 0) ::syscall(SYS_ioctl, slave_, TCXONC, action);
}

void UsbNode::hang_up() {
    if (slave_ >= 0) ::close(std::exchange(slave_, -1));
    if (master_ >= 0) ::close(std::exchange(master_, -1));
}

void UsbNode::show(ByteView bytes) {
    ::syscall(SYS_ioctl, slave_, TCFLSH, TCIFLUSH);
    REQUIRE(::write(master_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
}

}  // namespace banc
