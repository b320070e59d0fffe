// SPDX-License-Identifier: EUPL-1.2
#include "bench/yaml/tree_builder.h"

#include <algorithm>

#include "bench/yaml/precheck.h"

namespace banc {
namespace {

constexpr std::size_t kNodesMax = 20'000;  // 1 MiB of "-" would be half a million values
constexpr std::size_t kDepthMax = 64;      // the deepest file shipped has 8 levels

}  // namespace

TreeBuilder::TreeBuilder(std::string_view text, std::string file, Errors& errors)
    : lines_(lines_of(text)), file_(std::move(file)), errors_(errors) {
    root_.place = {file_, 1, 1};
}

Node TreeBuilder::take() {
    if (documents_ > 1) root_ = {};
    return std::move(root_);
}

Place TreeBuilder::place(const YAML::Mark& mark) const {
    if (mark.is_null()) return {file_, 1, 1};
    const auto before = line(mark).size() - rest_of_line(mark).size();
    return {file_, mark.line + 1, static_cast<int>(characters(line(mark).substr(0, before))) + 1};
}

void TreeBuilder::OnDocumentStart(const YAML::Mark& mark) {
    if (documents_++ != 1) return;
    if (rest_of_line(mark).starts_with("---"))
        blame(place(mark), text("deuxième document dans le fichier", "second document in the file"),
              text("un fichier, un document : retirez « --- »",
                   "one file, one document: remove \"---\""));
    else
        blame(place(mark),
              text("ceci ne suit de rien de ce qui précède", "this follows from nothing before it"),
              {"vérifiez l'indentation, et les « } », « ] » et « , » de trop",
               "check the indentation, and for a \"}\", \"]\" or \",\" too many"});
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
    check_properties(mark, "?", anchor);
    add(make(Node::Kind::empty, mark));
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) { OnNull(mark, anchor); }

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& value) {
    check_properties(mark, tag, anchor);
    auto node = make(Node::Kind::scalar, mark);
    node.text = value;
    read_style(node, rest_of_line(mark));
    add(std::move(node));
}

void TreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag,
                                  YAML::anchor_t anchor, YAML::EmitterStyle::value) {
    check_properties(mark, tag, anchor);
    open(make(Node::Kind::list, mark));
}

void TreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value) {
    check_properties(mark, tag, anchor);
    open(make(Node::Kind::map, mark));
}

std::string_view TreeBuilder::line(const YAML::Mark& mark) const {
    const auto index = static_cast<std::size_t>(mark.line);
    return index < lines_.size() ? lines_[index] : std::string_view{};
}

std::string_view TreeBuilder::rest_of_line(const YAML::Mark& mark) const {
    const auto whole = line(mark);
    return whole.substr(std::min(static_cast<std::size_t>(mark.column), whole.size()));
}

Node TreeBuilder::make(Node::Kind kind, const YAML::Mark& mark) const {
    Node node;
    node.kind = kind;
    node.place = place(mark);
    return node;
}

void TreeBuilder::blame(Place where, Text what, Text remedy) {
    if (!stopped_)
        errors_.push_back({Errc::invalid, std::move(what), std::move(remedy), std::move(where)});
}

// yaml-cpp names "?" (plain) and "!" (quoted) what carries no tag.
void TreeBuilder::check_properties(const YAML::Mark& mark, const std::string& tag,
                                   YAML::anchor_t anchor) {
    const bool tagged = (tag != "?" && tag != "!") || rest_of_line(mark).starts_with('!');
    if (anchor == YAML::NullAnchor && !tagged) return;
    blame(place(mark),
          text("ancre, alias ou étiquette YAML (« & », « * », « ! »)",
               "YAML anchor, alias or tag (\"&\", \"*\", \"!\")"),
          text("écrivez la valeur en toutes lettres, ou entre guillemets",
               "write the value out, or put it between quotes"));
}

void TreeBuilder::read_style(Node& node, std::string_view written) {
    if (written.starts_with('|') || written.starts_with('>')) {
        node.style = Node::Style::block;
    } else if (written.starts_with('"') || written.starts_with('\'')) {
        node.style = Node::Style::quoted;
        node.raw = written.substr(0, end_of_quoted(written, 0));
    } else if (written.starts_with(node.text)) {
        node.raw = node.text;
    } else if (!written.starts_with('!') && !written.starts_with('&')) {
        blame(node.place, text("texte sur plusieurs lignes", "text over several lines"),
              text("mettez-le sur une ligne, ou écrivez-le sous « | »",
                   "put it on one line, or write it under \"|\""));
    }
}

void TreeBuilder::open(Node node) {
    if (frames_.size() == kDepthMax) stop(node.place);
    if (!stopped_) frames_.push_back({std::move(node), {}, {}});
}

void TreeBuilder::close() {
    if (stopped_) return;
    auto node = std::move(frames_.back().node);
    frames_.pop_back();
    add(std::move(node));
}

void TreeBuilder::add(Node node) {
    if (++nodes_ > kNodesMax) stop(node.place);
    if (stopped_) return;
    if (frames_.empty()) {
        root_ = std::move(node);
    } else if (auto& frame = frames_.back(); frame.node.kind == Node::Kind::list) {
        frame.node.items.push_back(std::move(node));
    } else if (frame.entry) {
        finish_entry(frame, std::move(node));
    } else {
        start_entry(frame, node);
    }
}

void TreeBuilder::start_entry(Frame& frame, const Node& key) {
    if (key.kind != Node::Kind::scalar || key.style == Node::Style::block)
        blame(key.place, text("une clé doit être un mot", "a key must be a word"),
              text("écrivez « clé: valeur »", "write \"key: value\""));
    frame.entry = Entry{key.text, key.place, {}};
}

void TreeBuilder::finish_entry(Frame& frame, Node value) {
    auto entry = std::move(*frame.entry);
    frame.entry.reset();
    entry.value = std::move(value);
    // yaml-cpp puts an absent value where the next word starts, often on another line.
    auto& written = entry.value;
    if (written.kind == Node::Kind::empty && written.place.line != entry.place.line)
        written.place = entry.place;
    const auto [first, is_new] = frame.known.emplace(entry.key, entry.place);
    if (is_new) {
        frame.node.entries.push_back(std::move(entry));
        return;
    }
    blame(entry.place, text("clé « {} » écrite deux fois", "key \"{}\" written twice", entry.key),
          text("la première est ligne {} : gardez-en une", "the first is on line {}: keep one",
               first->second.line));
}

void TreeBuilder::stop(const Place& where) {
    blame(where, text("fichier trop profond ou trop grand", "file too deep or too large"),
          text("au plus {} niveaux et {} valeurs", "at most {} levels and {} values", kDepthMax,
               kNodesMax));
    stopped_ = true;
}

}  // namespace banc
