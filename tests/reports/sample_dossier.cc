// SPDX-License-Identifier: EUPL-1.2
#include "tests/reports/sample_dossier.h"

#include <algorithm>

#include "tests/reports/sample_journal.h"
#include "tests/reports/sample_scenarios.h"

namespace banc::sample {
namespace {

using Seqs = std::vector<std::uint64_t>;

constexpr const char* kResolve = "resolve serveur.atelier.lan";
constexpr const char* kPing = "ping 192.168.50.1";

struct Setup {
    const Scenario& scenario;
    std::string exam;
    std::string mode;
    std::int64_t factor_up = 1;
    std::int64_t factor_down = 1;
};

std::int64_t allotted_ms(const Setup& setup) {
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(setup.scenario.duration);
    return ms.count() * setup.factor_up / setup.factor_down;
}

void open(Journal& journal, std::int64_t at_ms, const Setup& setup) {
    const auto& s = setup.scenario;
    journal.add(at_ms, "opened",
                {{"exam", setup.exam},
                 {"mode", setup.mode},
                 {"title", "IDI"},
                 {"millesime", "07"},
                 {"candidate", "C-0417"},
                 {"scenario", {{"id", s.id}, {"version", 1}, {"title", s.title}}},
                 {"bench", {{"name", "poste-3"}}},
                 {"program", {{"name", "banc"}, {"version", "0.1.0"}}},
                 {"duration_ms", s.duration / std::chrono::milliseconds{1}}});
    journal.add(at_ms + 5, "notice",
                {{"items",
                  {"ce que le PC écrit sur sa console série",
                   "les réponses de la sonde du PC (réseau, noms, disques)",
                   "la position des contacts du banc, les heures de début et de fin"}}});
}

void start(Journal& journal, const Setup& setup) {
    journal.state(0, "injected", "start", "running");
    journal.add(1, "clock",
                {{"opened_ns", Journal::ns(0)},
                 {"end_ns", Journal::ns(allotted_ms(setup))},
                 {"allotted_ms", allotted_ms(setup)},
                 {"factor", {setup.factor_up, setup.factor_down}},
                 {"credited_ms", 0},
                 {"extended_ms", 0}});
}

void inject_dns(Journal& journal, std::int64_t at_ms) {
    const auto intent =
        journal.add(at_ms, "intent",
                    {{"act", "console"},
                     {"purpose", "inject"},
                     {"console", "pc.console"},
                     {"shown", "echo 'nameserver 192.0.2.53' > /etc/resolv.conf && sync"}});
    journal.add(at_ms + 700, "outcome", {{"intent", intent}, {"result", "done"}, {"detail", ""}});
}

void ask_restart(Journal& journal, std::int64_t at_ms) {
    journal.add(at_ms, "intent",
                {{"act", "ask"},
                 {"purpose", "final"},
                 {"role", "surveillant"},
                 {"request",
                  {{"fr", "redémarrer le PC pour le contrôle final"}, {"en", "restart"}}}});
    journal.add(at_ms + 3000, "person",
                {{"role", "surveillant"},
                 {"author", "a41f09c2be77d2e013"},
                 {"did", {{"fr", "a redémarré le PC"}, {"en", "restarted the PC"}}},
                 {"observed_at", 0},
                 {"entered_at", 0},
                 {"from", "live"}});
}

Dossier closed(const Journal& journal, const Scenario& scenario, const Setup& setup) {
    Dossier out;
    out.scenario = scenario;
    out.referential = idi();
    out.journal = journal.records();
    out.head = "6d0f3a5be2c84719af52d8803c9be1f7706d24aa915f0be3c58e7d1240fb96c2";
    out.integrity = "intact";
    out.anchors = 3;
    out.score.exam_id = setup.exam;
    out.score.scenario = scenario.id;
    out.score.title = "IDI";
    out.score.mode = setup.mode;
    for (const auto& unit : out.referential.units)
        for (const auto& competence : unit.competences)
            for (const auto& row : competence.criteria)
                out.score.rows.push_back({row.id, competence.id, row.text, {}});
    return out;
}

struct Scored {
    Verdict verdict;
    Finding finding;
    Seqs cited;
};

void add_score(Dossier& dossier, const std::string& id, const Scored& scored) {
    for (const auto& criterion : dossier.scenario.criteria) {
        if (criterion.id != id) continue;
        dossier.score.criteria.push_back({id,
                                          criterion.kind,
                                          criterion.scores,
                                          scored.verdict,
                                          scored.finding,
                                          criterion.critical,
                                          {},
                                          scored.cited});
        for (auto& row : dossier.score.rows)
            if (row.row == criterion.scores.at("IDI")) row.criteria.push_back(id);
    }
}

Dossier reference() {
    const auto scenario = dns_errone();
    const Setup setup{scenario, "2026-06-12-poste3-dns", "mock", 1, 1};
    Journal j;
    open(j, -44'000, setup);
    j.beat_from(-32'000);
    j.probe(-31'000, "healthy", kResolve, {{"noms_resolus", true}});
    j.probe(-30'800, "healthy", kPing, {{"passerelle_repond", true}});
    j.probe(-30'600, "healthy", "resolvers", {{"bon_serveur", true}});
    j.state(-30'000, "planned", "healthy_proven", "armed");
    inject_dns(j, -24'000);
    j.probe(-20'000, "symptom", kResolve, {{"noms_resolus", false}});
    j.probe(-19'500, "symptom", kPing, {{"passerelle_repond", true}});
    j.probe(-19'300, "symptom", "resolvers", {{"bon_serveur", false}});
    j.state(-18'000, "injected", "symptom_proven", "injected");
    start(j, setup);
    const auto ping = j.fact(21'400, "teste_l_adresse", "64 bytes from 192.168.50.1: seq=0 ttl=64");
    const auto cat = j.fact(27'900, "lit_la_configuration", "# cat /etc/resolv.conf");
    const auto good = j.probe(52'000, "watch", "resolvers", {{"bon_serveur", true}});
    const auto back = j.probe(53'000, "watch", kResolve, {{"noms_resolus", true}});
    const auto name = j.fact(61'200, "teste_un_nom", "# nslookup serveur.atelier.lan");
    j.state(78'000, "running", "candidate_done", "ended");
    ask_restart(j, 79'000);
    j.sources({"pc.console"});
    j.add(97'500, "console", {{"console", "pc.console"}, {"offset", 0}, {"length", 8112}});
    j.sources({"pc.agent", "pc.console"});
    const auto final_names = j.probe(104'000, "final", kResolve, {{"noms_resolus", true}});
    const auto final_server = j.probe(104'300, "final", "resolvers", {{"bon_serveur", true}});
    j.probe(104'600, "final", kPing, {{"passerelle_repond", true}});
    j.state(105'000, "ended", "check_done", "verified");
    j.beat_stop();
    j.add(106'000, "closed", {{"outcome", "verified"}});
    auto out = closed(j, scenario, setup);
    add_score(out, "resolu", {Verdict::met, Finding::true_, {final_names}});
    add_score(out, "configuration", {Verdict::met, Finding::true_, {final_names, final_server}});
    add_score(out, "methode", {Verdict::to_judge, Finding::true_, {ping, cat, good, back}});
    add_score(out, "verification", {Verdict::to_judge, Finding::true_, {back, name}});
    add_score(out, "communication", {Verdict::to_judge, Finding::unknown, {}});
    return out;
}

Dossier bench_fault() {
    const auto scenario = cordon_reseau();
    const Setup setup{scenario, "2026-06-12-poste3-cordon", "ecf", 1, 1};
    Journal j;
    open(j, -30'000, setup);
    j.contacts({{"pc.nic0.pair", "healthy"}});
    j.beat_from(-24'000);
    j.probe(-23'000, "healthy", "link eth0", {{"lien", true}});
    j.state(-22'000, "planned", "healthy_proven", "armed");
    const auto intent =
        j.add(-20'000, "intent",
              {{"act", "line"}, {"purpose", "inject"}, {"line", "pc.nic0.pair"}, {"to", "fault"}});
    const Json fault = {{"pc.nic0.pair", "fault"}};
    j.contacts(fault);
    j.add(-19'900, "contact",
          {{"line", "pc.nic0.pair"}, {"position", "fault"}, {"purpose", "inject"}});
    j.add(-19'890, "outcome", {{"intent", intent}, {"result", "confirmed"}, {"detail", ""}});
    j.fact(-19'000, "lien_perdu", "e1000: eth0 NIC Link is Down");
    j.probe(-17'000, "symptom", "link eth0", {{"lien", false}});
    j.state(-16'000, "armed", "symptom_proven", "injected");
    start(j, setup);
    const auto look = j.fact(14'000, "regarde_le_lien", "# ip link show eth0");
    const auto released =
        j.add(41'000, "contact",
              {{"line", "pc.nic0.pair"}, {"position", "healthy"}, {"purpose", "watch"}});
    j.contacts({{"pc.nic0.pair", "healthy"}});
    j.add(41'200, "incident",
          {{"what", {{"fr", "le contact de pc.nic0.pair est retombé sans ordre"}, {"en", "fell"}}},
           {"from_ns", Journal::ns(40'000)},
           {"to_ns", Journal::ns(70'000)}});
    const auto back = j.probe(44'000, "watch", "link eth0", {{"lien", true}});
    j.fact(56'000, "teste_la_liaison", "2 packets transmitted, 2 packets received");
    j.state(70'000, "running", "candidate_done", "ended");
    const auto final_link = j.probe(74'000, "final", "link eth0", {{"lien", true}});
    j.state(76'000, "ended", "check_done", "verified");
    j.add(77'000, "closed", {{"outcome", "verified"}});
    auto out = closed(j, scenario, setup);
    add_score(out, "resolu", {Verdict::bench_fault, Finding::unknown, {released, final_link}});
    add_score(out, "raccorde", {Verdict::bench_fault, Finding::unknown, {released, final_link}});
    add_score(out, "methode", {Verdict::to_judge, Finding::true_, {look, back}});
    add_score(out, "verification", {Verdict::to_judge, Finding::unknown, {released}});
    add_score(out, "communication", {Verdict::to_judge, Finding::unknown, {}});
    return out;
}

Dossier untouched() {
    const auto scenario = dns_errone();
    const Setup setup{scenario, "2026-06-12-poste4-dns", "training", 4, 3};
    Journal j;
    open(j, -1'935'000, setup);
    j.beat_from(-1'925'000);
    j.probe(-1'924'000, "healthy", kResolve, {{"noms_resolus", true}});
    j.state(-1'920'000, "planned", "healthy_proven", "armed");
    inject_dns(j, -1'910'000);
    j.probe(-1'905'000, "symptom", kResolve, {{"noms_resolus", false}});
    j.probe(-1'904'000, "symptom", kPing, {{"passerelle_repond", true}});
    j.state(-1'902'000, "armed", "symptom_proven", "injected");
    start(j, setup);
    j.add(400'000, "console", {{"console", "pc.console"}, {"offset", 0}, {"length", 0}});
    j.sources({"pc.console"});
    j.add(460'000, "console", {{"console", "pc.console"}, {"offset", 0}, {"length", 0}});
    j.sources({"pc.agent", "pc.console"});
    j.state(1'200'000, "running", "time_up", "ended");
    ask_restart(j, 1'201'000);
    const auto names = j.probe(1'232'000, "final", kResolve, {{"noms_resolus", false}});
    const auto server = j.probe(1'232'300, "final", "resolvers", {{"bon_serveur", false}});
    j.state(1'260'000, "ended", "check_done", "verified");
    j.add(1'261'000, "closed", {{"outcome", "verified"}});
    auto out = closed(j, scenario, setup);
    auto coverage = j.heartbeats();
    add_score(out, "resolu", {Verdict::not_met, Finding::false_, {names}});
    add_score(out, "configuration", {Verdict::not_observed, Finding::unknown, {server}});
    add_score(out, "methode", {Verdict::to_judge, Finding::false_, coverage});
    add_score(out, "verification", {Verdict::to_judge, Finding::unknown, {}});
    add_score(out, "communication", {Verdict::to_judge, Finding::unknown, {}});
    return out;
}

}  // namespace

Dossier dossier(Situation situation) {
    switch (situation) {
        case Situation::reference: return reference();
        case Situation::bench_fault: return bench_fault();
        case Situation::untouched: return untouched();
    }
    return {};
}

Dossier only_b1(Dossier dossier) {
    auto& rows = dossier.score.rows;
    rows.erase(std::remove_if(rows.begin(), rows.end(),
                              [](const RowScore& row) { return row.competence != "B1"; }),
               rows.end());
    return dossier;
}

Dossier official(Dossier dossier) {
    for (auto& criterion : dossier.score.criteria) criterion.verdict = Verdict::withheld;
    return dossier;
}

Dossier with_console_text(Dossier dossier, const std::string& text) {
    for (auto& record : dossier.journal) {
        if (record.kind != "fact") continue;
        record.body["text"] = text;
        dossier.score.criteria.front().evidence = {record.seq};
        break;
    }
    return dossier;
}

}  // namespace banc::sample
