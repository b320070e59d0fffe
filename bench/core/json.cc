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

// Looked at before parsing: a callback that counts levels makes the parser a third slower.
bool too_deep(std::string_view input) {
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < input.size(); ++i) {
        const char c = input[i];
        if (quoted && c == '\\') ++i;
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == '[' || c == '{') ++depth;
        if (c == ']' || c == '}') --depth;
        if (depth > kDepthMax) return true;
    }
    return false;
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
    auto value = too_deep(input) ? Json(Json::value_t::discarded)
                                 : Json::parse(input, nullptr, /*allow_exceptions=*/false);
    if (value.is_discarded()) return fail(Errc::invalid, text("JSON illisible", "unreadable JSON"));
    return value;
}

}  // namespace banc
