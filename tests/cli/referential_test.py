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

reached = {t["code"]: t for t in json.loads(banc("scenario", "coverage", "--json").stdout)}
assert {c: len(t["competences"]) for c, t in reached.items()} == COUNTS, reached.keys()
diagnosis = next(c for c in reached["IDI"]["competences"] if c["id"] == "B1")
assert "dns-errone" in next(r for r in diagnosis["rows"] if r["id"] == "B1.3")["observed"]
picture = banc("scenario", "coverage").stdout.splitlines()
assert any(line.startswith("  B1 ") and "●" in line for line in picture), picture
assert not [line for line in picture if len(line) > 80]
assert banc("scenario", "check").stdout == "aucune faute\n"

refused = banc("demo", "--title", "IDI", "--mode", "official")
assert refused.returncode == 2 and "il est remplacé par ADRN" in refused.stderr, refused
