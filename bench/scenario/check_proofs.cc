// SPDX-License-Identifier: EUPL-1.2
// Do `symptom` and the `prove` of `reset` prove anything? Each is asked again and again from the
// moment its wait begins, and taken the first time it is true (bench/exam/proof.h).
#include <algorithm>

#include "bench/scenario/honesty.h"
#include "bench/scenario/pieces.h"

namespace banc {
namespace {

// What a term that asks for time or order is while nothing has been seen.
bool true_at_once(const Expression& e) {
    if (e.op == Op::never) return true;
    return e.op == Op::count &&
           (e.compare == Compare::at_most || (e.compare == Compare::equal && e.number == 0));
}

// The first term that would be as it should before anybody looked; null: none.
const Expression* too_early(const Expression& e, Side side) {
    if (e.op == Op::negate) return too_early(e.args.front(), other(side));
    for (const auto& arg : e.args)
        if (const auto* found = too_early(arg, side)) return found;
    if (!e.args.empty() || e.op == Op::at_end || e.op == Op::absent) return nullptr;
    return true_at_once(e) == (side == Side::holds) ? &e : nullptr;
}

// absent() wants to have seen the thing; the healthy PC is proven before anything was seen.
const Expression* never_seen_before(const Expression& e) {
    if (e.op == Op::absent) return &e;
    if (e.op != Op::all) return nullptr;
    for (const auto& arg : e.args)
        if (const auto* found = never_seen_before(arg)) return found;
    return nullptr;
}

// Whether it can be proven at all, by more than text.
bool check_proof(const Expression& proof, const Reading& reading) {
    const auto count = reading.errors.size();
    if (!can_be_true(proof))
        blame(reading.errors, proof.place,
              text("ceci ne peut jamais être constaté", "this can never be seen"),
              text("deux de ses termes se contredisent", "two of its terms contradict"));
    else if (const auto* early = too_early(proof, Side::holds))
        blame(reading.errors, early->place,
              text("vrai avant qu'on ait rien vu : la preuve n'attendrait pas",
                   "true before anything was seen: the proof would not wait"),
              text("dites un état, par absent() ou at_end()",
                   "say a state, with absent() or at_end()"));
    else if (text_is_enough(proof, printable_in(reading.scenario)))
        refuse(reading.errors, proof.place,
               text("le seul texte de la console ne prouve rien",
                    "console text alone proves nothing"),
               text("joignez par « and » ce que voit l'agent ou un appareil du banc",
                    "join with \"and\" what the agent or an instrument of the bench sees"));
    return reading.errors.size() == count;
}

// A PC that is off is given the time to start, over the scenario's.
Limit limit_of(const Reset& reset) {
    if (reset.within == Nanos{0}) return {};  // told already
    return {"within + " + duration_text(kPcStarts), reset.within + kPcStarts};
}

void check_reset(const Reset& reset, const Reading& reading) {
    const auto& proof = reset.prove;
    check_terms(proof, limit_of(reset), reading);
    if (!check_proof(proof, reading)) return;
    if (const auto* gone = never_seen_before(proof))
        blame(reading.errors, gone->place,
              text("absent() veut d'abord voir « {} », et le poste sain est prouvé avant la panne",
                   "absent() wants to see \"{}\" first, and the healthy PC is proven before the "
                   "fault",
                   gone->fact),
              text("écrivez « not {} »", "write \"not {}\"", gone->fact));
    else if (implies({}, proof))
        refuse(reading.errors, proof.place,
               text("ceci est toujours vrai, et ne prouve rien",
                    "this is always true, and proves nothing"),
               text("dites un état du poste sain", "say a state of the healthy PC"));
}

void check_symptom(const Scenario& scenario, const Reading& reading) {
    const auto& symptom = scenario.symptom;
    check_terms(symptom, {"within", scenario.symptom_within}, reading);
    if (!check_proof(symptom, reading) || !implies(scenario.reset.prove, symptom)) return;
    refuse(reading.errors, symptom.place,
           text("le poste sain montre aussi ce symptôme", "the healthy PC shows this symptom too"),
           text("ajoutez ce que la panne change, et que dément le « prove » de « reset »",
                "add what the fault changes, and what the \"prove\" of \"reset\" denies"));
}

// Left out, or not readable.
bool missing(const Expression& e) { return e.args.empty() && e.fact.empty(); }

}  // namespace

void check_proofs(const Reading& reading) {
    const auto& scenario = reading.scenario;
    if (reading.purpose == Purpose::kept) return;
    if (!missing(scenario.symptom)) check_symptom(scenario, reading);
    if (!missing(scenario.reset.prove)) check_reset(scenario.reset, reading);
}

}  // namespace banc
