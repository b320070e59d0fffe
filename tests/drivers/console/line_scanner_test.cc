// SPDX-License-Identifier: EUPL-1.2
#include "drivers/console/line_scanner.h"

#include <catch2/catch.hpp>
#include <random>

using namespace banc;

namespace {

using Hits = std::vector<std::pair<std::size_t, std::string>>;

PatternSet compiled(const std::vector<std::string>& patterns) {
    auto set = PatternSet::compile(patterns);
    REQUIRE(set);
    return std::move(*set);
}

struct Scan {
    explicit Scan(const std::vector<std::string>& patterns) : set(compiled(patterns)) {}
    void feed(std::string_view bytes) {
        scanner.feed(view(bytes), {}, [this](auto... hit) { found(hit...); });
    }
    void look() {
        scanner.look([this](auto... hit) { found(hit...); });
    }
    void found(std::size_t pattern, const ConsoleLine& line) {
        hits.emplace_back(pattern, line.text);
    }

    PatternSet set;
    LineScanner scanner{set};
    Hits hits;
};

// What a careful reader would say: the lines one by one.
Hits line_by_line(const std::vector<std::string>& patterns, std::string_view bytes) {
    const auto set = compiled(patterns);
    LineCleaner cleaner;
    Hits hits;
    cleaner.feed(view(bytes), {}, [&](const ConsoleLine& line) {
        if (line.state == LineState::unfinished) return;
        for (const auto pattern : set.match(line.text)) hits.emplace_back(pattern, line.text);
    });
    return hits;
}

}  // namespace

TEST_CASE("a pattern fires once a line, however often the line is looked at",
          "[console][scanner]") {
    Scan scan({"login:", "root$"});
    scan.feed("atelier log");
    scan.look();
    CHECK(scan.hits.empty());
    scan.feed("in:");
    scan.look();
    scan.look();
    CHECK(scan.hits == Hits{{0, "atelier login:"}});
    scan.feed(" root");
    scan.look();
    scan.feed("\r\natelier login:");
    CHECK(scan.hits == Hits{{0, "atelier login:"}, {1, "atelier login: root"}});
    scan.look();
    CHECK(scan.hits.size() == 3);
}

TEST_CASE("a match split between chunks at any place fires once", "[console][scanner]") {
    const std::string bytes =
        "boot\r\nNo boot\x1b[1mable dev\x1b[0mice.\r\nend\r\nNo bootable device";
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        CAPTURE(cut);
        Scan scan({"No bootable device"});
        for (const auto& part : {bytes.substr(0, cut), bytes.substr(cut)}) {
            scan.feed(part);
            scan.look();
        }
        CHECK(scan.hits.size() == 2);
    }
}

TEST_CASE("overlapping beginnings of a pattern hide no match", "[console][scanner]") {
    const std::string bytes = "abababc ababab\r\n";
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        CAPTURE(cut);
        Scan scan({"ababc", "babab$"});
        scan.feed(bytes.substr(0, cut));
        scan.feed(bytes.substr(cut));
        CHECK(scan.hits == Hits{{0, "abababc ababab"}, {1, "abababc ababab"}});
    }
}

TEST_CASE("what the pages find is what the lines hold, on hostile bytes too",
          "[console][scanner]") {
    const std::vector<std::string> patterns{"ab",      "^a",   "b$",    "^$",
                                            "\\bx\\b", "a.*b", "\\Aaa", "é"};
    const std::vector<std::string> words{"a",
                                         "b",
                                         "x",
                                         " ",
                                         "\r\n",
                                         "\n",
                                         "\r",
                                         "\x1b[2K",
                                         "\x1b]",
                                         "\x07",
                                         "\b",
                                         "é",
                                         "\xff",
                                         std::string(1, '\0'),
                                         std::string(5000, 'y')};
    std::mt19937 random(GENERATE(1U, 2U, 3U));
    std::string bytes;
    for (int i = 0; i < 20000; ++i) bytes += words[random() % (random() % 50 == 0 ? 15 : 11)];
    bytes += "\n";
    Scan scan(patterns);
    for (std::size_t at = 0, size = 0; at < bytes.size(); at += size) {
        size = 1 + random() % 9000;
        scan.feed(std::string_view(bytes).substr(at, size));
        REQUIRE(scan.scanner.buffered() < 64 * 1024);
    }
    const auto expected = line_by_line(patterns, bytes);
    REQUIRE(expected.size() > 1000);
    CHECK(scan.hits == expected);
}

TEST_CASE("a line without an end costs constant memory", "[console][scanner]") {
    Scan scan({"needle"});
    scan.feed("needle");
    const std::string piece(64 * 1024, 'y');
    for (int i = 0; i < 200; ++i) {
        scan.feed(piece);
        scan.look();
    }
    CHECK(scan.hits.size() == 1);
    CHECK(scan.scanner.buffered() < 64 * 1024);
}
