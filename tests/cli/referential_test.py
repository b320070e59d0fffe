# SPDX-License-Identifier: EUPL-1.2
"""`banc referential list` and `show`, what the library reaches of them, and a historical title asked
for officially."""
import json
import os
import subprocess

BANC = os.environ["BANC"]
COUNTS = {"ADRN": 6, "AMEB": 12, "IDI": 7, "RNCP24787": 12, "ROME-I1401": 28, "TAI": 19, "TIP": 8}
# A line of each page that only its own data can have put there.
MARKS = {"ADRN": "2024-06-23 → 2029-06-23", "AMEB": "remplacé par IDI",
         "IDI": "[R-07] [A-13]", "RNCP24787": "examen final [A-01] [A-02]",
         "ROME-I1401": "r-guider              Rs  Guider l'utilisateur", "TAI": "52321",
         "TIP": "19 constatés par le banc"}


def banc(*words):
    return subprocess.run([BANC, *words, "--lang", "fr"], capture_output=True, text=True,
                          timeout=60)


titles = json.loads(banc("referential", "list", "--json").stdout)
assert {t["code"]: t["competences"] for t in titles} == COUNTS, titles
assert {t["status"] for t in titles} == {"en vigueur", "historique"}, titles
assert [t["code"] for t in titles if t["nature"] != "titre"] == ["ROME-I1401"], titles

for code, mark in MARKS.items():
    page = banc("referential", "show", code).stdout
    wide = [line for line in page.splitlines() if len(line) > 80]
    assert mark in page and not wide, (code, mark, wide)
    data = json.loads(banc("referential", "show", code, "--json").stdout)
    assert sum(len(u["competences"]) for u in data["units"]) == COUNTS[code], code

covered = json.loads(banc("scenario", "coverage", "--json").stdout)
reached = {t["code"]: t for t in covered["titles"]}
assert {c: len(t["competences"]) for c, t in reached.items()} == COUNTS, reached.keys()
diagnosis = next(c for c in reached["IDI"]["competences"] if c["id"] == "B1")
assert "dns-errone" in next(r for r in diagnosis["rows"] if r["id"] == "B1.3")["observed"]
library = json.loads(banc("scenario", "list", "--json").stdout)
proofs = {p: sum(s["proof"] == p for s in library)
          for p in ("virtual", "synthetic", "human", "bench")}
assert covered["proofs"] == proofs, (covered["proofs"], proofs)
counted = " · ".join(f"{p} {n}" for p, n in proofs.items())
picture = banc("scenario", "coverage").stdout.splitlines()
assert picture[-1] == banc("scenario", "list").stdout.splitlines()[-1] == counted, picture[-1]

# A draw tells what it was drawn with, and how far each subject is proven.
words = ("scenario", "draw", "--title", "ADRN", "--level", "2", "--count", "3", "--seed", "7")
told = banc(*words).stdout.splitlines()
assert told[0] == "ADRN · niveau 2 · 3 sujets · entraînement · graine 7", told
assert told[-1] == counted, told
drawn = json.loads(banc(*words, "--json").stdout)
assert {k: drawn[k] for k in ("title", "level", "wanted", "mode", "seed", "proofs")} == {
    "title": "ADRN", "level": 2, "wanted": 3, "mode": "training", "seed": 7, "proofs": proofs}
known = {s["id"]: s["proof"] for s in library}
assert [(s["id"], s["proof"]) for s in drawn["drawn"]] == [
    tuple(line.split()[1:3]) for line in told[1:4]]
assert all(known[s["id"]] == s["proof"] for s in drawn["drawn"]), drawn
any_level = banc("scenario", "draw", "--seed", "7").stdout.splitlines()[0]
assert any_level == "IDI · tous niveaux · 1 sujet · entraînement · graine 7", any_level
assert any(line.startswith("  B1 ") and "●" in line for line in picture), picture
assert not [line for line in picture if len(line) > 80]
assert banc("scenario", "check").stdout == "aucune faute\n"

refused = banc("demo", "--title", "IDI", "--mode", "official")
assert refused.returncode == 2 and "il est remplacé par ADRN" in refused.stderr, refused
