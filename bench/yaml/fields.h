// SPDX-License-Identifier: EUPL-1.2
// Typed reading of one map. Every getter reports what is wrong and goes on with an empty value, so
// that one reading finds all the mistakes of a file; a key nobody asked for is a mistake too.
#pragma once

#include <initializer_list>
#include <span>
#include <utility>

#include "bench/core/time.h"
#include "bench/yaml/node.h"
#include "bench/yaml/section.h"

namespace banc {

void blame(Errors& errors, const Place& place, Text what, Text remedy = {});
// The same for what the syntax allows and a rule of safety or fairness forbids.
void refuse(Errors& errors, const Place& place, Text what, Text remedy);
// "did you mean X", else the list of what is known.
Text suggest(std::string_view typed, const std::vector<std::string>& known);

// One value. Empty after an error.
std::string as_text(const Node& node, Errors& errors);
std::int64_t as_integer(const Node& node, Range range, Errors& errors);
bool as_yes_no(const Node& node, Errors& errors);  // yes no true false, without quotes
Nanos as_duration(const Node& node, Errors& errors);
int as_baud(const Node& node, Errors& errors);          // a rate both ends of a serial line know
std::string as_date(const Node& node, Errors& errors);  // 2024-06-23, a day that exists
std::string as_one_of(const Node& node, const std::vector<std::string>& words, Errors& errors);
std::vector<std::string> as_texts(const Node& node, Errors& errors);  // no text twice
std::span<const Node> as_list(const Node& node, Errors& errors);
std::span<const Entry> as_map(const Node& node, Errors& errors);  // keys chosen by the writer

class Fields {
public:
    // `node` outlives it. If it is no map, that is the only error and every key looks absent.
    Fields(const Node& node, Errors& errors);
    // Of a kind of map: only its keys may be asked for, and only those may be written.
    Fields(const Node& node, Errors& errors, const Section& section);
    ~Fields();  // reports the keys nobody asked for
    Fields(const Fields&) = delete;
    Fields& operator=(const Fields&) = delete;

    [[nodiscard]] const Node* find(std::string_view key);  // null: absent
    [[nodiscard]] const Node* need(std::string_view key);  // null: absent, reported

    // With a section, which says the range and the words. 0 and empty: absent.
    std::int64_t integer(std::string_view key);
    std::string word(std::string_view key);
    [[nodiscard]] const std::vector<std::string>& words(std::string_view key) const;

    void skip(std::initializer_list<std::string_view> keys);  // allowed here, but not read

    // A required key, converted by one of the functions above: get("within", as_duration).
    template <class Convert, class... More>
    auto get(std::string_view key, const Convert& convert, const More&... more)
        -> decltype(convert(Node{}, more..., std::declval<Errors&>())) {
        const auto* node = need(key);
        if (node == nullptr) return {};
        return convert(*node, more..., errors_);
    }
    template <class T, class Convert, class... More>
    T get_or(std::string_view key, T fallback, const Convert& convert, const More&... more) {
        const auto* node = find(key);
        return node == nullptr ? fallback : T(convert(*node, more..., errors_));
    }

    [[nodiscard]] const Place& place() const { return node_.place; }
    [[nodiscard]] Errors& errors() { return errors_; }

private:
    const Node* look(std::string_view key);
    [[nodiscard]] const Key& known(std::string_view key) const;

    const Node& node_;
    Errors& errors_;
    const Section* section_ = nullptr;  // may be null
    std::vector<std::string> asked_;
};

}  // namespace banc
