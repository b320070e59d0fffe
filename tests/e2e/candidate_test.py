# SPDX-License-Identifier: EUPL-1.2
"""The invariants of a scenario (design.md §2.1), on the virtual PC: candidate_test.py SCENARIO WHO."""
import sys

from demo import Folder, demo, verdicts

scenario, who = sys.argv[1:]
with Folder() as out:
    score = demo(scenario, who, out)["score"]
    observed = verdicts(score)
    assert observed, "a scenario without an observed criterion scores for nothing"
    met = [name for name, verdict in observed.items() if verdict == "met"]
    if who == "reference":
        assert met == list(observed), f"the reference repair must meet all: {observed}"
    elif who.startswith("wrong"):
        assert len(met) < len(observed), f"a wrong repair must fail at least one: {observed}"
    else:
        assert not met, f"{who} must meet nothing: {observed}"
    judged = verdicts(score, "judged") | verdicts(score, "supported")
    assert set(judged.values()) == {"to_judge"}, judged
    assert len(score["rows"]) == 33, "the whole grid of IDI"
    print(f"{scenario} {who}: {observed}")
