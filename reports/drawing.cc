// SPDX-License-Identifier: EUPL-1.2
#include "reports/drawing.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "reports/french.h"
#include "reports/scale.h"

namespace banc::report {
namespace {

// Units of the viewBox: one px at full size. On A4 the page shows it at about 86 %.
constexpr double kWidth = 780;
constexpr double kEdge = 8;
constexpr double kRow = 17;      // one row of labels
constexpr double kLetter = 6.4;  // widest usual average of a 12 px sans-serif
constexpr double kSmallLetter = 6.0;
constexpr double kBar = 13;
constexpr double kThin = 9;
constexpr std::size_t kLabelMax = 58;  // the table has the whole sentence
constexpr std::size_t kDrawnMax = 24;  // moments a lane can hold legibly, the table has them all

std::string n(double value) { return fmt::format("{:.1f}", value); }

// Grows downwards: each part draws at `y` and moves it on.
struct Canvas {
    Scale scale;
    double y = 0;
    Markup ink;
};

struct Box {
    double x, y, width, height;
};

void rect(Canvas& c, const char* style, Box box) {
    c.ink += mark("rect", {{"class", style},
                           {"x", n(box.x)},
                           {"y", n(box.y)},
                           {"width", n(std::max(box.width, 1.5))},
                           {"height", n(box.height)}});
}

void line(Canvas& c, const char* style, Box box) {
    c.ink += mark("line", {{"class", style},
                           {"x1", n(box.x)},
                           {"y1", n(box.y)},
                           {"x2", n(box.x + box.width)},
                           {"y2", n(box.y + box.height)}});
}

void say(Canvas& c, const char* style, double x, const std::string& words) {
    c.ink += element("text", {{"class", style}, {"x", n(x)}, {"y", n(c.y)}}, prose(words));
}

void heading(Canvas& c, const std::string& words) {
    c.y += 26;
    say(c, "lane", kEdge, words);
    c.y += 8;
}

const char* shape_of(ItemKind kind) {
    switch (kind) {
        case ItemKind::injection: return "M-6 -5H6L0 6Z";
        case ItemKind::symptom: return "M0 -6.5L6.5 0L0 6.5L-6.5 0Z";
        case ItemKind::test: return "M-5 -5H5V5H-5Z";
        case ItemKind::repair:
        case ItemKind::recovery: return "M-6 5H6L0 -6Z";
        case ItemKind::phase:
        case ItemKind::intent:
        case ItemKind::reading:
        case ItemKind::asked:
        case ItemKind::person:
        case ItemKind::board:
        case ItemKind::bench_fault:
        case ItemKind::guard:
        case ItemKind::hint:
        case ItemKind::final_check: break;
    }
    return "M-5 0A5 5 0 1 0 5 0A5 5 0 1 0 -5 0Z";
}

std::string label_of(const Item& item) {
    auto words = fmt::format("n° {} ", item.seq);
    if (item.kind == ItemKind::injection)
        words += "injection";
    else if (item.kind == ItemKind::person)
        words += item.text;
    else
        words += fmt::format("{} : {}", french(item.kind), item.text);
    return cut(printable(words), kLabelMax);
}

int rows_on(Side side, const std::vector<Placed>& placed) {
    int rows = 0;
    for (const auto& p : placed)
        if (p.side == side) rows = std::max(rows, p.row + 1);
    return rows;
}

struct Point {
    double x, y;
};

void moment(Canvas& c, const Item& item, Point at, const Placed& placed) {
    const double away = 16 + kRow * placed.row;
    const bool below = placed.side == Side::below;
    line(c, "leader", {at.x, at.y, 0, below ? away : -away});
    c.y = below ? at.y + away + 6 : at.y - away + 3;
    say(c, below ? "label" : "label left", below ? at.x + 4 : at.x - 4, label_of(item));
    c.ink += mark("path", {{"class", "dot"},
                           {"d", shape_of(item.kind)},
                           {"transform", fmt::format("translate({} {})", n(at.x), n(at.y))}});
}

// One line of moments and their labels, on as many rows as it takes.
void lane(Canvas& c, const std::string& name, std::vector<Item> items) {
    if (items.empty()) return;
    if (items.size() > kDrawnMax) items.resize(kDrawnMax);
    std::vector<Label> wanted;
    for (const auto& item : items)
        wanted.push_back(
            {c.scale.x(item.at), static_cast<double>(characters(label_of(item))) * kLetter + 8});
    const auto placed = stagger(wanted, kWidth - kEdge);
    heading(c, name);
    const double base = c.y + 8 + kRow * rows_on(Side::above, placed);
    line(c, "rail", {kEdge, base, kWidth - 2 * kEdge, 0});
    for (std::size_t i = 0; i < items.size(); ++i)
        moment(c, items[i], {wanted[i].x, base}, placed[i]);
    c.y = base + 10 + kRow * rows_on(Side::below, placed);
}

std::vector<Item> of_kinds(const Timeline& timeline, std::initializer_list<ItemKind> kinds) {
    std::vector<Item> out;
    for (const auto& item : timeline.items)
        if (std::find(kinds.begin(), kinds.end(), item.kind) != kinds.end() &&
            item.at >= timeline.from && item.at <= timeline.to)
            out.push_back(item);
    return out;
}

void phases(Canvas& c, const Story& story) {
    const auto& t = story.timeline;
    const auto end = story.identity.ended.value_or(t.to);
    struct Part {
        const char* name;
        const char* style;
        Nanos from, to;
    };
    const std::array<Part, 3> parts{{{"Préparation", "before", t.from, Nanos{0}},
                                     {"Épreuve", "exam", Nanos{0}, end},
                                     {"Contrôle final", "check", end, t.to}}};
    for (const auto& part : parts) {
        const double from = c.scale.x(part.from);
        const double to = c.scale.x(part.to);
        if (to <= from) continue;
        rect(c, part.style, {from, 0, to - from, 22});
        c.y = 15;
        const double needed = static_cast<double>(characters(part.name)) * kLetter;
        if (to - from > needed + 10) say(c, "phase", from + 6, part.name);
    }
    c.y = 22;
}

void axis(Canvas& c, double bottom) {
    for (const auto tick : c.scale.ticks()) {
        const double x = c.scale.x(tick);
        line(c, "grid", {x, 22, 0, bottom - 22});
        c.y = 36;
        if (x < kWidth - 40) say(c, "tick", x + 3, fr::clock(tick));
    }
    if (const auto& cut = c.scale.cut()) {
        const double x = c.scale.x(cut->from);
        rect(c, "gap", {x, 22, Scale::kGap, bottom - 22});
        c.y = 36;
        say(c, "tick", x + 3, "⁄⁄");
    }
    c.y = 40;
}

void boundaries(Canvas& c, const Story& story, double bottom) {
    line(c, "boundary", {c.scale.x(Nanos{0}), 0, 0, bottom});
    if (story.identity.ended) line(c, "boundary", {c.scale.x(*story.identity.ended), 0, 0, bottom});
}

void state_bar(Canvas& c, const Timeline& timeline, const StateBar& bar) {
    c.y += 19;
    say(c, "label", kEdge, cut(printable(bar.label), 110));
    c.y += 5;
    rect(c, "unseen", {kEdge, c.y, kWidth - 2 * kEdge, kBar});
    for (const auto& s : bar.stretches) {
        if (s.to < timeline.from || s.from > timeline.to) continue;
        const double from = c.scale.x(s.from);
        const double width = std::max(c.scale.x(s.to) - from, 3.0);
        rect(c, s.value ? "true" : "false", {from, c.y, width, kBar});
        const auto words = fmt::format("{} n° {}", s.value ? "oui" : "non", s.seq);
        const double needed = static_cast<double>(characters(words)) * kSmallLetter + 8;
        if (width < needed) continue;
        const double top = c.y;
        if (!s.value) rect(c, "ground", {from + 2, top + 1.5, needed - 2, kBar - 3});
        c.y += kBar - 3;
        say(c, s.value ? "on-true" : "on-false", from + 5, words);
        c.y = top;
    }
    c.y += kBar;
}

void source_bar(Canvas& c, const Timeline& timeline, const SourceBar& bar) {
    c.y += 19;
    say(c, "label", kEdge, cut(printable(bar.source), 110));
    c.y += 5;
    rect(c, "silent", {kEdge, c.y, kWidth - 2 * kEdge, kThin});
    for (const auto& i : bar.alive)
        if (i.to >= timeline.from && i.from <= timeline.to)
            rect(c, "alive", {c.scale.x(i.from), c.y, c.scale.x(i.to) - c.scale.x(i.from), kThin});
    c.y += kThin;
}

void bench_faults(Canvas& c, const Timeline& timeline) {
    if (timeline.bench_faults.empty()) return;
    heading(c, "Défaut du banc : rien n'y est compté contre le candidat");
    rect(c, "unseen", {kEdge, c.y, kWidth - 2 * kEdge, kBar});
    for (const auto& i : timeline.bench_faults) {
        const double from = c.scale.x(i.from);
        rect(c, "fault", {from, c.y, c.scale.x(i.to) - from, kBar});
    }
    c.y += kBar;
}

void lanes(Canvas& c, const Timeline& t) {
    lane(c, "Banc",
         of_kinds(t, {ItemKind::injection, ItemKind::symptom, ItemKind::asked, ItemKind::board}));
    lane(c, "Candidat",
         of_kinds(t, {ItemKind::reading, ItemKind::test, ItemKind::repair, ItemKind::recovery}));
    lane(c, "Personnes présentes", of_kinds(t, {ItemKind::person}));
    bench_faults(c, t);
    heading(c, "États vus par les sondes");
    c.y -= 8;
    for (const auto& bar : t.states) state_bar(c, t, bar);
    heading(c, "Sources prouvées en vie");
    c.y -= 8;
    for (const auto& bar : t.coverage) source_bar(c, t, bar);
    c.y += 10;
}

// Oblique strokes: a bar must be told from another without its colour.
Markup hatch(const char* id, const char* style) {
    return element("pattern",
                   {{"id", id},
                    {"width", "6"},
                    {"height", "6"},
                    {"patternUnits", "userSpaceOnUse"},
                    {"patternTransform", "rotate(45)"}},
                   mark("rect", {{"class", "ground"}, {"width", "6"}, {"height", "6"}}) +
                       mark("line", {{"class", style}, {"y2", "6"}}));
}

}  // namespace

std::optional<TimeSpan> cut_of(const Story& story) {
    constexpr Nanos kMargin = std::chrono::seconds{2};  // so that neither end touches the gap
    const auto& t = story.timeline;
    Nanos proven = t.from;
    for (const auto& item : t.items)
        if (item.at <= Nanos{0} && item.kind == ItemKind::symptom) proven = item.at;
    if (!story.identity.opened) return std::nullopt;
    return wait_to_cut({t.from, t.to}, {proven + kMargin, -kMargin});
}

Markup drawing_of(const Story& story) {
    const TimeSpan time{story.timeline.from, story.timeline.to};
    Canvas c{Scale(time, kEdge, kWidth - kEdge, cut_of(story)), 40, {}};
    lanes(c, story.timeline);
    const double bottom = c.y;
    Canvas back{c.scale, 0, {}};
    phases(back, story);
    axis(back, bottom);
    boundaries(back, story, bottom);
    const auto head =
        element("title", {{"id", "dessin-titre"}}, prose("Chronologie de l'épreuve, à l'échelle")) +
        element("desc", {{"id", "dessin-texte"}},
                prose("Les mêmes faits, dans le même ordre, sont dans les tableaux qui suivent.")) +
        element("defs", hatch("hachures", "stroke") + hatch("hachures-fortes", "strong"));
    return element("svg",
                   {{"class", "drawing"},
                    {"viewBox", fmt::format("0 0 {} {}", n(kWidth), n(bottom))},
                    {"role", "img"},
                    {"aria-labelledby", "dessin-titre dessin-texte"}},
                   head + back.ink + c.ink);
}

}  // namespace banc::report
