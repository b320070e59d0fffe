// SPDX-License-Identifier: EUPL-1.2
// bench.yaml: what stands on the bench and which contact drives which line (design.md §5.2, §7).
#include <algorithm>

#include "bench/scenario/pieces.h"
#include "bench/yaml/read.h"

namespace banc {
namespace {

// A command of 1000 keys must come to its end within an injection's patience.
constexpr Nanos kSlowestKeys = std::chrono::milliseconds(50);
constexpr int kChannelMax = 16;  // the widest board of drivers/relay/boards.yaml

Attachment as_attachment(const Node& node, Errors& errors) {
    Fields fields(node, errors);
    Attachment at;
    at.socket = fields.get_or("socket", std::string{}, as_text);
    at.serial = fields.get_or("serial", std::string{}, as_text);
    if (at.socket.empty() == at.serial.empty())
        blame(errors, node.place,
              text("soit « socket », soit « serial »", "either \"socket\" or \"serial\""),
              text("socket : banc virtuel ; serial : port série, numéro de série ou port USB",
                   "socket: virtual bench; serial: serial port, serial number or USB port"));
    return at;
}

// "framing: 7E1" and "flow: rtscts" in one of two words of their own.
TtySettings read_settings(Fields& fields) {
    TtySettings settings;
    settings.baud = fields.get_or("baud", settings.baud, as_baud);
    const auto apply = [&](std::string_view key, const auto& set) {
        const auto* node = fields.find(key);
        if (node == nullptr) return;
        if (auto taken = set(settings, node->text); !taken)
            blame(fields.errors(), node->place, taken.error().what, taken.error().remedy);
    };
    apply("framing", set_framing);
    apply("flow", set_flow);
    return settings;
}

std::map<std::string, std::string> as_properties(const Node& node, Errors& errors) {
    std::map<std::string, std::string> properties;
    for (const auto& entry : as_map(node, errors))
        properties[entry.key] = as_text(entry.value, errors);
    if (node.kind == Node::Kind::map && !properties.contains("kind"))
        blame(errors, node.place, text("il manque la clé « kind »", "key \"kind\" is missing"),
              text("par exemple « kind: disk »", "for example \"kind: disk\""));
    return properties;
}

// A hub has no number of its own worth trusting, and no emulation on a socket.
BoardConfig read_board(const Entry& entry, Errors& errors) {
    Fields fields(entry.value, errors);
    BoardConfig board{entry.key, fields.get("model", as_text), fields.get("at", as_attachment),
                      entry.place, fields.get_or("certified_outlet", false, as_yes_no)};
    const auto* at = fields.find("at");
    if (is_hub(board) && at != nullptr && !board.at.serial.starts_with("usb:"))
        blame(errors, at->place,
              text("un concentrateur se désigne par sa place", "a hub is named by its place"),
              text("écrivez at: {{ serial: \"usb:1-4\" }}, comme l'affiche banc devices",
                   "write at: {{ serial: \"usb:1-4\" }}, as banc devices shows it"));
    if (is_hub(board) && board.certified_outlet)
        refuse(errors, entry.place,
               text("un concentrateur n'est pas une prise secteur", "a hub is no mains outlet"),
               text("retirez « certified_outlet »", "remove \"certified_outlet\""));
    return board;
}

ConsoleConfig read_console(const Entry& entry, Errors& errors) {
    Fields fields(entry.value, errors);
    ConsoleConfig console;
    console.name = entry.key;
    console.place = entry.place;
    console.at = fields.get("at", as_attachment);
    console.tty = read_settings(fields);
    const std::vector<std::string> inputs{"dsr", "dcd", "cts", "ri"};
    console.power_led = fields.get_or("power_led", std::string{}, as_one_of, inputs);
    console.carrier = fields.get_or("carrier", std::string{}, as_one_of, inputs);
    const auto* node = fields.find("login");
    if (node == nullptr) return console;
    Fields login(*node, errors);
    console.user = login.get("user", as_text);
    console.credential = login.get("credential", as_text);
    console.prompt = login.get("prompt", as_pattern);
    console.key_gap = login.get_or("key_gap", Nanos{0}, as_duration);
    if (console.key_gap > kSlowestKeys)
        refuse(errors, login.find("key_gap")->place,
               text("plus de {} ms entre deux touches", "more than {} ms between two keys",
                    kSlowestKeys.count() / 1'000'000),
               text("20ms suffit aux vieux micrologiciels", "20ms is enough for old firmware"));
    return console;
}

AgentConfig read_agent(const Entry& entry, Errors& errors) {
    Fields fields(entry.value, errors);
    auto at = fields.get("at", as_attachment);
    return {entry.key, std::move(at), read_settings(fields), entry.place};
}

Orphan as_orphan(const Node& node, Errors& errors) {
    Orphan orphan;
    orphan.rest_at_once = node.text == "rest";
    constexpr std::string_view kHold = "hold ";
    const auto hold = node.text.starts_with(kHold)
                          ? parse_duration(std::string_view(node.text).substr(kHold.size()))
                          : fail(Errc::invalid, {});
    if (hold) orphan.hold = *hold;
    if (!hold && !orphan.rest_at_once)
        blame(errors, node.place, text("« orphan » illisible", "unreadable \"orphan\""),
              text("écrivez « hold 20s » (attendre le démon, puis relâcher) ou « rest »",
                   "write \"hold 20s\" (wait for the daemon, then release) or \"rest\""));
    return orphan;
}

// "relais/3": a board of this file and a channel as printed on it.
void read_contact(const Node& node, const BenchConfig& bench, LineConfig& line, Errors& errors) {
    const auto slash = node.text.find('/');
    line.board = node.text.substr(0, slash);
    const auto channel = slash == std::string::npos ? "" : node.text.substr(slash + 1);
    const bool numbered = is_integer(channel) && channel.size() <= 2 && channel.front() != '-';
    line.channel = numbered ? std::stoi(channel) : 0;
    if (line.channel < 1 || line.channel > kChannelMax)
        return blame(errors, node.place,
                     text("contact illisible « {} »", "unreadable contact \"{}\"", node.text),
                     text("écrivez « carte/canal », canal de 1 à {}",
                          "write \"board/channel\", channel from 1 to {}", kChannelMax));
    std::vector<std::string> boards;
    for (const auto& board : bench.boards) boards.push_back(board.name);
    if (std::find(boards.begin(), boards.end(), line.board) == boards.end())
        blame(errors, node.place, text("carte inconnue « {} »", "unknown board \"{}\"", line.board),
              suggest(line.board, boards));
    for (const auto& other : bench.lines)
        if (other.board == line.board && other.channel == line.channel)
            blame(errors, node.place,
                  text("contact déjà pris par « {} »", "contact already taken by \"{}\"",
                       other.name),
                  text("un contact par ligne", "one contact a line"));
}

// When everything fails the PC works: a released relay is healthy wiring, and so is a hub's port
// that feeds its device.
void check_healthy(Fields& fields, const BoardConfig* board, Errors& errors) {
    const auto* healthy = fields.need("healthy");
    const bool hub = board != nullptr && is_hub(*board);
    if (healthy == nullptr || healthy->text == (hub ? "powered" : "released")) return;
    if (hub)
        return refuse(errors, healthy->place,
                      text("un port de concentrateur est sain quand il alimente",
                           "a hub's port is healthy when it feeds"),
                      text("écrivez « healthy: powered » : la panne coupe le port",
                           "write \"healthy: powered\": the fault cuts the port"));
    refuse(errors, healthy->place,
           text("un relais relâché doit être un câblage sain",
                "a released relay must be healthy wiring"),
           text("câblez le contact repos et écrivez « healthy: released »",
                "wire the normally closed contact and write \"healthy: released\""));
}

// Only extra-low voltage on relays.
void check_safety(Fields& fields, const LineConfig& line, const BoardConfig* board,
                  Errors& errors) {
    const bool on_outlet = board != nullptr && board->certified_outlet;
    check_healthy(fields, board, errors);
    if (board != nullptr && is_hub(*board) && line.energises)
        refuse(errors, line.place,
               text("un port de concentrateur n'alimente pas un PC", "a hub's port powers no PC"),
               text("mettez cette ligne sur un relais", "put this line on a relay"));
    const auto* voltage = fields.need("voltage");
    if (voltage && voltage->text != "TBTS" && !(voltage->text == "BT" && on_outlet))
        refuse(errors, voltage->place,
               text("tension « {} » refusée sur un relais", "voltage \"{}\" refused on a relay",
                    voltage->text),
               text("très basse tension de sécurité seulement (TBTS), ou BT sur une carte dite "
                    "« certified_outlet: yes »",
                    "safety extra-low voltage only (TBTS), or BT on a board said to be "
                    "\"certified_outlet: yes\""));
    if (line.max_on && !line.orphan.rest_at_once)
        refuse(errors, line.place,
               text("une ligne à durée limitée ne peut pas attendre",
                    "a line with a maximum on-time can't be held"),
               text("écrivez « orphan: rest »", "write \"orphan: rest\""));
}

void note_contacts(BenchConfig& bench) {
    for (auto& board : bench.boards) {
        for (const auto& line : bench.lines)
            if (line.board == board.name) board.contacts.push_back(line.channel);
        std::ranges::sort(board.contacts);
    }
}

LineConfig read_line(const Entry& entry, const BenchConfig& bench, Errors& errors) {
    Fields fields(entry.value, errors);
    LineConfig line;
    line.name = entry.key;
    line.place = entry.place;
    if (const auto* contact = fields.need("contact")) read_contact(*contact, bench, line, errors);
    line.min_dwell = fields.get("min_dwell", as_duration);
    line.min_gap = fields.get("min_gap", as_duration);
    if (const auto* most = fields.find("max_on")) line.max_on = as_duration(*most, errors);
    line.group = fields.get_or("group", std::string{}, as_text);
    line.orphan = fields.get("orphan", as_orphan);
    line.energises = fields.get("energises", as_yes_no);
    check_safety(fields, line, bench.board(line.board), errors);
    if (const auto* voltage = fields.find("voltage")) line.voltage = voltage->text;
    return line;
}

void read_bench(const Node& root, BenchConfig& bench, Errors& errors) {
    Fields top(root, errors);
    bench.name = top.get("bench", as_text);
    const auto each = [&](std::string_view key, const auto& read) {
        if (const auto* node = top.find(key))
            for (const auto& entry : as_map(*node, errors)) read(entry);
    };
    each("equipment",
         [&](const Entry& e) { bench.equipment[e.key] = as_properties(e.value, errors); });
    each("boards", [&](const Entry& e) { bench.boards.push_back(read_board(e, errors)); });
    each("consoles", [&](const Entry& e) { bench.consoles.push_back(read_console(e, errors)); });
    each("agents", [&](const Entry& e) { bench.agents.push_back(read_agent(e, errors)); });
    each("meters", [&](const Entry& e) { bench.meters.push_back(read_meter(e, errors)); });
    each("disks", [&](const Entry& e) { bench.disks.push_back(read_disk(e, bench, errors)); });
    each("inputs", [&](const Entry& e) { bench.inputs.push_back(read_input(e, bench, errors)); });
    bench.hands = top.get_or("hands", std::vector<std::string>{}, as_texts);
    bench.prepared = top.get_or("prepared", std::vector<std::string>{}, as_texts);
    each("lines", [&](const Entry& e) { bench.lines.push_back(read_line(e, bench, errors)); });
    note_contacts(bench);
}

}  // namespace

Checked<BenchConfig> load_bench(std::string_view text, const std::string& file, Rules rules) {
    auto document = read_yaml(text, file, rules);
    BenchConfig bench;
    bench.source = text;
    if (document.readable()) read_bench(document.root, bench, document.errors);
    return checked(std::move(bench), std::move(document.errors));
}

}  // namespace banc
