// SPDX-License-Identifier: EUPL-1.2
#include "bench/rehearsal/outcome.h"

namespace banc {
namespace {

constexpr std::size_t kQuoted = 120;

Json or_null(const std::string& path) { return path.empty() ? Json() : Json(path); }

bool path_or_null(const Json& answer, const char* key) {
    return answer.contains(key) && (answer[key].is_string() || answer[key].is_null());
}

bool flag(const Json& answer, const char* key) {
    return answer.contains(key) && answer[key].is_boolean();
}

// Five keys, each of its type: a play is judged by all of them.
bool whole(const Json& answer) {
    return answer.is_object() && path_or_null(answer, "exam") && path_or_null(answer, "report") &&
           flag(answer, "restored") && flag(answer, "played") && answer.contains("score");
}

std::string path_of(const Json& answer, const char* key) {
    return answer[key].is_null() ? std::string() : answer[key].get<std::string>();
}

Error unreadable(std::string_view printed, const std::string& file) {
    const auto first = printed.substr(0, std::min(printed.find('\n'), kQuoted));
    return {Errc::corrupt,
            text("réponse illisible du passage : « {} »", "unreadable answer of the play: \"{}\"",
                 plain(std::string(first))),
            {},
            {file, 1, 1}};
}

}  // namespace

Json to_json(const Outcome& outcome) {
    return {{"exam", or_null(outcome.exam)},
            {"report", or_null(outcome.report)},
            {"restored", outcome.restored},
            {"played", outcome.played},
            {"score", outcome.score}};
}

Result<Outcome> outcome_from(std::string_view printed, const std::string& file) {
    const auto answer = parse_json(printed);
    if (!answer || !whole(*answer)) return tl::unexpected(unreadable(printed, file));
    return Outcome{path_of(*answer, "exam"), path_of(*answer, "report"),
                   (*answer)["restored"].get<bool>(), (*answer)["played"].get<bool>(),
                   (*answer)["score"]};
}

}  // namespace banc
