# SPDX-License-Identifier: EUPL-1.2
"""Every kept play is scored again, byte for byte, and still proves what it was kept for; no scenario
says `proof: virtual` or `synthetic` without its plays (tests/golden/README.md)."""
import json
import pathlib
import sys

from demo import banc

GOLDEN = pathlib.Path(__file__).parent.parent / "golden"

# Of each candidate, what the verdicts of the observed criteria must be.
PROVES = {
    "reference": lambda verdicts: set(verdicts) == {"met"},
    "untouched": lambda verdicts: "met" not in verdicts,
    "forger": lambda verdicts: "met" not in verdicts,
    "wrong": lambda verdicts: "not_met" in verdicts,
}

plays = sorted(GOLDEN.glob("*.play"))
named, kept, wrong = set(), set(), []
for play in plays:
    lines = play.read_text(encoding="utf-8").splitlines()
    named |= {blob.name for blob in GOLDEN.glob("blobs/*") if blob.name in lines[0]}
    done = banc("score", str(play), "--json")
    if done.stdout.rstrip("\n") != lines[-1]:
        wrong.append(f"{play.name}: {done.stderr or 'another score'}")
    scenario, who, _ = play.name.rsplit(".", 2)
    verdicts = [c["verdict"] for c in json.loads(lines[-1])["criteria"] if c["kind"] == "observed"]
    if not PROVES[who.rstrip("0123456789")](verdicts):
        wrong.append(f"{play.name}: proves nothing, {verdicts}")
    kept.add((scenario, who))
for scenario in json.loads(banc("scenario", "list", "--json").stdout):
    if scenario["proof"] in ("virtual", "synthetic"):
        wrong += [f"{scenario['id']}: no play of {who}" for who in PROVES
                  if (scenario["id"], who) not in kept]
here = banc("score", plays[0].name, "--json", cwd=GOLDEN)  # no "./" before it, and no exam's id
if here.stdout.rstrip("\n") != plays[0].read_text(encoding="utf-8").splitlines()[-1]:
    wrong.append(f"{plays[0].name}, from its own folder: {here.stderr or 'another score'}")
left = {blob.name for blob in GOLDEN.glob("blobs/*")} - named
wrong += [f"no play names the blob {name}" for name in sorted(left)]
if wrong:
    sys.exit("\n".join(wrong))
print(f"{len(plays)} plays scored again, byte for byte")
