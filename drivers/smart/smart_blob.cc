// SPDX-License-Identifier: EUPL-1.2
#include "drivers/smart/smart_blob.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <numeric>

namespace banc {
namespace {

struct Section {
    std::string_view tag;
    SmartPage page;
    std::size_t size;
};
// In the order in which libatasmart writes them.
constexpr std::array kSections{
    Section{"IDFY", SmartPage::identify, 512},    Section{"SMST", SmartPage::verdict, 4},
    Section{"SMDT", SmartPage::data, 512},        Section{"SMTH", SmartPage::thresholds, 512},
    Section{"STLG", SmartPage::self_tests, 512},  Section{"NVID", SmartPage::nvme_identify, 4096},
    Section{"NVLG", SmartPage::nvme_health, 512},
};
constexpr std::size_t kHead = 8;  // the tag, and a length, high byte first

std::size_t length_in(ByteView head) {
    return std::size_t{head[4]} << 24 | std::size_t{head[5]} << 16 | std::size_t{head[6]} << 8 |
           head[7];
}

tl::unexpected<Error> refuse(const std::string& file, Text why) {
    return tl::unexpected<Error>(Error{Errc::invalid,
                                       std::move(why),
                                       {"un relevé se fait avec : skdump --save=FICHIER /dev/sda",
                                        "a reading is made with: skdump --save=FILE /dev/sda"},
                                       {file, 0, 0}});
}

const Section* section_of(std::string_view tag) {
    const auto* const found = std::ranges::find(kSections, tag, &Section::tag);
    return found == kSections.end() ? nullptr : found;
}

// Letters and digits, as every tag known: anything else is no reading at all.
bool may_be_tag(std::string_view tag) {
    return std::ranges::all_of(tag, [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    });
}

}  // namespace

Result<SmartBlob> parse_smart_blob(ByteView bytes, const std::string& file) {
    SmartBlob out;
    if (bytes.empty()) return refuse(file, {"le fichier est vide", "the file is empty"});
    for (std::size_t at = 0; at < bytes.size();) {
        const auto rest = bytes.subspan(at);
        const auto tag = to_string(rest.first(std::min<std::size_t>(4, rest.size())));
        if (!may_be_tag(tag) || (out.empty() && !section_of(tag)))
            return refuse(file, text("ce n'est pas un relevé SMART (octet {})",
                                     "this is no SMART reading (byte {})", at));
        if (rest.size() < kHead || rest.size() - kHead < length_in(rest))
            return refuse(file,
                          text("relevé tronqué : la section {} (octet {}) n'est pas entière",
                               "truncated reading: section {} (byte {}) is not whole", tag, at));
        const auto content = rest.subspan(kHead, length_in(rest));
        at += kHead + content.size();
        const auto* const section = section_of(tag);
        if (!section) continue;
        if (content.size() != section->size)
            return refuse(file, text("la section {} a {} octets au lieu de {}",
                                     "section {} has {} bytes instead of {}", tag, content.size(),
                                     section->size));
        if (out.contains(section->page))
            return refuse(file, text("la section {} est répétée", "section {} is repeated", tag));
        out[section->page] = Bytes(content.begin(), content.end());
    }
    return out;
}

Bytes encode_smart_blob(const SmartBlob& blob) {
    Bytes out;
    for (const auto& section : kSections) {
        const auto found = blob.find(section.page);
        if (found == blob.end()) continue;
        assert(found->second.size() == section.size);
        const auto tag = view(section.tag);
        out.insert(out.end(), tag.begin(), tag.end());
        for (const int shift : {24, 16, 8, 0})
            out.push_back(static_cast<std::uint8_t>(section.size >> shift));
        out.insert(out.end(), found->second.begin(), found->second.end());
    }
    return out;
}

bool is_blank(ByteView page) {
    const auto first = page.front();
    return (first == 0 || first == 0xff) &&
           std::ranges::all_of(page, [&](auto byte) { return byte == first; });
}

bool checksum_holds(ByteView page) {
    return std::accumulate(page.begin(), page.end(), 0U) % 256 == 0;
}

}  // namespace banc
