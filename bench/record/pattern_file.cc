// SPDX-License-Identifier: EUPL-1.2
#include "bench/record/pattern_file.h"

#include <re2/re2.h>

#include <set>

#include "bench/core/causes.h"

namespace banc {
namespace {

struct Written {
    NamedPattern pattern;
    int column = 1;  // of the expression
};

Written split(const std::string& line) {
    static const RE2 named(R"(([A-Za-z0-9_.\-]{1,64}):[ \t]+)");
    re2::StringPiece rest(line);
    std::string name;
    if (!RE2::Consume(&rest, named, &name)) return {{line, line}, 1};
    const auto column = static_cast<int>(line.size() - rest.size()) + 1;
    return {{name, std::string(rest)}, column};
}

// "login: $" is read as a pattern "$" named login: it would match every line.
Result<void> check(const NamedPattern& pattern) {
    const RE2 compiled(pattern.expression, RE2::Quiet);
    const auto cause = cause_of(compiled);
    if (!compiled.ok())
        return fail(Errc::invalid,
                    {fmt::format("motif « {} » : {}", pattern.expression, cause.fr),
                     fmt::format("pattern \"{}\": {}", pattern.expression, cause.en)},
                    text("la syntaxe est celle de RE2", "the syntax is that of RE2"));
    if (RE2::PartialMatch("", compiled) && RE2::PartialMatch("x", compiled))
        return fail(Errc::invalid,
                    text("le motif « {} » va à toute ligne", "pattern \"{}\" fits every line",
                         pattern.expression),
                    text("écrivez « nom: motif »", "write \"name: pattern\""));
    return {};
}

}  // namespace

Checked<std::vector<NamedPattern>> parse_patterns(const std::string& file, std::string_view text_) {
    std::vector<NamedPattern> patterns;
    std::set<std::string> names;
    Errors errors;
    const auto wrong = [&](Error error, Place place) {
        error.place = std::move(place);
        errors.push_back(std::move(error));
    };
    for (int number = 1; !text_.empty(); ++number) {
        std::string line(text_.substr(0, text_.find('\n')));
        text_.remove_prefix(std::min(text_.size(), line.size() + 1));
        if (line.ends_with('\r')) line.pop_back();
        if (line.empty() || line.starts_with('#')) continue;
        auto written = split(line);
        if (auto good = check(written.pattern); !good)
            wrong(std::move(good.error()), {file, number, written.column});
        else if (!names.insert(written.pattern.name).second)
            wrong({Errc::invalid, text("le nom « {} » est déjà pris", "name \"{}\" is taken",
                                       written.pattern.name)},
                  {file, number, 1});
        patterns.push_back(std::move(written.pattern));
    }
    if (patterns.size() > kPatternsMax)
        wrong({Errc::invalid, text("{} motifs : {} au plus", "{} patterns: {} at most",
                                   patterns.size(), kPatternsMax)},
              {file, 0, 0});
    if (!errors.empty()) return tl::unexpected<Errors>(std::move(errors));
    return patterns;
}

}  // namespace banc
