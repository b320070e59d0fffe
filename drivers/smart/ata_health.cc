// SPDX-License-Identifier: EUPL-1.2
#include "drivers/smart/ata_health.h"

#include <algorithm>
#include <array>

#include "drivers/smart/raw_value.h"
#include "drivers/smart/self_test.h"

namespace banc {
namespace {

using Limit = DiskAttribute::Limit;

const Bytes* page(const SmartBlob& pages, SmartPage which) {
    const auto found = pages.find(which);
    return found == pages.end() ? nullptr : &found->second;
}

std::uint64_t word_at(const Bytes& identify, std::size_t number) {
    return static_cast<std::uint64_t>(identify[2 * number] | identify[2 * number + 1] << 8);
}

// Words 60 and 61, or 100 to 103 where the disk knows 48-bit addresses (bit 10 of word 83).
std::uint64_t sectors_of(const Bytes& identify) {
    constexpr std::uint64_t kLongAddresses = 1U << 10;
    if ((word_at(identify, 83) & kLongAddresses) == 0)
        return word_at(identify, 60) | word_at(identify, 61) << 16;
    return word_at(identify, 100) | word_at(identify, 101) << 16 | word_at(identify, 102) << 32 |
           word_at(identify, 103) << 48;
}

bool nothing_turns(const Bytes* identify) {
    return identify != nullptr && word_at(*identify, 217) == 1;
}

// 0, 254 and 255 as a threshold mean "always passes", "invalid", "always fails" (for tests).
Limit limit_of(const DiskAttribute& attribute) {
    const int threshold = attribute.threshold.value_or(0);
    if (threshold < 1 || threshold > 253) return Limit::kept;
    if (attribute.current && *attribute.current <= threshold) return Limit::crossed;
    if (attribute.worst && *attribute.worst <= threshold) return Limit::once_crossed;
    return Limit::kept;
}

void judge_limit(DiskHealth& health, const DiskAttribute& attribute) {
    const auto what = fmt::format("{} {}", attribute.id, attribute.name);
    if (attribute.limit == Limit::once_crossed)
        worsen(health, DiskStatus::warning,
               text("{} a déjà franchi son seuil", "{} has crossed its threshold before", what));
    if (attribute.limit != Limit::crossed) return;
    if (attribute.prefailure)
        worsen(health, DiskStatus::bad,
               text("{} est sous son seuil : panne imminente",
                    "{} is below its threshold: failure is imminent", what));
    else
        worsen(health, DiskStatus::warning,
               text("{} est sous son seuil : disque usé", "{} is below its threshold: worn disk",
                    what));
}

struct Count {
    std::string_view name;
    Text of_what;
};
const std::array kCounts{
    Count{"reallocated-sector-count", {"secteurs réalloués", "reallocated sectors"}},
    Count{"current-pending-sector", {"secteurs en attente", "pending sectors"}},
    Count{"offline-uncorrectable", {"secteurs illisibles", "unreadable sectors"}},
    Count{"reported-uncorrect", {"lectures perdues", "uncorrected reads"}},
    Count{"uncorrectable-ecc-count", {"erreurs ECC non corrigées", "uncorrected ECC errors"}},
};

void judge_count(DiskHealth& health, const DiskAttribute& attribute) {
    const auto* const count = std::ranges::find(kCounts, attribute.name, &Count::name);
    if (count == kCounts.end() || attribute.suspect || attribute.raw == 0) return;
    worsen(health, DiskStatus::warning,
           {fmt::format("{} : {}", count->of_what.fr, attribute.raw),
            fmt::format("{}: {}", count->of_what.en, attribute.raw)});
}

// What each summary field is read from, best first. 231 is a temperature on old disks only: on an
// SSD it is the life that is left.
struct Source {
    std::optional<std::int64_t> DiskHealth::*field;
    int id;
};
constexpr std::array kSources{
    Source{&DiskHealth::reallocated_sectors, 5}, Source{&DiskHealth::pending_sectors, 197},
    Source{&DiskHealth::power_on_hours, 9},      Source{&DiskHealth::power_cycles, 12},
    Source{&DiskHealth::temperature_c, 194},     Source{&DiskHealth::temperature_c, 190},
    Source{&DiskHealth::temperature_c, 231},
};

bool fits(const Source& source, RawKind kind) {
    if (source.field == &DiskHealth::temperature_c)
        return kind == RawKind::celsius || kind == RawKind::deci_celsius;
    return kind != RawKind::errors;  // the quirk table says that nobody knows what it is
}

void summarise(DiskHealth& health, std::uint64_t sectors) {
    for (const auto& source : kSources)
        for (const auto& attribute : health.attributes) {
            const auto kind = raw_kind(attribute.name);
            if (attribute.id != source.id || health.*source.field || !fits(source, kind)) continue;
            health.*source.field = read_raw(kind, attribute.raw, sectors).value;
        }
}

void note_suspects(DiskHealth& health) {
    for (const auto& attribute : health.attributes)
        if (attribute.suspect && raw_kind(attribute.name) == RawKind::sectors)
            health.notes.push_back(text("{} {} : valeur brute suspecte ({}), non comptée",
                                        "{} {}: suspect raw value ({}), not counted", attribute.id,
                                        attribute.name, attribute.raw));
}

void judge_verdict(DiskHealth& health, const Bytes* verdict) {
    if (verdict == nullptr) {
        worsen(health, DiskStatus::unknown,
               {"le disque n'a pas donné son propre verdict",
                "the disk gave no verdict of its own"});
        return;
    }
    if (std::ranges::any_of(*verdict, [](auto byte) { return byte != 0; })) return;
    worsen(health, DiskStatus::bad,
           {"le disque lui-même annonce sa panne", "the disk itself announces its failure"});
}

void judge(DiskHealth& health, const SmartBlob& pages) {
    judge_verdict(health, page(pages, SmartPage::verdict));
    for (const auto& attribute : health.attributes) judge_limit(health, attribute);
    for (const auto& attribute : health.attributes) judge_count(health, attribute);
}

struct Checked {
    SmartPage page;
    Text name;
};
const std::array kChecked{
    Checked{SmartPage::data, {"données SMART", "SMART data"}},
    Checked{SmartPage::thresholds, {"seuils SMART", "SMART thresholds"}},
    Checked{SmartPage::self_tests, {"journal des autotests", "log of self-tests"}},
};

// A page that was damaged on its way is set aside as if the disk had not given it. Without its data
// what is left can't make the disk good; without limits, or a log of self-tests, it is judged as a
// disk that has none. (The seven readings of real disks add up, each page of them.)
SmartBlob believable(const SmartBlob& pages, DiskHealth& health) {
    auto out = pages;
    for (const auto& [which, name] : kChecked) {
        const auto* const bytes = page(pages, which);
        if (bytes == nullptr || (!is_blank(*bytes) && checksum_holds(*bytes))) continue;
        const auto why = is_blank(*bytes) ? Text{"page vide", "blank page"}
                                          : Text{"somme de contrôle fausse", "wrong checksum"};
        Text said{fmt::format("{} : {}, rien n'en est retenu", name.fr, why.fr),
                  fmt::format("{}: {}, nothing of it is used", name.en, why.en)};
        if (which == SmartPage::data)
            worsen(health, DiskStatus::unknown, std::move(said));
        else
            health.notes.push_back(std::move(said));
        out.erase(which);
    }
    return out;
}

// Attributes of data set aside stay to be seen, as bytes; there are none on a blank page.
void read_attributes(DiskHealth& health, const SmartBlob& given, const SmartBlob& believed) {
    const auto* const identify = page(given, SmartPage::identify);
    const auto sectors = identify == nullptr ? 0 : sectors_of(*identify);
    if (sectors != 0) health.capacity_bytes = sectors * 512;
    const auto* const data = page(given, SmartPage::data);
    if (data != nullptr && is_blank(*data)) health.attributes.clear();
    const bool sure = believed.contains(SmartPage::data);
    for (auto& attribute : health.attributes) {
        if (attribute.id == 231 && nothing_turns(identify)) attribute.name = "ssd-life-left";
        const auto raw = read_raw(raw_kind(attribute.name), attribute.raw, sectors);
        attribute.suspect = raw.suspect || !sure;
        if (!believed.contains(SmartPage::thresholds)) attribute.threshold.reset();
        if (sure) attribute.limit = limit_of(attribute);
    }
    if (!sure) return;
    summarise(health, sectors);
    note_suspects(health);
}

// The log knows more than the one byte: what kind of test, when and where, and whether there was
// one at all.
void read_self_tests(DiskHealth& health, const SmartBlob& pages) {
    constexpr std::size_t kExecutionStatus = 363;
    if (const auto* const data = page(pages, SmartPage::data))
        health.last_self_test = last_self_test((*data)[kExecutionStatus]);
    if (const auto* const log = page(pages, SmartPage::self_tests))
        health.self_tests = self_test_log(*log);
    if (!health.last_self_test || !health.self_tests) return;
    auto& last = *health.last_self_test;
    const auto& log = *health.self_tests;
    const bool open = last.result == kPassedOrNeverRun;
    if (open && log.empty()) last.result = kNeverRun;
    if (!log.empty() && (open || last.result == log.front().result)) last = log.front();
}

void note_failed_test(DiskHealth& health) {
    if (!health.last_self_test || !failed(*health.last_self_test)) return;
    const auto how = in_words(*health.last_self_test);
    health.notes.push_back(
        {fmt::format("dernier autotest : {}", how.fr), fmt::format("last self-test: {}", how.en)});
}

}  // namespace

DiskHealth ata_health(const SmartBlob& pages, AtaWords words) {
    DiskHealth health;
    health.bus = "ata";
    health.status = DiskStatus::good;
    health.model = std::move(words.model);
    health.serial = std::move(words.serial);
    health.firmware = std::move(words.firmware);
    health.opinion = std::move(words.opinion);
    health.attributes = std::move(words.attributes);
    const auto believed = believable(pages, health);
    read_attributes(health, pages, believed);
    read_self_tests(health, believed);
    judge(health, believed);
    note_failed_test(health);
    return health;
}

}  // namespace banc
