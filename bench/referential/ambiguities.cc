// SPDX-License-Identifier: EUPL-1.2
// Ambiguities of the official texts are shown where they bite, and never resolved.
#include <algorithm>
#include <map>

#include "bench/referential/annexes.h"

namespace banc {
namespace {

// The marks a map carries: one, or several.
std::span<const Node> marks_of(const Node& map) {
    const auto* mark = map.find("ambiguity");
    if (mark == nullptr) return {};
    if (mark->kind == Node::Kind::list) return mark->items;
    return {mark, 1};
}

void collect(const Node& node, std::vector<const Node*>& marks) {
    for (const auto& mark : marks_of(node)) marks.push_back(&mark);
    for (const auto& item : node.items) collect(item, marks);
    for (const auto& entry : node.entries) collect(entry.value, marks);
}

}  // namespace

std::vector<std::string> Shown::ambiguities() {
    std::vector<std::string> ids;
    for (const auto& mark : marks_of(map_)) ids.push_back(as_text(mark, errors()));
    return ids;
}

void check_ambiguities(const Node& root, Fields& top) {
    auto& errors = top.errors();
    std::map<std::string, Place> described;
    std::vector<std::string> ids;
    if (const auto* list = top.need("ambiguities"))
        for (const auto& item : as_list(*list, errors)) {
            Fields fields(item, errors);
            ids.push_back(fields.get("id", as_text));
            fields.get("text", as_text);
            if (!described.emplace(ids.back(), item.place).second)
                blame(errors, item.place,
                      text("ambiguïté « {} » écrite deux fois", "ambiguity \"{}\" written twice",
                           ids.back()),
                      text("gardez-en une", "keep one"));
        }
    std::vector<const Node*> marks;
    collect(root, marks);
    for (const auto* mark : marks) {
        if (std::find(ids.begin(), ids.end(), mark->text) == ids.end())
            blame(errors, mark->place,
                  text("ambiguïté inconnue « {} »", "unknown ambiguity \"{}\"", mark->text),
                  suggest(mark->text, ids));
        described.erase(mark->text);
    }
    for (const auto& [id, place] : described)
        blame(errors, place,
              text("l'ambiguïté « {} » n'est montrée nulle part",
                   "ambiguity \"{}\" is shown nowhere", id),
              text("écrivez « ambiguity: {} » là où elle pèse",
                   "write \"ambiguity: {}\" where it bites", id));
}

}  // namespace banc
