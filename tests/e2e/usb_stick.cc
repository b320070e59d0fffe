// SPDX-License-Identifier: EUPL-1.2
// The client's stick in a port of the controller, on a mock bus for another program: prints the
// folder of the bus, pulls the stick out at the first line it reads, and takes the bus away at the
// end of its input.
#include <umockdev.h>

#include <cstdio>
#include <iostream>
#include <memory>
#include <string>

namespace {

constexpr const char* kPort = "/sys/devices/usb1/1-4";
constexpr const char* kStick =
    "P: /devices/usb1/1-4\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\nE: PRODUCT=951/1666/100\n"
    "E: TYPE=0/0/0\nA: bDeviceClass=00\\n\nA: idVendor=0951\\n\nA: idProduct=1666\\n\n"
    "A: product=DataTraveler\\n\nA: serial=BE-CLE-0003\\n\n";

}  // namespace

int main() {
    const std::unique_ptr<UMockdevTestbed, decltype(&g_object_unref)> bed(umockdev_testbed_new(),
                                                                          g_object_unref);
    if (umockdev_testbed_add_from_string(bed.get(), kStick, nullptr) == 0) return 1;
    const std::unique_ptr<char, decltype(&g_free)> root(umockdev_testbed_get_root_dir(bed.get()),
                                                        g_free);
    std::cout << root.get() << std::endl;
    std::string line;
    if (std::getline(std::cin, line)) {
        umockdev_testbed_uevent(bed.get(), kPort, "remove");
        umockdev_testbed_remove_device(bed.get(), kPort);
    }
    while (std::getline(std::cin, line)) continue;
}
