// SPDX-License-Identifier: EUPL-1.2
#include "bench/rehearsal/sightings.h"

#include <catch2/catch.hpp>

using banc::Json;
using banc::Sighting;

namespace {

banc::Record record(std::string kind, Json body) {
    banc::Record made;
    made.kind = std::move(kind);
    made.body = std::move(body);
    return made;
}
const auto kRunning = record("state", {{"from", "injected"}, {"to", "running"}});
const auto kFact = record("fact", {{"fact", "essai"}});
const auto kLinked = record("probe", {{"states", {{"lien", true}}}});
const auto kCut = record("probe", {{"states", {{"lien", false}}}});

}  // namespace

TEST_CASE("a script waits for an event of the candidate's own time") {
    banc::Sightings sightings;
    sightings.note(kFact);
    sightings.note(kRunning);
    CHECK_FALSE(sightings.has({"essai", true}));
    sightings.note(kFact);
    CHECK(sightings.has({"essai", true}));
}

TEST_CASE("a script waits for what was last said of a state, before or in its time") {
    banc::Sightings sightings;
    CHECK_FALSE(sightings.has({"lien", true}));
    CHECK_FALSE(sightings.has({"lien", false}));  // nobody said so
    sightings.note(kCut);
    sightings.note(kRunning);
    CHECK(sightings.has({"lien", false}));
    sightings.note(kLinked);
    CHECK(sightings.has({"lien", true}));
    CHECK_FALSE(sightings.has({"lien", false}));
}

TEST_CASE("a probe that was not answered says nothing to a script") {
    banc::Sightings sightings;
    sightings.note(kLinked);
    sightings.note(record("probe", {{"status", "silent"}, {"states", Json::object()}}));
    CHECK(sightings.has({"lien", true}));
}
