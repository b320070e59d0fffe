// SPDX-License-Identifier: EUPL-1.2
#include "bench/virtual/bench.h"

#include <charconv>

namespace banc {
namespace {

constexpr int kChannels = 8;
constexpr unsigned kButtonBit = 1U << 4U;         // relay 5: pc.power.button (bench.yaml)
constexpr Nanos kHold = std::chrono::seconds{4};  // ATX: four seconds is "off, whatever happens"
constexpr int kRail_volts = 12;

Json refusal(const Error& error) {
    return {{"error", {{"fr", error.line(Lang::fr)}, {"en", error.line(Lang::en)}}}};
}

Json answer(const Result<void>& done) {
    if (!done) return refusal(done.error());
    return {{"done", true}};
}

// The text of a key, or nothing at all for any other kind of value.
std::string field(const Json& request, const char* key) {
    const auto at = request.find(key);
    return at != request.end() && at->is_string() ? at->get<std::string>() : std::string();
}

tl::unexpected<Error> not_understood() {
    return fail(Errc::invalid, text("demande incomprise", "request not understood"),
                text("voir bench/virtual/PROTOCOL.md", "see bench/virtual/PROTOCOL.md"));
}

std::optional<Health> health_from(std::string_view word) {
    if (word == "fault") return Health::fault;
    if (word == "healthy") return Health::healthy;
    return std::nullopt;
}

// "relais/3" to 3.
std::optional<int> relay_of(std::string_view contact) {
    if (!contact.starts_with(kBoard) || contact.size() != kBoard.size() + 2) return std::nullopt;
    const int relay = contact.back() - '0';
    if (contact[kBoard.size()] != '/' || relay < 1 || relay > kChannels) return std::nullopt;
    return relay;
}

bool is_on(Power power) { return power == Power::on || power == Power::restarting; }

}  // namespace

VirtualBench::VirtualBench(Loop& loop, Machine::Parts parts, Listener listener)
    : loop_(loop),
      listener_(std::move(listener)),
      machine_(std::move(parts),
               {listener_.console, listener_.agent, [this] { signal(PowerSignal::guest_reset); },
                [this] { signal(PowerSignal::ended); }}),
      board_(make_emulator("dcttech", BoardFacts{kChannels})),
      meter_(loop, listener_.meter) {
    board_->on_contacts = [this](std::uint16_t bits) { contacts(bits); };
}

Json VirtualBench::hands(const Json& request) {
    if (!request.is_object()) return refusal(not_understood().value());
    const auto verb = field(request, "do");
    const auto part = field(request, "part");
    if (part == "pc.power" || part == "pc.mains") return answer(do_power(verb, part));
    if (part == "pc.rail12") return answer(do_measure(verb));
    const auto hand = hand_from(verb);
    if (!hand) return refusal(not_understood().value());
    const auto before = lines_.state();
    const auto done = lines_.hand(*hand, part, power_);
    apply_from(before);
    return answer(done);
}

Result<void> VirtualBench::do_power(std::string_view verb, std::string_view part) {
    if (part == "pc.power" && verb == "press")
        signal(PowerSignal::press);
    else if (part == "pc.power" && verb == "hold")
        signal(PowerSignal::hold);
    else if (part == "pc.mains" && verb == "cut")
        signal(PowerSignal::cut);
    else if (part == "pc.mains" && verb == "restore")
        signal(PowerSignal::restore);
    else
        return not_understood();
    return {};
}

Result<void> VirtualBench::do_measure(std::string_view verb) {
    if (verb != "measure" && verb != "leave") return not_understood();
    probes_on_rail_ = verb == "measure";
    rails();
    return {};
}

// A power supply gives its 12 V while the PC is on.
void VirtualBench::rails() { meter_.probe(probes_on_rail_ && is_on(power_) ? kRail_volts : 0); }

Json VirtualBench::panel(const Json& request) {
    if (!request.is_object()) return refusal(not_understood().value());
    if (field(request, "ask") == "status") return status();
    if (request.value("quit", Json()) == Json(true)) {
        listener_.quit();
        return answer({});
    }
    if (const auto relay = relay_of(field(request, "release"))) {
        board_->release_by_hand(*relay);
        return answer({});
    }
    if (request.contains("plug") || request.contains("unplug")) return answer(cable(request));
    const auto line = line_from(field(request, "set"));
    const auto to = health_from(field(request, "to"));
    if (!line || !to) return refusal(not_understood().value());
    const auto before = lines_.state();
    const auto done = lines_.set(*line, *to);
    apply_from(before);
    return answer(done);
}

// Without its USB a board keeps its coils (a supply of its own) or loses them.
Result<void> VirtualBench::cable(const Json& request) {
    if (field(request, "plug") == kBoard) return listener_.plug(Plug::in);
    const auto coils = field(request, "coils");
    if (field(request, "unplug") != kBoard || (coils != "kept" && coils != "lost"))
        return not_understood();
    listener_.plug(Plug::out);
    for (int relay = 1; coils == "lost" && relay <= kChannels; ++relay)
        board_->release_by_hand(relay);
    return {};
}

Json VirtualBench::status() {
    Json lines = Json::object();
    const auto state = lines_.state();
    for (const auto line : kLines)
        lines[std::string(word(line))] = state.sound(line) ? "healthy" : "fault";
    Json bypassed = Json::array();
    for (const auto line : lines_.bypassed()) bypassed.push_back(word(line));
    return {{"power", is_on(power_) ? "on" : "off"},
            {"mains", power_ == Power::dark ? "cut" : "present"},
            {"lines", lines},
            {"bypassed", bypassed},
            {"contacts", {{kBoard, board_->contacts()}}},
            {"qemu_pid", machine_.pid()}};
}

std::uint8_t VirtualBench::signals() const {
    constexpr std::uint8_t dsr = 1;
    constexpr std::uint8_t dcd = 2;  // the serial cable is in
    return is_on(power_) ? dsr | dcd : dcd;
}

void VirtualBench::signal(PowerSignal signal) {
    const auto led = signals();
    const auto step = power_step(power_, signal);
    power_ = step.next;
    switch (step.action) {
        case PowerAction::none: break;
        case PowerAction::start:
            if (!machine_.start(lines_.state())) power_ = Power::off;
            break;
        case PowerAction::ask: machine_.press(); break;
        case PowerAction::kill: machine_.kill(); break;
    }
    rails();
    if (signals() != led) listener_.signals(signals());
}

void VirtualBench::contacts(unsigned bits) {
    const auto before = lines_.state();
    lines_.contacts(bits);
    apply_from(before);
    button((bits & kButtonBit) != 0 ? Health::fault : Health::healthy);
}

// A closed contact is a finger on the button.
void VirtualBench::button(Health contact) {
    const bool in = contact == Health::fault;
    if (in == button_in_) return;
    button_in_ = in;
    held_.reset();
    if (!in) return;
    signal(PowerSignal::press);
    held_ = loop_.after(kHold, [this] { signal(PowerSignal::hold); });
}

void VirtualBench::apply_from(const PcState& before) {
    const auto now = lines_.state();
    for (const auto line : kLines)
        if (now.sound(line) != before.sound(line))
            machine_.change(line, now.sound(line) ? Health::healthy : Health::fault);
}

}  // namespace banc
