// SPDX-License-Identifier: EUPL-1.2
#include "tests/scoring/book.h"

#include <utility>

namespace banc {
namespace {

Nanos seconds(int n) { return std::chrono::seconds(n); }

Expression term(Op op, std::string fact, std::string other = {}) {
    Expression e;
    e.op = op;
    e.fact = std::move(fact);
    e.other = std::move(other);
    return e;
}

Criterion criterion(std::string id, CriterionKind kind, std::string row) {
    Criterion c;
    c.id = std::move(id);
    c.kind = kind;
    c.scores["T"] = std::move(row);
    return c;
}

Fact fact(std::string id, FactKind kind, std::string provider) {
    Fact f;
    f.id = std::move(id);
    f.kind = kind;
    f.source.provider = std::move(provider);
    return f;
}

}  // namespace

std::uint64_t Book::add(int at, std::string kind, Json body) {
    Record r;
    r.seq = records.size() + 1;
    r.at.since_boot = seconds(at);
    r.kind = std::move(kind);
    r.body = std::move(body);
    records.push_back(std::move(r));
    return records.size();
}

std::uint64_t Book::opened(const std::string& mode) {
    return add(0, "opened", {{"exam", "E-1"}, {"mode", mode}, {"title", "T"}});
}
std::uint64_t Book::state(int at, const std::string& to) {
    return add(at, "state", {{"from", "?"}, {"signal", "?"}, {"to", to}});
}
std::uint64_t Book::fact(int at, const std::string& id) {
    return add(at, "fact",
               {{"fact", id}, {"source", "pc.console"}, {"at_ns", seconds(at).count()}});
}
std::uint64_t Book::probe(int at, const std::string& purpose, const Json& states) {
    return add(at + 1, "probe",
               {{"agent", "pc.agent"},
                {"verb", "link"},
                {"purpose", purpose},
                {"status", "answered"},
                {"states", states},
                {"asked_ns", seconds(at).count()}});
}
std::uint64_t Book::silent(int at, const std::string& purpose, const Json& states,
                           std::uint64_t witness) {
    Json body{{"agent", "pc.agent"}, {"verb", "link"},   {"purpose", purpose},
              {"status", "silent"},  {"states", states}, {"asked_ns", seconds(at).count()}};
    if (witness != 0) body["witness"] = witness;
    return add(at + 1, "probe", std::move(body));
}
std::uint64_t Book::contact(int at, const std::string& position) {
    return add(at, "contact",
               {{"line", "pc.nic0.pair"}, {"position", position}, {"purpose", "watch"}});
}
std::uint64_t Book::incident(int at, int from, int to) {
    return add(at, "incident",
               {{"from_ns", seconds(from).count()}, {"to_ns", seconds(to).count()}});
}

void Book::heartbeats(int from, int to, const std::string& position) {
    for (int at = from; at <= to; at += 5) {
        const Json alive{(at == from ? seconds(at) : seconds(at - 5)).count(), seconds(at).count()};
        add(at, "heartbeat",
            {{"contacts", {{"pc.nic0.pair", position}}},
             {"alive", {{"pc.console", alive}, {"pc.agent", alive}}}});
    }
}

Scenario book_scenario() {
    Scenario s;
    s.id = "cordon";
    s.inject.push_back({OpenLine{"pc.nic0.pair", While::any}, std::nullopt, {}});
    s.facts = {fact("link", FactKind::state, "pc.agent"),
               fact("down", FactKind::event, "pc.console")};
    s.criteria = {criterion("repaired", CriterionKind::observed, "B1.2"),
                  criterion("looked", CriterionKind::supported, "B2"),
                  criterion("talked", CriterionKind::judged, "B1")};
    s.criteria[0].when = term(Op::at_end, "link");
    s.criteria[1].when = term(Op::before, "down", "link");
    return s;
}

Referential book_referential() {
    Referential r;
    r.code = "T";
    r.units = {{"U",
                "unit",
                {{"B1", "first", {{"B1.1", "one", {}, {}}, {"B1.2", "two", {}, {}}}},
                 {"B2", "second", {}},
                 {"B3", "third", {{"B3.1", "three", {}, {}}}}}}};
    return r;
}

}  // namespace banc
