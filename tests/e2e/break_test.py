# SPDX-License-Identifier: EUPL-1.2
"""A BREAK and a letter, sent to a virtual PC at the injection and at the reset: its kernel answers
on the console, nobody's fact comes of it, and the journal tells who wrote what, and how often."""
import os

from demo import Folder, bodies, demo

LIBRARY = os.path.join(os.path.dirname(__file__), "..", "..", "scenarios", "library")
INJECT = "inject:\n"
SENT = "  - console: { sysrq: h }\n  - console: { sysrq: s, at: reset }\n"
FACTS = "facts:\n"
ANSWERED = '  aide:\n    event: { console: "sysrq: HELP" }\n    moment: test\n'
USED = "teste_la_liaison, lien)"

with Folder() as out:
    with open(os.path.join(LIBRARY, "cordon-reseau.yaml"), encoding="utf-8") as file:
        text = file.read()
    for place in (INJECT, "\n" + FACTS, USED):
        assert text.count(place) == 1, place
    scenario = os.path.join(out, "cordon-reseau.yaml")
    with open(scenario, "w", encoding="utf-8") as file:
        file.write(text.replace(INJECT, INJECT + SENT).replace("\n" + FACTS, "\n" + FACTS + ANSWERED)
                   .replace(USED, USED + " and never(aide)"))
    done = demo(scenario, "reference", out)
    records = bodies(done["exam"])
    for letter, purpose in (("h", "inject"), ("s", "reset")):
        seq = [n for n, (kind, body) in enumerate(records, 1)
               if kind == "intent" and body.get("shown") == f"SysRq {letter}"]
        assert len(seq) == 1 and records[seq[0] - 1][1]["purpose"] == purpose, seq
        assert [body["result"] for kind, body in records
                if kind == "outcome" and body["intent"] == seq[0]] == ["done"]
        uses = [body for kind, body in records if kind == "use" and body["who"] == purpose]
        assert sum(body["breaks"] for body in uses) == sum(body["bytes"] for body in uses) == 1, uses
    assert not [body for kind, body in records if kind == "fact" and body["fact"] == "aide"]
    verification = [c for c in done["score"]["criteria"] if c["id"] == "verification"]
    assert verification[0]["finding"] == "true", verification
    with open(os.path.join(done["exam"], "console", "pc.console.raw"), "rb") as raw:
        said = raw.read()
    assert said.index(b"sysrq: HELP : loglevel(0-9)") < said.index(b"sysrq: Emergency Sync")
