// SPDX-License-Identifier: EUPL-1.2
#include "bench/core/nearest.h"

#include <algorithm>

namespace banc {
namespace {

constexpr std::size_t kWordMax = 128;  // a longer word was not mistyped, it is something else

std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = a[i - 1] == b[j - 1] ? 0 : 1;
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + changed});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[a.size()][b.size()];
}

}  // namespace

std::string nearest(std::string_view typed, const std::vector<std::string>& known) {
    if (typed.size() > kWordMax) return {};
    std::string best;
    std::size_t allowed = typed.size() < 3 ? 1 : 2;
    for (const auto& word : known) {
        if (word.size() > typed.size() + allowed || typed.size() > word.size() + allowed) continue;
        const auto edits = distance(typed, word);
        if (edits > allowed) continue;
        best = word;
        if (edits == 0) break;
        allowed = edits - 1;  // only a strictly closer word replaces it
    }
    return best;
}

}  // namespace banc
