# SPDX-License-Identifier: EUPL-1.2
"""`banc referential list` and `show`, and a historical title asked for officially."""
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

for code, mark in MARKS.items():
    page = banc("referential", "show", code).stdout
    wide = [line for line in page.splitlines() if len(line) > 80]
    assert mark in page and not wide, (code, mark, wide)
    data = json.loads(banc("referential", "show", code, "--json").stdout)
    assert sum(len(u["competences"]) for u in data["units"]) == COUNTS[code], code

refused = banc("demo", "--title", "IDI", "--mode", "official")
assert refused.returncode == 2 and "il est remplacé par ADRN" in refused.stderr, refused
