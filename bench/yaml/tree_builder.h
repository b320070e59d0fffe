// SPDX-License-Identifier: EUPL-1.2
// Builds our tree from yaml-cpp's events; never from YAML::Node, which keeps the first of two equal
// keys and says nothing. Private to this folder.
#pragma once

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include <map>
#include <optional>

#include "bench/yaml/node.h"

namespace banc {

class TreeBuilder : public YAML::EventHandler {
public:
    TreeBuilder(std::string_view text, std::string file, Errors& errors);

    [[nodiscard]] Place place(const YAML::Mark& mark) const;
    [[nodiscard]] bool stopped() const { return stopped_; }
    Node take();  // the tree, empty when there was not exactly one document

    void OnDocumentStart(const YAML::Mark& mark) override;
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override;
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override;
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override;
    void OnMapEnd() override { close(); }

private:
    struct Frame {
        Node node;
        std::optional<Entry> entry;          // a key that waits for its value
        std::map<std::string, Place> known;  // keys so far
    };

    [[nodiscard]] std::string_view line(const YAML::Mark& mark) const;
    [[nodiscard]] std::string_view rest_of_line(const YAML::Mark& mark) const;
    [[nodiscard]] Node make(Node::Kind kind, const YAML::Mark& mark) const;
    void blame(Place where, Text what, Text remedy);
    void check_properties(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor);
    void read_style(Node& node, std::string_view written);
    void open(Node node);
    void close();
    void add(Node node);
    void start_entry(Frame& frame, const Node& key);
    void finish_entry(Frame& frame, Node value);
    void stop(const Place& where);

    std::vector<std::string_view> lines_;
    std::string file_;
    Errors& errors_;
    std::vector<Frame> frames_;
    Node root_;
    int documents_ = 0;
    std::size_t nodes_ = 0;
    bool stopped_ = false;  // over a bound: nothing more is looked at
};

}  // namespace banc
