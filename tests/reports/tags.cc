// SPDX-License-Identifier: EUPL-1.2
#include "tests/reports/tags.h"

#include <set>
#include <vector>

namespace banc::test {

std::string imbalance(const std::string& page) {
    const std::set<std::string> lone{"!DOCTYPE", "meta"};
    std::vector<std::string> open;
    for (auto at = page.find('<'); at != std::string::npos; at = page.find('<', at + 1)) {
        const auto end = page.find('>', at);
        if (end == std::string::npos) return "a tag without end";
        const auto tag = page.substr(at + 1, end - at - 1);
        if (tag.find('<') != std::string::npos) return "a < inside <" + tag;
        const auto name = tag.substr(0, tag.find(' '));
        if (lone.count(name) != 0 || tag.back() == '/') continue;
        if (name.front() != '/') {
            open.push_back(name);
            continue;
        }
        if (open.empty() || open.back() != name.substr(1)) return "unexpected <" + tag + ">";
        open.pop_back();
    }
    return open.empty() ? "" : "never closed: " + open.back();
}

bool headings_skip_no_level(const std::string& page) {
    int level = 0;
    for (auto at = page.find("<h"); at != std::string::npos; at = page.find("<h", at + 1)) {
        const int next = page[at + 2] - '0';
        if (next < 1 || next > 6) continue;
        if (next > level + 1) return false;
        level = next;
    }
    return level > 0;
}

std::string repeated_id(const std::string& page) {
    std::set<std::string> seen;
    const std::string prefix = " id=\"";
    for (auto at = page.find(prefix); at != std::string::npos; at = page.find(prefix, at + 1)) {
        const auto from = at + prefix.size();
        const auto id = page.substr(from, page.find('"', from) - from);
        if (!seen.insert(id).second) return id;
    }
    return {};
}

}  // namespace banc::test
