// SPDX-License-Identifier: EUPL-1.2
#include "reports/fields.h"

namespace banc::report {

std::string string_in(const Json& body, const char* key) {
    return std::string(word_of(member(body, key)));
}

std::int64_t number_in(const Json& body, const char* key) {
    const auto& value = member(body, key);
    return value.is_number_integer() ? value.get<std::int64_t>() : 0;
}

Nanos nanos_in(const Json& body, const char* key) {
    return time_of(member(body, key)).value_or(Nanos{0});
}

Nanos millis_in(const Json& body, const char* key) {
    const auto ms = number_in(body, key);
    const bool possible = ms >= 0 && ms <= kTimeMax / std::chrono::milliseconds{1};
    return std::chrono::milliseconds{possible ? ms : 0};
}

std::string french_in(const Json& body, const char* key) {
    return std::string(word_of(member(member(body, key), "fr")));
}

std::vector<std::string> strings_in(const Json& body, const char* key) {
    std::vector<std::string> found;
    for (const auto& item : member(body, key))
        if (item.is_string()) found.push_back(item.get<std::string>());
    return found;
}

}  // namespace banc::report
