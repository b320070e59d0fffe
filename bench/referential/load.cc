// SPDX-License-Identifier: EUPL-1.2
#include "bench/referential/load.h"

#include <filesystem>

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
                      : text("identifiant « {} » écrit deux fois", "id \"{}\" written twice", id));
        return id;
    }

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

Competence read_competence(const Node& node, Numbering& ids, Errors& errors) {
    Fields fields(node, errors);
    Competence competence;
    competence.id = ids.take(fields);
    competence.title = fields.get("title", as_text);
    const auto modalities = fields.get("modalities", as_texts);
    const auto* list = fields.find("criteria");  // none: the certifier does not publish them
    Numbering rows(competence.id + ".", errors);
    if (list == nullptr) return competence;
    for (const auto& item : as_list(*list, errors)) {
        Fields row(item, errors);
        auto id = rows.take(row);
        auto wording = row.get("text", as_text);
        competence.criteria.push_back(
            {std::move(id), std::move(wording), read_class(row), modalities});
    }
    return competence;
}

Unit read_unit(const Node& node, Numbering& ids, Numbering& competences, Errors& errors) {
    Fields fields(node, errors);
    Unit unit;
    unit.id = ids.take(fields);
    unit.title = fields.get("title", as_text);
    if (const auto* list = fields.need("competences"))
        for (const auto& item : as_list(*list, errors))
            unit.competences.push_back(read_competence(item, competences, errors));
    return unit;
}

void read_title(const Node& root, Referential& title, Errors& errors) {
    Fields top(root, errors);
    title.code = top.get("code", as_text);
    title.title = top.get("title", as_text);
    title.millesime = top.get("millesime", as_text);
    if (const auto* node = top.need("validity")) {
        Fields validity(*node, errors);
        title.valid_from = validity.get("from", as_date);
        title.valid_until = validity.get("until", as_date);
        if (title.valid_from > title.valid_until)
            blame(errors, node->place,
                  text("la validité finit avant de commencer", "validity ends before it starts"));
    }
    Numbering units("", errors);
    Numbering competences("", errors);
    if (const auto* list = top.need("units"))
        for (const auto& item : as_list(*list, errors))
            title.units.push_back(read_unit(item, units, competences, errors));
    check_annexes(top);
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
        return tl::unexpected(
            one(Errc::environment,
                text("dossier illisible : {}", "unreadable folder: {}", failed.message()),
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

Checked<Referential> load_referential(std::string_view text, const std::string& file) {
    auto document = read_yaml(text, file);
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
