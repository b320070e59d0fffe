// SPDX-License-Identifier: EUPL-1.2
#include "bench/referential/load.h"

#include <filesystem>

#include "bench/core/causes.h"
#include "bench/referential/annexes.h"
#include "bench/yaml/read.h"

namespace banc {
namespace {

constexpr std::size_t kFilesMax = 1000;  // about as many titles as the ministry has ever had

// Refuses an id that does not continue its owner's, and the same id twice.
class Numbering {
public:
    Numbering(const std::string& owner, Errors& errors) : owner_(owner), errors_(errors) {}
    std::string take(Fields& fields) {
        auto id = fields.get("id", as_text);
        const bool misplaced = !id.starts_with(owner_) || id.size() == owner_.size();
        if (!id.empty() && (misplaced || !seen_.emplace(id, 0).second))
            blame(errors_, fields.place(),
                  misplaced
                      ? text("l'identifiant « {} » ne commence pas par « {} »",
                             "id \"{}\" does not start with \"{}\"", id, owner_)
                      : text("identifiant « {} » écrit deux fois", "id \"{}\" written twice", id),
                  text("un identifiant par ligne de grille, celui de sa compétence devant",
                       "one id per row of the grid, its competence's first"));
        return id;
    }
    [[nodiscard]] Errors& errors() { return errors_; }

private:
    std::string owner_;
    Errors& errors_;
    std::map<std::string, int> seen_;
};

CriterionClass read_class(Fields& fields) {
    const auto name =
        fields.get("class", as_one_of, std::vector<std::string>{"observed", "supported", "judged"});
    if (name == "observed") return CriterionClass::observed;
    return name == "supported" ? CriterionClass::supported : CriterionClass::judged;
}

std::vector<std::string> as_modalities(const Node& list, Errors& errors) {
    std::vector<std::string> modalities;
    for (const auto& item : as_list(list, errors))
        modalities.push_back(as_one_of(item, kModalities, errors));
    return modalities;
}

std::vector<GridRow> read_rows(const Node& list, const std::string& competence, Errors& errors) {
    Numbering ids(competence + ".", errors);
    std::vector<GridRow> rows;
    for (const auto& item : as_list(list, errors)) {
        Shown fields(item, errors);
        GridRow row;
        row.id = ids.take(fields);
        row.text = fields.get("text", as_text);
        row.criterion_class = read_class(fields);
        row.ambiguities = fields.ambiguities();
        rows.push_back(std::move(row));
    }
    return rows;
}

Competence read_competence(const Node& node, Numbering& ids, Nature nature) {
    auto& errors = ids.errors();
    Shown fields(node, errors);
    Competence competence;
    competence.id = ids.take(fields);
    competence.title = fields.get("title", as_text);
    competence.ambiguities = fields.ambiguities();
    if (nature == Nature::job_sheet) {
        competence.riasec = fields.get("riasec", as_riasec);
        competence.knowledge = fields.get_or("knowledge", std::vector<std::string>{}, as_texts);
        return competence;
    }
    const auto* list = fields.find("criteria");  // none: the certifier does not publish them
    if (list == nullptr) return competence;
    competence.criteria = read_rows(*list, competence.id, errors);
    const auto modalities = fields.get("modalities", as_modalities);
    for (auto& row : competence.criteria) row.modalities = modalities;
    return competence;
}

void read_units(const Node& list, Referential& title, Errors& errors) {
    Numbering ids("", errors);
    Numbering competences("", errors);
    for (const auto& item : as_list(list, errors)) {
        Shown fields(item, errors);
        Unit unit;
        unit.id = ids.take(fields);
        unit.title = fields.get("title", as_text);
        if (const auto* inner = fields.need("competences"))
            for (const auto& one : as_list(*inner, errors))
                unit.competences.push_back(read_competence(one, competences, title.nature));
        title.units.push_back(std::move(unit));
    }
}

void read_validity(const Node& node, Referential& title, Errors& errors) {
    Shown validity(node, errors);
    title.valid_from = validity.get("from", as_date);
    title.valid_until = validity.get("until", as_date);
    validity.get("source", as_text);
    if (title.valid_from > title.valid_until)
        blame(errors, node.place,
              text("la validité finit avant de commencer", "validity ends before it starts"),
              text("corrigez « from » ou « until »", "mend \"from\" or \"until\""));
}

// A grid with holes says so: a jury must not take silence for "nothing to assess".
void check_holes(const Referential& title, Fields& top) {
    const auto* said = top.find("not_found");
    if (said != nullptr) check_statements(*said, top.errors());
    if (said != nullptr || title.nature == Nature::job_sheet) return;
    for (const auto& unit : title.units)
        for (const auto& competence : unit.competences)
            if (competence.criteria.empty())
                return blame(top.errors(), top.place(),
                             text("la compétence {} n'a pas de critères, et rien ne dit pourquoi",
                                  "competence {} has no criteria, and nothing says why",
                                  competence.id),
                             text("ajoutez « criteria », ou « not_found » avec la raison",
                                  "add \"criteria\", or \"not_found\" with the reason"));
}

void read_title(const Node& root, Referential& title, Errors& errors) {
    Fields top(root, errors);
    title.code = top.get("code", as_text);
    title.title = top.get("title", as_text);
    const std::vector<std::string> natures{"titre", "fiche-metier"};
    if (top.get_or("nature", natures.front(), as_one_of, natures) == natures.back())
        title.nature = Nature::job_sheet;
    if (title.nature == Nature::title) {
        title.millesime = top.get("millesime", as_text);
        title.replaced_by = top.get_or("replaced_by", std::string{}, as_text);
        if (const auto* node = top.need("validity")) read_validity(*node, title, errors);
    }
    if (const auto* list = top.need("units")) read_units(*list, title, errors);
    check_holes(title, top);
    check_annexes(top, title.nature);
    check_ambiguities(root, top);
}

Errors one(Errc code, Text what, Text remedy, const std::string& path) {
    return {{code, std::move(what), std::move(remedy), {path, 0, 0}}};
}

Checked<std::vector<std::string>> codes_in(const std::string& folder) {
    std::vector<std::string> codes;
    std::error_code failed;
    std::filesystem::directory_iterator it(folder, failed);
    for (; !failed && it != std::filesystem::directory_iterator(); it.increment(failed))
        if (it->path().extension() == ".yaml" && codes.size() < kFilesMax)
            codes.push_back(it->path().stem().string());
    if (failed)
        return tl::unexpected(one(
            Errc::environment, because(failed.value(), {"dossier illisible", "unreadable folder"}),
            text("indiquez le dossier scenarios/referentials",
                 "name the folder scenarios/referentials"),
            folder));
    std::sort(codes.begin(), codes.end());
    return codes;
}

Checked<Referential> load_file(const std::string& folder, const std::string& code) {
    const auto path = (std::filesystem::path(folder) / (code + ".yaml")).string();
    const auto source = read_text_file(path);
    if (!source) return tl::unexpected(Errors{source.error()});
    auto title = load_referential(*source, path);
    if (title && title->code != code)
        return tl::unexpected(one(Errc::invalid,
                                  text("ce fichier décrit le titre « {} »",
                                       "this file describes the title \"{}\"", title->code),
                                  text("nommez-le {}.yaml", "name it {}.yaml", title->code), path));
    return title;
}

}  // namespace

Checked<Referential> load_referential(std::string_view text, const std::string& file, Rules rules) {
    auto document = read_yaml(text, file, rules);
    Referential title;
    if (document.readable()) read_title(document.root, title, document.errors);
    title.everything = to_json(document.root);
    title.source = text;
    return checked(std::move(title), std::move(document.errors));
}

Checked<Titles> list_referentials(const std::string& folder) {
    const auto codes = codes_in(folder);
    if (!codes) return tl::unexpected(codes.error());
    Titles titles;
    Errors errors;
    for (const auto& code : *codes) {
        auto title = load_file(folder, code);
        if (title)
            titles.emplace(title->code, std::move(*title));
        else
            errors.insert(errors.end(), title.error().begin(), title.error().end());
    }
    if (!errors.empty()) return tl::unexpected(std::move(errors));
    return titles;
}

Checked<Referential> find_referential(const std::string& folder, const std::string& code) {
    const auto codes = codes_in(folder);
    if (!codes) return tl::unexpected(codes.error());
    if (std::find(codes->begin(), codes->end(), code) != codes->end())
        return load_file(folder, code);
    return tl::unexpected(one(Errc::invalid,
                              text("titre inconnu « {} »", "unknown title \"{}\"", code),
                              suggest(code, *codes), folder));
}

}  // namespace banc
