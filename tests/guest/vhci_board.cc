// SPDX-License-Identifier: EUPL-1.2
// vhci_board PORT NUMBER [vanish|mute]: plugs the emulated 8-relay dcttech board into the kernel's
// virtual host controller, and answers its transfers until it is detached. Says each report that
// was written to it and each change of its contacts. `vanish`: pulled out by the first report that
// is written, in mid-transfer. `mute`: never takes one, as a board whose firmware hangs.
// Wire format: the kernel's Documentation/usb/usbip_protocol.rst.
#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <span>

#include "tests/transport/usb_models.h"

namespace banc {
namespace {

// Every message starts with twelve big-endian words; the setup packet is the last two.
using Head = std::array<std::uint32_t, 12>;
enum Word : std::size_t { command, sequence, device, direction, endpoint, status, length = 6 };
constexpr std::uint32_t kSubmit = 1, kUnlink = 2, kSubmitted = 3, kUnlinked = 4;
constexpr std::size_t kSetup = 40;  // byte offset

constexpr int kLowSpeed = 1;  // enum usb_device_speed
constexpr int kDevice = 0x10002;

// Vendor page, one feature report of 8 bytes (pavel-a/usb-relay-hid).
constexpr std::string_view kReportDescriptor = "0600FF0901A101150026FF00750895080900B20201C0";

// Nothing is not asked for: a socket would wait until something else came.
bool read_all(int from, std::span<std::uint8_t> bytes) {
    return bytes.empty() || ::recv(from, bytes.data(), bytes.size(), MSG_WAITALL) ==
                                static_cast<ssize_t>(bytes.size());
}

std::span<std::uint8_t> bytes_of(Head& head) {
    return {reinterpret_cast<std::uint8_t*>(head.data()), sizeof head};
}

void say(const std::string& line) {
    fmt::print("{}\n", line);
    std::fflush(stdout);
}

// A string descriptor, or nothing: USB 2.0 §9.6.7.
Bytes string_descriptor(std::string_view text) {
    Bytes bytes{static_cast<std::uint8_t>(2 + 2 * text.size()), 3};
    for (const char letter : text)
        bytes.insert(bytes.end(), {static_cast<std::uint8_t>(letter), 0});
    return bytes;
}

class VhciBoard {
public:
    VhciBoard(BoardEmulator& board, const UsbModel& model)
        : controller_(board, model.cable), model_(model) {}

    // 0 or -errno. `data`: what came out, or as much room as the host gives.
    int control(const std::uint8_t* setup, Bytes& data) {
        const unsigned request = static_cast<unsigned>(setup[0]) << 8U | setup[1];
        switch (request) {
            case 0x8006:
            case 0x8106: return descriptor(setup[3], setup[2], data);
            case 0x0009:  // set configuration, set interface, set idle
            case 0x010b:
            case 0x210a: return 0;
            default: return controller_.control(setup, data);
        }
    }

private:
    int descriptor(unsigned type, unsigned index, Bytes& data) const {
        constexpr std::size_t kDeviceDescriptor = 18;
        const auto all = from_hex(model_.descriptors);
        Bytes found;
        if (type == 1) found.assign(all.begin(), all.begin() + kDeviceDescriptor);
        if (type == 2) found.assign(all.begin() + kDeviceDescriptor, all.end());
        if (type == 3 && index == 0) found = {4, 3, 0x09, 0x04};
        if (type == 3 && index == 1) found = string_descriptor(model_.usb.manufacturer);
        if (type == 3 && index == 2) found = string_descriptor(model_.usb.name);
        if (type == 0x22) found = from_hex(kReportDescriptor);
        if (found.empty()) return -EPIPE;
        found.resize(std::min(found.size(), data.size()));
        data = std::move(found);
        return 0;
    }

    UsbController controller_;
    const UsbModel& model_;
};

class Wire {
public:
    Wire(int host, VhciBoard& board, std::string_view mishap)
        : host_(host), board_(board), mishap_(mishap) {}

    // One message of the kernel. False: detached, or pulled out.
    bool serve() {
        Head head{};
        if (!read_all(host_, bytes_of(head))) return false;
        const bool in = ntohl(head[direction]) == 1;
        if (ntohl(head[command]) == kUnlink) return answer(head, kUnlinked, -ECONNRESET, {});
        Bytes data(ntohl(head[length]), 0);
        if (!in && !read_all(host_, data)) return false;
        if (head[endpoint] != 0) return true;  // the interrupt endpoint has nothing to say, ever
        const auto* setup = bytes_of(head).data() + kSetup;
        const bool written = !in && !data.empty();
        if (written) say("written " + hex(data));
        if (written && !mishap_.empty()) return mishap_ == "mute";
        const int result = board_.control(setup, data);
        if (result != 0) data.clear();
        if (!in) head[length] = htonl(result == 0 ? ntohl(head[length]) : 0);
        if (in) head[length] = htonl(static_cast<std::uint32_t>(data.size()));
        return answer(head, kSubmitted, result, in ? data : Bytes{});
    }

private:
    bool answer(Head head, std::uint32_t kind, int result, const Bytes& data) {
        head[command] = htonl(kind);
        head[status] = htonl(static_cast<std::uint32_t>(result));
        head[device] = head[direction] = head[endpoint] = 0;
        std::fill(head.begin() + length + 1, head.end(), 0);
        Bytes message(bytes_of(head).begin(), bytes_of(head).end());
        message.insert(message.end(), data.begin(), data.end());
        return ::send(host_, message.data(), message.size(), MSG_NOSIGNAL) ==
               static_cast<ssize_t>(message.size());
    }

    int host_;
    VhciBoard& board_;
    std::string_view mishap_;
};

// The kernel keeps its own reference to the socket it is given.
bool plug_in(const char* port, int socket) {
    const int attach = ::open("/sys/devices/platform/vhci_hcd.0/attach", O_WRONLY | O_CLOEXEC);
    const auto words = fmt::format("{} {} {} {}", port, socket, kDevice, kLowSpeed);
    const bool plugged = ::write(attach, words.data(), words.size()) > 0;
    if (!plugged) std::perror("vhci_board: attach");
    ::close(attach);
    return plugged;
}

int run(std::span<char*> words) {
    std::array<int, 2> sockets{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets.data()) != 0) return 3;
    if (!plug_in(words[1], sockets[1])) return 3;
    ::close(sockets[1]);
    const auto& model = dcttech8_model();
    const auto emulator = make_emulator(model.protocol, model.facts);
    Bytes number{0xfa};
    for (const char* letter = words[2]; *letter != '\0'; ++letter)
        number.push_back(static_cast<std::uint8_t>(*letter));
    emulator->write(number);
    emulator->on_contacts = [](std::uint16_t on) { say(fmt::format("contacts {:02x}", on)); };
    VhciBoard board(*emulator, model);
    Wire wire(sockets[0], board, words.size() > 3 ? words[3] : "");
    while (wire.serve()) {
    }
    say("unplugged");
    return 0;
}

}  // namespace
}  // namespace banc

int main(int argc, char** argv) {
    if (argc < 3) return 2;
    return banc::run(std::span(argv, static_cast<std::size_t>(argc)));
}
