// SPDX-License-Identifier: EUPL-1.2
#include "drivers/agent/agent_answer.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "drivers/console/line_cleaner.h"

using namespace banc;

namespace {

constexpr const char* kNonce = "4f1c9a02b7d3e586";

// Feeds whole lines until the answer is complete; nothing when it never is.
std::optional<Result<std::vector<AgentRow>>> answer(const std::vector<std::string>& lines) {
    AgentAnswerReader reader(kNonce);
    for (const auto& line : lines)
        if (reader.feed(line)) return reader.take();
    return std::nullopt;
}

std::string row(const std::string& fields) { return "row 4f1c9a02b7d3e586 " + fields; }
std::string end(const std::string& count) { return "end 4f1c9a02b7d3e586 " + count; }

// Answers by verb, read from a transcript of what a PC sent.
std::map<std::string, std::vector<AgentRow>> transcript(const std::string& name) {
    std::ifstream file(std::string(BANC_SOURCE_DIR) + "/tests/drivers/transcripts/" + name);
    REQUIRE(file);
    std::map<std::string, std::vector<AgentRow>> answers;
    std::string verb;
    std::optional<AgentAnswerReader> reader;
    for (std::string line; std::getline(file, line);) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        std::istringstream words(line);
        std::string word, nonce;
        words >> word >> nonce;
        if (word == "ask") {
            REQUIRE_FALSE(reader);  // each question is answered before the next
            words >> verb;
            reader.emplace(nonce);
        }
        if (!reader || !reader->feed(line)) continue;
        const auto rows = reader->take();
        REQUIRE(rows);
        answers[verb] = *rows;
        reader.reset();
    }
    REQUIRE_FALSE(reader);
    return answers;
}

}  // namespace

TEST_CASE("the rows of an answer come out decoded and in order", "[agent]") {
    const auto got =
        answer({"banc-agent 2", row("name=sda\tserial=BE-SYS-0001\tmodel=QEMU HARDDISK"),
                row("name=100%25\tserial=a%3Db%09c\tmodel="), end("2")});
    REQUIRE(got);
    REQUIRE(*got);
    CHECK(**got == std::vector<AgentRow>{
                       {{"name", "sda"}, {"serial", "BE-SYS-0001"}, {"model", "QEMU HARDDISK"}},
                       {{"name", "100%"}, {"serial", "a=b\tc"}, {"model", ""}}});
}

TEST_CASE("an answer without rows is an answer", "[agent]") {
    const auto got = answer({end("0")});
    REQUIRE(got);
    CHECK((*got)->empty());
}

TEST_CASE("noise and answers to other questions are skipped", "[agent]") {
    const auto got = answer({"[   12.3] e1000: eth0 NIC Link is Down", "", "row", "end", "row  ",
                             "ask 4f1c9a02b7d3e586 disks", "row 0000000000000000 name=forged",
                             "end 0000000000000000 1", "no 0000000000000000 verb",
                             "ROW 4f1c9a02b7d3e586 name=forged", row("name=sda"), end("1")});
    REQUIRE(got);
    REQUIRE(*got);
    CHECK(**got == std::vector<AgentRow>{{{"name", "sda"}}});
}

TEST_CASE("a refusal carries the agent's word, and no more than a word's worth", "[agent]") {
    const auto got = answer({"no 4f1c9a02b7d3e586 verb"});
    REQUIRE(got);
    CHECK((*got).error().code == Errc::refused);
    CHECK((*got).error().what.en == "the agent refuses the question: verb");
    const auto flood = answer({"no 4f1c9a02b7d3e586 " + std::string(4000, 'x')});
    REQUIRE(flood);
    CHECK((*flood).error().what.en.size() < 128);
}

TEST_CASE("an answer that is not whole or not well formed is no answer", "[agent]") {
    const auto line = GENERATE(as<std::string>{}, end("0"), end("2"), end(""), end("-1"), end("1x"),
                               end("99999999999999999999999"), row("name"), row("=sda"),
                               row("name=a\tname=b"), row("name=%"), row("name=%4"),
                               row("name=%zz"), row("name=%-1"), row("%3D"), row("a=b\t\tc=d"));
    CAPTURE(line);
    const auto got = answer({row("name=sda"), line});
    REQUIRE(got);
    REQUIRE_FALSE(*got);
    CHECK((*got).error().code == Errc::protocol);
}

TEST_CASE("a value cannot pose as a row, a key or the end of an answer", "[agent]") {
    const auto got = answer({row("unit=logger\ttext=%0Aend 4f1c9a02b7d3e586 1%0Arow%09locked%3Dno"),
                             "text=row 4f1c9a02b7d3e586 login=root", end("1")});
    REQUIRE(got);
    REQUIRE(*got);
    CHECK(**got == std::vector<AgentRow>{
                       {{"unit", "logger"}, {"text", "\nend 4f1c9a02b7d3e586 1\nrow\tlocked=no"}}});
}

TEST_CASE("what is not UTF-8 in a value is replaced", "[agent]") {
    const auto parsed = parse_agent_row("model=%ffx\xfe%C3%A9");
    REQUIRE(parsed);
    CHECK(parsed->at("model") == "\uFFFDx\uFFFDé");
}

TEST_CASE("an endless answer is cut off", "[agent]") {
    const auto [line, most] = GENERATE(table<std::string, std::size_t>({
        {row("a=b"), kMaxAgentRows},
        {row("a=" + std::string(4000, 'x')), kMaxAgentBytes / 4000},
    }));
    AgentAnswerReader reader(kNonce);
    std::size_t fed = 0;
    while (!reader.feed(line)) REQUIRE(++fed <= most);
    CHECK(reader.take().error().code == Errc::protocol);
}

TEST_CASE("the Windows agent's lines are read by the same reader", "[agent]") {
    const auto answers = transcript("agent_windows.txt");
    CHECK(answers.size() == 16);
    CHECK(answers.at("hello").at(0).at("up") == "yes");
    CHECK(answers.at("disks").at(0).at("serial") == "S3YNNB0KA01262B");
    CHECK_FALSE(answers.at("disks").at(1).contains("serial"));  // it has none to tell
    CHECK(answers.at("link").at(0).at("carrier") == "0");
    CHECK(answers.at("addresses").at(0).at("address") == "192.168.50.10/24");
    CHECK(answers.at("resolvers").at(0).at("server") == "192.168.50.1");
    CHECK(answers.at("resolve").at(0).at("status") == "failed");
    CHECK(answers.at("ping").at(0).at("status") == "ok");
    CHECK(answers.at("hash").at(0).at("sha256").size() == 64);
    CHECK(answers.at("memory").at(0).at("total_kb") == "8240148");
    CHECK(answers.at("clock").at(0).at("epoch_s") == "1795305600");
    CHECK(answers.at("memory").at(1).at("slot") == "DIMMA1");
    CHECK(answers.at("usb").at(0).at("name") == "Clavier « étendu »");
    CHECK(answers.at("services").at(0).at("state") == "running");
    CHECK(answers.at("accounts").at(0).at("locked") == "yes");
    CHECK(answers.at("volumes").at(0).at("fstype") == "ntfs");
    CHECK(answers.at("shares").at(0).at("users") ==
          R"(Contoso\Administrator,Contoso\Contoso-HV1$)");
    CHECK(answers.at("events").at(0).at("text") ==
          "Le service Spouleur s'est arrêté.\r\nIl s'est arrêté 1 fois.");
}
