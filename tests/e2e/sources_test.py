# SPDX-License-Identifier: EUPL-1.2
"""What was read, pulled, replaced and measured: four facts from four sources, in the order in which
they were done, each with its evidence, in the journal and in the report."""
import json
import os

from demo import Folder, bodies, demo

# The fact, what the timeline says of it, and what its record must show.
FACTS = [
    ("reading", "Relève la santé SMART d'un disque", "pc.console", "test result: PASSED"),
    ("repair", "La clé USB du client est branchée : non", "pc.agent", "usb"),
    ("repair", "Le disque de données est le disque neuf", "pc.agent", "BE-NEUF-0010"),
    ("test", "Mesure le +12 V : 12,0", "bench.multimetre", '"value_nano":120'),
]

with Folder() as out:
    exam = demo("disque-en-fin-de-vie", "reference", out)["exam"]
    found = bodies(exam)
    with open(os.path.join(out, "reports", os.path.basename(exam), "report.json"),
              encoding="utf-8") as file:
        report = json.load(file)
    items = [item for item in report["timeline"]["items"]
             if item["kind"] in {"reading", "repair", "test"}]
    assert len(items) == len(FACTS), items
    for item, (kind, text, source, shown) in zip(items, FACTS):
        body = found[item["seq"] - 1][1]  # numbers start at 1, without gaps
        assert item["kind"] == kind and item["text"].startswith(text), item
        assert source in (body.get("source"), body.get("agent")), body
        assert shown in json.dumps(body, ensure_ascii=False, separators=(",", ":")), body
    numbers = [item["seq"] for item in items]
    assert numbers == sorted(numbers), items
    assert {bar["source"] for bar in report["timeline"]["coverage"]} == {
        "pc.console", "pc.agent", "bench.multimetre"}, report["timeline"]["coverage"]
    findings = {c["id"]: c["finding"] for c in report["score"]["criteria"]}
    assert findings["methode"] == findings["controle"] == "true", findings
    with open(os.path.join(exam, "console", "bench.multimetre.raw"), encoding="utf-8") as raw:
        lines = raw.read().splitlines()
    assert any(line.startswith("A0: 12.0") for line in lines), "what the meter showed is kept"
    assert any(line.startswith("A0: 0.0") for line in lines), "and what it showed before"
    print([(item["at_ms"], item["text"]) for item in items])
