// SPDX-License-Identifier: EUPL-1.2
#include "bench/core/json.h"

namespace banc {
namespace {

constexpr int kDepthMax = 64;

bool integers_only(const Json& value) {
    if (value.is_number_float()) return false;
    if (value.is_structured())
        for (const auto& child : value)
            if (!integers_only(child)) return false;
    return true;
}

}  // namespace

Result<std::string> canonical(const Json& value) {
    if (!integers_only(value))
        return fail(Errc::invalid, text("nombre à virgule dans un enregistrement",
                                        "floating-point number in a record"));
    try {
        return value.dump();
    } catch (const Json::exception&) {
        return fail(Errc::invalid, text("texte qui n'est pas en UTF-8", "text that is not UTF-8"));
    }
}

Result<Json> parse_json(std::string_view input) {
    bool too_deep = false;
    const auto bounded = [&](int depth, Json::parse_event_t, Json&) {
        too_deep = too_deep || depth > kDepthMax;
        return depth <= kDepthMax;
    };
    auto value = Json::parse(input, bounded, /*allow_exceptions=*/false);
    if (value.is_discarded() || too_deep)
        return fail(Errc::invalid, text("JSON illisible", "unreadable JSON"));
    return value;
}

}  // namespace banc
