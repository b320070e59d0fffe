// SPDX-License-Identifier: EUPL-1.2
#include "bench/referential/annexes.h"

namespace banc {
namespace {

constexpr std::string_view kInterests = "RIASEC";

void check_statement(const Node& node, Errors& errors) {
    if (node.find("text") == nullptr) {
        as_text(node, errors);
        return;
    }
    Shown fields(node, errors);
    fields.get("text", as_text);
}

void check_title_units(const Node& node, Errors& errors) {
    Shown fields(node, errors);
    fields.get("title", as_text);
    fields.get("arrete", as_date);
    fields.get("units", as_texts);
}

void check_correspondences(const Node& list, Errors& errors) {
    for (const auto& item : as_list(list, errors)) {
        Shown fields(item, errors);
        for (const auto* key : {"from", "to"})
            if (const auto* side = fields.need(key)) check_title_units(*side, errors);
        fields.get("source", as_text);
    }
}

void check_level(const Node& node, Errors& errors) {
    Shown level(node, errors);
    level.get_or("nomenclature_1969", std::string{}, as_text);
    level.get("european", as_integer, Range{1, 8});
}

// The older annexes give no TP or RNCP number: what is absent is not known.
void check_title_identity(Fields& top) {
    auto& errors = top.errors();
    for (const auto* key : {"tp", "rncp"}) top.get_or(key, std::string{}, as_text);
    for (const auto* key : {"nsf", "regulation"})
        if (const auto* node = top.find(key)) check_statement(*node, errors);
    if (const auto* node = top.need("level")) check_level(*node, errors);
    if (const auto* node = top.need("legal")) check_statements(*node, errors);
    if (const auto* node = top.need("correspondences")) check_correspondences(*node, errors);
}

void check_job_sheet(Fields& top) {
    for (const auto* key : {"definition", "access", "conditions"}) top.get(key, as_texts);
    for (const auto* key : {"jobs", "knowledge"}) top.get(key, as_texts);
    if (const auto* node = top.need("environments")) {
        Shown fields(*node, top.errors());
        for (const auto* key : {"structures", "sectors", "conditions"}) fields.get(key, as_texts);
    }
    if (const auto* list = top.need("mobility"))
        for (const auto& item : as_list(*list, top.errors())) {
            Shown fields(item, top.errors());
            fields.get("to", as_text);
            fields.get("title", as_text);
            fields.get("as", as_one_of, std::vector<std::string>{"proche", "évolution"});
            fields.get_or("jobs", std::vector<std::string>{}, as_texts);
        }
}

}  // namespace

std::string as_riasec(const Node& node, Errors& errors) {
    auto tag = as_text(node, errors);
    const auto known = [](char c) { return kInterests.find(c) != std::string_view::npos; };
    const bool first = !tag.empty() && known(tag[0]);
    const bool second = tag.size() == 2 && tag[1] >= 'a' && known(static_cast<char>(tag[1] - 32));
    if (!tag.empty() && !(first && (tag.size() == 1 || second)))
        blame(errors, node.place,
              text("« {} » n'est pas un code RIASEC", "\"{}\" is no RIASEC code", tag),
              text("une majuscule parmi R I A S E C, puis une minuscule s'il y a un second intérêt",
                   "a capital among R I A S E C, then a small one if there is a second interest"));
    return tag;
}

void check_statements(const Node& list, Errors& errors) {
    for (const auto& item : as_list(list, errors)) check_statement(item, errors);
}

void check_annexes(Fields& top, Nature nature) {
    auto& errors = top.errors();
    top.get("authority", as_texts);
    if (const auto* node = top.find("rome")) check_statements(*node, errors);
    if (const auto* node = top.find("history")) check_statements(*node, errors);
    top.get_or("transversal", std::vector<std::string>{}, as_texts);
    if (nature == Nature::job_sheet) return check_job_sheet(top);
    check_title_identity(top);
    check_sittings(top);
}

}  // namespace banc
