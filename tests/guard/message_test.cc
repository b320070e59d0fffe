// SPDX-License-Identifier: EUPL-1.2
#include "bench/guard/message.h"

#include <catch2/catch.hpp>

using namespace banc;
using namespace banc::guard;

TEST_CASE("what a daemon says is what its guard hears", "[guard][protocol]") {
    const auto said =
        GENERATE(Message{Hello{12, 345, "/exams/a", "/etc/bench.yaml", "/run/v"}},
                 Message{Hello{12, 345, "/exams/a", "/etc/bench.yaml", ""}},
                 Message{Hello{12, 345, "/exams/a", "/etc/bench.yaml", "", "/var/lib/banc"}},
                 Message{Beat{}}, Message{LineSaid{"pc.nic0.pair", Position::fault}},
                 Message{LineSaid{"pc.nic0.pair", Position::healthy}}, Message{Goodbye{}});
    auto line = line_of(said);
    REQUIRE(line.ends_with('\n'));
    line.pop_back();
    CAPTURE(line);
    CHECK(line.find('\n') == std::string::npos);
    CHECK(read_message(line) == said);
}

TEST_CASE("what the protocol does not know is refused", "[guard][protocol]") {
    const auto* line =
        GENERATE("", "7", "{}", R"({"say":"hello"})", R"({"say":"line","line":"a"})",
                 R"({"say":"line","to":"fault"})", R"({"say":"line","line":"a","to":"broken"})",
                 R"({"say":"hello","pid":1,"started":2,"exam":"a","bench":"/b","virtual":""})",
                 R"({"say":"hello","pid":0,"started":2,"exam":"/a","bench":"/b","virtual":""})",
                 R"({"say":["beat"]})", "{\"say\":\"beat\"");
    CAPTURE(line);
    const auto message = read_message(line);
    REQUIRE_FALSE(message);
    CHECK(message.error().code == Errc::invalid);
}
