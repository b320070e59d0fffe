// SPDX-License-Identifier: EUPL-1.2
#include "tests/support/fake_pc.h"

#include <fmt/format.h>

#include <map>

namespace banc {
namespace {

using namespace std::chrono_literals;

// The hash of the client's photos.txt, as bench/virtual/bench.yaml has it.
const std::string kPhotos = "3bc08be493fc8e0ff8143b39bd58c975231a56017c58eb3461d5ba4deae4a724";

constexpr Nanos kBoot = 5s;
constexpr Nanos kShutdown = 1s;
constexpr Nanos kAgent = 20ms;
const std::string kGateway = "192.168.50.1";

// As bench/virtual/bench.yaml wires them.
const std::map<std::string, unsigned> kContacts{{"pc.disk0.power", 1U}, {"pc.nic0.pair", 2U}};

class BoardPlug final : public BoardTransport {
public:
    explicit BoardPlug(BoardTransport& board) : board_(board) {}
    Task<Result<Bytes>> exchange(Exchange exchange, Nanos deadline) override {
        if (out_) co_return tl::unexpected<Error>(*out_);
        Result<Bytes> reply = co_await board_.exchange(std::move(exchange), deadline);
        if (!reply && reply.error().code == Errc::disconnected) out_ = reply.error();
        co_return reply;
    }

private:
    BoardTransport& board_;
    std::optional<Error> out_;
};

}  // namespace

FakePc::FakePc(Loop& loop)
    : loop_(loop),
      shell_([this](const std::string& text) { console_->say(text); },
             [this](const std::string& command) { return run(command); }) {
    board_.board().on_contacts = [this](std::uint16_t contacts) {
        contacts_ = contacts;
        if (on_contacts) on_contacts(contacts);
        notice_wires();
    };
}

std::unique_ptr<ByteLine> FakePc::console_plug() {
    auto line = std::make_unique<FakeLine>(loop_);
    console_ = line.get();
    console_->on_write = [this](const std::string& keys) { shell_.keys(keys); };
    return line;
}

std::unique_ptr<ByteLine> FakePc::agent_plug() {
    auto line = std::make_unique<FakeLine>(loop_);
    agent_ = line.get();
    agent_->on_write = [this](const std::string& typed) { asked(typed); };
    return line;
}

std::unique_ptr<BoardTransport> FakePc::board_plug() { return std::make_unique<BoardPlug>(board_); }

void FakePc::press_button() {
    if (button_broken) return;
    if (powered_ && up_) next_ = loop_.after(kShutdown, [this] { hold_button(); });
    if (powered_) return;
    powered_ = true;
    signals();
    next_ = loop_.after(kBoot, [this] { booted(); });
}

void FakePc::hold_button() {
    next_.reset();
    powered_ = up_ = disk_ = link_ = false;
    shell_.stop();
    signals();
}

void FakePc::strap(Strap now) {
    strap_ = now;
    signals();
}

void FakePc::signals() {
    console_->signal({.dsr = powered_, .dcd = true, .cts = strap_ == Strap::worn});
}

void FakePc::booted() {
    disk_ = wired("pc.disk0.power");
    if (!disk_) return console_->say("Booting from Hard Disk...\r\nNo bootable device.\r\n");
    up_ = true;
    shell_.start();
    agent_->say("banc-agent 2\n");
    notice_wires();
}

void FakePc::break_by_hand(const std::string& line) {
    broken_.insert(line);
    notice_wires();
}

void FakePc::replace(const std::string& line) {
    broken_.erase(line);
    bypassed_.insert(line);
    notice_wires();
}

void FakePc::type(std::string_view keys) { shell_.keys(keys); }

bool FakePc::wired(const std::string& line) const {
    const auto relay = kContacts.at(line) - 1U;
    if (broken_.contains(line)) return false;
    return bypassed_.contains(line) || ((contacts_ >> relay) & 1) == 0;
}

void FakePc::notice_wires() {
    if (!up_) return;
    disk_ = disk_ && wired("pc.disk0.power");  // a disk that comes back is seen at the next start
    const bool link = wired("pc.nic0.pair");
    if (link == std::exchange(link_, link)) return;
    link_since_ = loop_.now().since_boot;
    console_->say(link ? "\r\ne1000: eth0 NIC Link is Up 1000 Mbps Full Duplex\r\n"
                       : "\r\ne1000: eth0 NIC Link is Down\r\n");
}

bool FakePc::online() const {
    return link_ && loop_.now().since_boot - link_since_ >= forwards_after;
}

// A shell that knows one file.
std::string FakePc::run(const std::string& command) {
    const std::string word = "nameserver ";
    const auto at = command.find(word);
    if (at != std::string::npos && command.find("> /etc/resolv.conf") != std::string::npos) {
        const auto from = at + word.size();
        const auto end = command.find_first_not_of("0123456789.", from);
        name_server = command.substr(from, end - from);
    }
    return command.starts_with("cat") ? word + name_server + "\r\n" : "";
}

void FakePc::asked(const std::string& typed) {
    if (!up_ || agent_hangs) return;
    const auto nonce = typed.substr(4, 16);  // "ask NONCE REQUEST\n"
    const auto request = typed.substr(21, typed.size() - 22);
    if (request.starts_with(refused_verb)) {
        reply_ += fmt::format("no {} verb\n", nonce);
    } else {
        const auto said = rows(request);
        for (const auto& row : said) reply_ += fmt::format("row {} {}\n", nonce, row);
        reply_ += fmt::format("end {} {}\n", nonce, said.size());
    }
    replying_ = loop_.after(kAgent, [this] {
        const auto whole = std::exchange(reply_, {});
        if (up_) agent_->say(whole);
    });
}

std::vector<std::string> FakePc::rows(const std::string& request) const {
    const auto space = request.find(' ');
    const auto verb = request.substr(0, space);
    const auto status = [](bool ok) { return std::string(ok ? "status=ok" : "status=failed"); };
    if (verb == "hello") return {"up=yes"};
    if (verb == "clock") return {clock};
    if (verb == "disks" && disk_) return {"name=sda\tserial=BE-SYS-0001"};
    if (verb == "hash") return {status(disk_) + "\tsha256=" + (disk_ ? kPhotos : "")};
    if (verb == "link") return {fmt::format("name=eth0\tcarrier={}", link_ ? 1 : 0)};
    if (verb == "ping") return {status(online() && request.substr(space + 1) == kGateway)};
    if (verb == "resolvers") return {"server=" + name_server};
    if (verb == "resolve") return {status(online() && name_server == kGateway)};
    return {};
}

}  // namespace banc
