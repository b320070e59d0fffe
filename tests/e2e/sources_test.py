# SPDX-License-Identifier: EUPL-1.2
"""What was read, pulled, replaced and measured: four facts from four sources, in the order in which
they were done, each with its evidence, in the journal and in the report. The client's stick stands
in a port of the controller, on a mock bus under the real udev: a hand of this test pulls it."""
import json
import os
import subprocess
import sys

from demo import BANC, Folder, bodies

LIBRARY = os.path.join(os.path.dirname(__file__), "..", "..", "scenarios", "library")
# The library's scenario, for a bench to whose own port the stick is brought.
BROUGHT = [
    ("needs: [", "needs: [bench.usb, "),
    ("""state: { agent: usb, has: "serial == ${cle.serial}" }
    moment: repair
    label: La clé USB du client est branchée""",
     """state: { usb: present, has: "serial == ${cle.serial}" }
  cle_retiree:
    event: { usb: removed, has: "serial == ${cle.serial}" }
    moment: repair
    label: Retire la clé du client"""),
    ("    - hands: unplug pc.stick.vbus\n    - seen: not cle_branchee\n",
     "    - seen: cle_retiree\n"),
]
# The fact, what the timeline says of it, and what its record must show.
FACTS = [
    ("reading", "Relève la santé SMART d'un disque", "pc.console", "test result: PASSED"),
    ("repair", "Retire la clé du client", "bench.usb", "usb:1-4 0951:1666 DataTraveler BE-CLE-0003"),
    ("repair", "Le disque de données est le disque neuf", "pc.agent", "BE-NEUF-0010"),
    ("test", "Mesure le +12 V : 12,0", "bench.multimetre", '"value_nano":120'),
]


def scenario_in(folder):
    with open(os.path.join(LIBRARY, "disque-en-fin-de-vie.yaml"), encoding="utf-8") as file:
        text = file.read()
    for as_it_is, brought in BROUGHT:
        assert text.count(as_it_is) == 1, as_it_is
        text = text.replace(as_it_is, brought)
    path = os.path.join(folder, "disque-en-fin-de-vie.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def held(out):
    """The JSON of the exam; the stick is pulled once the candidate has read the disk's health."""
    with subprocess.Popen([os.environ["USB_STICK"]], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          text=True) as stick:
        on_the_bus = {**os.environ, "LD_PRELOAD": "libumockdev-preload.so.0",
                      "UMOCKDEV_DIR": stick.stdout.readline().strip()}
        with open(os.path.join(out, "score.json"), "w+", encoding="utf-8") as said, \
                subprocess.Popen([BANC, "demo", "--scenario", scenario_in(out), "--candidate",
                                  "reference", "--out", out, "--json", "--seed", "7"], text=True,
                                 env=on_the_bus, stdout=said, stderr=subprocess.PIPE) as demo:
            for line in demo.stderr:
                sys.stderr.write(line)
                if "Relève la santé SMART" in line and stick.poll() is None:
                    stick.stdin.write("pull\n")
                    stick.stdin.flush()
            assert demo.wait() == 0
            said.seek(0)
            return json.load(said)


with Folder() as out:
    exam = held(out)["exam"]
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
        source for _, _, source, _ in FACTS}, report["timeline"]["coverage"]
    findings = {c["id"]: c["finding"] for c in report["score"]["criteria"]}
    assert findings["methode"] == findings["controle"] == "true", findings
    with open(os.path.join(exam, "console", "bench.multimetre.raw"), encoding="utf-8") as raw:
        lines = raw.read().splitlines()
    assert any(line.startswith("A0: 12.0") for line in lines), "what the meter showed is kept"
    assert any(line.startswith("A0: 0.0") for line in lines), "and what it showed before"
    print([(item["at_ms"], item["text"]) for item in items])
