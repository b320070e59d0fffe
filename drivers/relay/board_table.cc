// SPDX-License-Identifier: EUPL-1.2
#include "drivers/relay/board_table.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "bench/yaml/fields.h"
#include "bench/yaml/read.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Range kChannels{1, 16};  // what RelayChannel can name
constexpr Nanos kGapMax = 5s;      // an exam waits for it at every command
constexpr std::size_t kIdDigits = 4;

std::optional<std::uint16_t> hex_id(std::string_view digits) {
    std::uint16_t id = 0;
    const auto* end = digits.data() + digits.size();
    const auto [stop, failed] = std::from_chars(digits.data(), end, id, 16);
    if (digits.size() != kIdDigits || failed != std::errc{} || stop != end) return std::nullopt;
    return id;
}

struct UsbId {
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;
};

UsbId as_usb_id(const Node& node, Errors& errors) {
    const std::string_view written = node.text;
    const auto colon = std::min(written.find(':'), written.size());
    const auto vendor = hex_id(written.substr(0, colon));
    const auto product = hex_id(written.substr(std::min(colon + 1, written.size())));
    if (vendor && product) return {*vendor, *product};
    blame(errors, node.place, text("identifiant USB attendu ici", "USB id expected here"),
          text("quatre chiffres hexadécimaux, deux-points, quatre autres : 16c0:05df",
               "four hexadecimal digits, a colon, four more: 16c0:05df"));
    return {};
}

const RelayProtocol* as_protocol(const Node& node, Errors& errors) {
    std::vector<std::string> known;
    for (const auto* protocol : relay_protocols()) known.emplace_back(protocol->name);
    return find_relay_protocol(as_one_of(node, known, errors));
}

template <class Choice, std::size_t n>
Choice as_choice(const Node& node, const std::array<Choice, n>& all, Errors& errors) {
    std::vector<std::string> words;
    for (const auto choice : all) words.emplace_back(word(choice));
    const auto written = as_one_of(node, words, errors);
    const auto found = std::ranges::find(words, written);
    return found == words.end() ? all.front()
                                : all.at(static_cast<std::size_t>(found - words.begin()));
}

constexpr std::array kCables{BoardCable::hid_feature, BoardCable::hid_output,
                             BoardCable::hid_interrupt, BoardCable::serial, BoardCable::ftdi_bits};
constexpr std::array kRecognised{Recognised::by_strings, Recognised::by_id, Recognised::by_place};
constexpr std::array kContacts{Contacts::low_voltage, Contacts::mains_outlet};

Nanos as_gap(const Node& node, Errors& errors) {
    const Nanos gap = as_duration(node, errors);
    if (gap > kGapMax)
        blame(errors, node.place,
              text("plus de 5 s entre deux commandes", "more than 5 s between two commands"));
    return gap;
}

// The protocol's own keys, with what holds when the section says nothing.
std::map<std::string, int, std::less<>> as_dialect(const Node* node, const RelayProtocol& protocol,
                                                   Errors& errors) {
    std::map<std::string, int, std::less<>> dialect;
    for (const auto& key : protocol.dialect) dialect.emplace(key.name, key.usual);
    if (node == nullptr) return dialect;
    Fields fields(*node, errors);
    for (const auto& key : protocol.dialect)
        dialect[std::string(key.name)] =
            static_cast<int>(fields.get_or<std::int64_t>(key.name, key.usual, as_integer,
                                                         Range{key.least, key.most}));
    return dialect;
}

UsbProduct as_usb(Fields& fields, Recognised how) {
    UsbId id;
    if (how == Recognised::by_place)
        id = fields.get_or("usb", UsbId{}, as_usb_id);
    else
        id = fields.get("usb", as_usb_id);
    if (how != Recognised::by_strings) return {id.vendor, id.product, "", ""};
    return {id.vendor, id.product, fields.get("manufacturer", as_text),
            fields.get("product", as_text)};
}

BoardProduct as_product(const Node& node, Errors& errors) {
    Fields fields(node, errors);
    BoardProduct product;
    product.title = fields.get("title", as_text);
    product.recognised =
        fields.get("recognised", as_choice<Recognised, kRecognised.size()>, kRecognised);
    product.usb = as_usb(fields, product.recognised);
    product.cable = fields.get("transport", as_choice<BoardCable, kCables.size()>, kCables);
    if (product.cable == BoardCable::serial) product.baud = fields.get("baud", as_baud);
    product.gap = fields.get("gap", as_gap);
    product.contacts = fields.get_or("switches", Contacts::low_voltage,
                                     as_choice<Contacts, kContacts.size()>, kContacts);
    product.protocol = fields.get("protocol", as_protocol);
    product.facts.channels = static_cast<int>(fields.get("channels", as_integer, kChannels));
    if (product.protocol != nullptr)
        product.facts.dialect = as_dialect(fields.find("dialect"), *product.protocol, errors);
    product.tested = fields.get("tested", as_text);
    product.source = fields.get("source", as_text);
    return product;
}

// What one section says about the others.
class Sections {
public:
    explicit Sections(Errors& errors) : errors_(errors) {}
    void add(const Entry& section) {
        if (section.key < last_)
            blame(errors_, section.place,
                  text("section « {} » après « {} »", "section \"{}\" after \"{}\"", section.key,
                       last_),
                  text("les ranger par ordre alphabétique", "sort them"));
        last_ = section.key;
        auto product = as_product(section.value, errors_);
        const auto [claimed, first] = claims_.emplace(product.usb, section.key);
        if (!first && product.recognised != Recognised::by_place)
            blame(errors_, section.place,
                  text("reconnaît la même carte que « {} »", "recognises the same board as \"{}\"",
                       claimed->second));
        table.emplace(section.key, std::move(product));
    }
    BoardTable table;

private:
    Errors& errors_;
    std::string last_;
    std::map<UsbProduct, std::string> claims_;
};

}  // namespace

std::string_view word(BoardCable cable) {
    switch (cable) {
        case BoardCable::hid_feature: return "hid-feature";
        case BoardCable::hid_output: return "hid-output";
        case BoardCable::hid_interrupt: return "hid-interrupt";
        case BoardCable::serial: return "serial";
        case BoardCable::ftdi_bits: return "ftdi-bits";
    }
    return "?";
}

std::string_view word(Recognised how) {
    switch (how) {
        case Recognised::by_strings: return "strings";
        case Recognised::by_id: return "id";
        case Recognised::by_place: return "place";
    }
    return "?";
}

std::string_view word(Contacts contacts) {
    switch (contacts) {
        case Contacts::low_voltage: return "low-voltage";
        case Contacts::mains_outlet: return "mains";
    }
    return "?";
}

Checked<BoardTable> load_board_table(std::string_view text, const std::string& file) {
    auto document = read_yaml(text, file);
    Sections sections(document.errors);
    if (document.root.kind != Node::Kind::map && document.errors.empty())
        blame(document.errors, {file, 1, 1}, banc::text("aucune carte", "no board"));
    for (const auto& section : document.root.entries) sections.add(section);
    return checked(std::move(sections.table), std::move(document.errors));
}

}  // namespace banc
