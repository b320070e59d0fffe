// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include "bench/cli/show_disk.h"
#include "drivers/smart/self_test.h"

namespace banc {
namespace {

Text in_words(DiskStatus status) {
    switch (status) {
        case DiskStatus::good: return {"BON", "GOOD"};
        case DiskStatus::warning: return {"À SURVEILLER", "WATCH IT"};
        case DiskStatus::bad: return {"MAUVAIS", "BAD"};
        case DiskStatus::unknown: return {"INCONNU", "UNKNOWN"};
    }
    return {};
}

std::string say(const std::optional<std::int64_t>& value, std::string_view unit, Lang lang) {
    if (value) return fmt::format("{}{}", *value, unit);
    return lang == Lang::fr ? "inconnu" : "unknown";
}

std::string say(const std::optional<std::string>& value, Lang lang) {
    if (value) return plain(*value);
    return lang == Lang::fr ? "inconnu" : "unknown";
}

// "-" where the disk keeps no such value.
std::string cell(const std::optional<int>& value) {
    return value ? fmt::format("{}", *value) : "-";
}

void print_identity(const DiskHealth& health, Lang lang) {
    const bool french = lang == Lang::fr;
    fmt::print("{}", say(health.model, lang));
    constexpr std::uint64_t kGiga = 1000'000'000;
    if (health.capacity_bytes)
        fmt::print(" · {} {}", *health.capacity_bytes / kGiga, french ? "Go" : "GB");
    fmt::print("\n{} {} · {} {}\n\n", french ? "n° de série" : "serial", say(health.serial, lang),
               french ? "micrologiciel" : "firmware", say(health.firmware, lang));
}

void print_verdict(const DiskHealth& health, Lang lang) {
    fmt::print("{}\n", in_words(health.status).in(lang));
    for (const auto& reason : health.reasons) fmt::print("  - {}\n", plain(reason.in(lang)));
    for (const auto& note : health.notes) fmt::print("  · {}\n", plain(note.in(lang)));
    const bool french = lang == Lang::fr;
    fmt::print("\n  {:<24} {}\n", french ? "allumé pendant" : "powered on for",
               say(health.power_on_hours, " h", lang));
    fmt::print("  {:<24} {}\n", french ? "mises sous tension" : "power cycles",
               say(health.power_cycles, "", lang));
    fmt::print("  {:<24} {}\n", french ? "température" : "temperature",
               say(health.temperature_c, " °C", lang));
    if (health.bus != "ata") return;
    fmt::print("  {:<24} {}\n", french ? "secteurs réalloués" : "reallocated sectors",
               say(health.reallocated_sectors, "", lang));
    fmt::print("  {:<24} {}\n", french ? "secteurs en attente" : "pending sectors",
               say(health.pending_sectors, "", lang));
}

std::string remark(const DiskAttribute& attribute, Lang lang) {
    const bool french = lang == Lang::fr;
    std::string out;
    if (attribute.limit == DiskAttribute::Limit::crossed)
        out += french ? "  sous son seuil" : "  below its threshold";
    if (attribute.limit == DiskAttribute::Limit::once_crossed)
        out += french ? "  seuil déjà franchi" : "  threshold crossed before";
    if (attribute.suspect)
        out += fmt::format("  {} ({} {} {})", french ? "valeur suspecte" : "suspect value",
                           attribute.words[0], attribute.words[1], attribute.words[2]);
    return out;
}

void print_attributes(const DiskHealth& health, Lang lang) {
    if (health.attributes.empty()) return;
    const bool french = lang == Lang::fr;
    fmt::print("\n  {:>3}  {:<30} {:>6} {:>5} {:>5} {:>16}\n", french ? "n°" : "id",
               french ? "attribut" : "attribute", french ? "valeur" : "value",
               french ? "pire" : "worst", french ? "seuil" : "limit", french ? "brut" : "raw");
    for (const auto& attribute : health.attributes)
        fmt::print("  {:>3}  {:<30} {:>6} {:>5} {:>5} {:>16}{}\n", attribute.id,
                   plain(attribute.name), cell(attribute.current), cell(attribute.worst),
                   cell(attribute.threshold), attribute.raw, remark(attribute, lang));
}

void print_self_tests(const DiskHealth& health, Lang lang) {
    const bool french = lang == Lang::fr;
    if (health.last_self_test)
        fmt::print("\n{} {}\n", french ? "Dernier autotest :" : "Last self-test:",
                   in_words(*health.last_self_test).in(lang));
    for (const auto& test : health.self_tests.value_or(std::vector<SelfTest>{})) {
        fmt::print("  {:>6} h  {:<12} {}\n", test.at_hours.value_or(0), test.kind,
                   in_words(test).in(lang));
    }
    if (health.opinion)
        fmt::print("\n{} {}\n",
                   french ? "Avis de libatasmart, non retenu :"
                          : "libatasmart's opinion, not used:",
                   *health.opinion);
}

}  // namespace

void print_disk(const DiskHealth& health, Lang lang) {
    print_identity(health, lang);
    print_verdict(health, lang);
    print_attributes(health, lang);
    print_self_tests(health, lang);
}

}  // namespace banc
