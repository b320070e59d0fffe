// SPDX-License-Identifier: EUPL-1.2
#include "bench/guard/message.h"

namespace banc::guard {
namespace {

std::string text_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

std::int64_t number_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

tl::unexpected<Error> unknown(std::string_view line) {
    return fail(Errc::invalid, text("message inconnu : {}", "unknown message: {}",
                                    plain(std::string(line.substr(0, 200)))));
}

// A path relative to the daemon's folder means nothing here.
bool is_path(const std::string& path) { return path.starts_with('/'); }

Json json_of(const Hello& hello) {
    return {{"say", "hello"},     {"pid", hello.pid},     {"started", hello.started},
            {"exam", hello.exam}, {"bench", hello.bench}, {"virtual", hello.virtual_dir},
            {"data", hello.data}};
}
Json json_of(const Beat&) { return {{"say", "beat"}}; }
Json json_of(const LineSaid& said) {
    return {{"say", "line"}, {"line", said.line}, {"to", word(said.to)}};
}
Json json_of(const Goodbye&) { return {{"say", "goodbye"}}; }

}  // namespace

Result<Message> read_message(std::string_view line) {
    const auto json = parse_json(line);
    if (!json || !json->is_object()) return unknown(line);
    const auto say = text_of(*json, "say");
    if (say == "beat") return Beat{};
    if (say == "goodbye") return Goodbye{};
    if (say == "line") {
        const auto to = text_of(*json, "to");
        LineSaid said{text_of(*json, "line"),
                      to == word(Position::healthy) ? Position::healthy : Position::fault};
        if (said.line.empty() || to != word(said.to)) return unknown(line);
        return said;
    }
    Hello hello{number_of(*json, "pid"), number_of(*json, "started"), text_of(*json, "exam"),
                text_of(*json, "bench"), text_of(*json, "virtual"),   text_of(*json, "data")};
    const bool whole = say == "hello" && hello.pid > 0 && is_path(hello.exam) &&
                       is_path(hello.bench) &&
                       (hello.virtual_dir.empty() || is_path(hello.virtual_dir)) &&
                       (hello.data.empty() || is_path(hello.data));
    if (!whole) return unknown(line);
    return hello;
}

std::string line_of(const Message& message) {
    return std::visit([](const auto& said) { return json_of(said).dump() + "\n"; }, message);
}

}  // namespace banc::guard
