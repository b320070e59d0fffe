# SPDX-License-Identifier: EUPL-1.2
"""What who writes a scenario types: groups of commands, ids and files, a name for each file, a
reader that goes away."""
import os
import signal
import subprocess
import tempfile
from pathlib import Path

BANC = os.environ["BANC"]
ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "scenarios" / "library"
DNS = str(LIBRARY / "dns-errone.yaml")


def banc(*words, **more):
    return subprocess.run([BANC, *words, "--lang", "fr"], capture_output=True, text=True,
                          timeout=60, **more)


def refused(words, said, **more):
    done = banc(*words, **more)
    assert done.returncode == 2 and said in done.stderr, (words, done)
    assert len(done.stderr.splitlines()) == 1 and len(done.stderr) < 300, done.stderr


# A group alone, or asked for help, lists its commands and no others.
for words in (["scenario"], ["scenario", "--help"]):
    listed = banc(*words)
    assert listed.returncode == 0 and "scenario check" in listed.stdout, listed
    assert "bench check" not in listed.stdout and not listed.stderr, listed
assert "referential show" in banc("referential").stdout
assert "bench adopt" in banc("bench", "--help").stdout
refused(["scenario", "chek"], "vouliez-vous dire « banc scenario check » ?")
refused(["scenario", "zzzz"], "voyez : banc scenario")
refused(["zzzz"], "voyez : banc --help")

# An id or a file, where a scenario is meant.
assert banc("scenario", "check", "dns-errone", DNS).stdout == "aucune faute\n"
page = banc("scenario", "show", "dns-errone").stdout
assert page and banc("scenario", "show", DNS).stdout == page
# A trainer reads there what is drawn, and what the bench looks at.
page = " ".join(banc("scenario", "show", "hote-detourne").stdout.split())
assert "${adresse} 203.0.113.66 · 198.51.100.23 · 203.0.113.9" in page, page
assert "état · pc.agent : hosts localhost · address == 127.0.0.1" in page, page
assert "Ce que le banc voit" in page
assert "Ce que le banc voit" not in banc("scenario", "show", "conseil-et-devis").stdout  # rien
page = " ".join(banc("scenario", "show", "alimentation-morte").stdout.split())
assert "fait · bench.multimetre : de " in page, page
for command in ("check", "show", "prove"):
    refused(["scenario", command, "dns-erone"], "vouliez-vous dire « dns-errone » ?")
    refused(["scenario", command, "zzzz"], "banc scenario list")
    refused(["scenario", command, "absent.yaml"], "absent.yaml")
refused(["demo", "--scenario", "dns-erone"], "vouliez-vous dire « dns-errone » ?")
refused(["demo", "--scenario", DNS, "--candidate", "nobody"], "candidat inconnu « nobody »")
refused(["scenario", "prove", "dns-errone", "--seed", "x"], "--seed x : un entier")
refused(["scenario", "prove", "dns-errone", "--draws", "9"], "--draws 9 : un entier de 1 à 8")

with tempfile.TemporaryDirectory() as folder:
    # A copy has its folder made; outside the library it may have any name.
    inside = Path(folder) / "mes" / "scenarios"
    made = banc("scenario", "new", "dns-muet", "--from", DNS, "--out", str(inside))
    assert made.stdout == f"{inside}/dns-muet.yaml\n", made
    (inside / "dns-muet.yaml").rename(inside / "essai.yaml")
    assert banc("scenario", "check", str(inside / "essai.yaml")).stdout == "aucune faute\n"

    # Who writes a pipe may never end: it is not waited for.
    pipe = inside / "tube.yaml"
    os.mkfifo(pipe)
    for command in ("check", "show", "prove"):
        refused(["scenario", command, str(pipe)], "ce n'est pas un fichier ordinaire")

    # In the library it is found by the name of its file.
    share = Path(folder) / "share"
    (share / "scenarios" / "library").mkdir(parents=True)
    for name in ("bench", "drivers", "scenarios/pieces", "scenarios/referentials"):
        (share / name).symlink_to(ROOT / name)
    (share / "scenarios" / "library" / "dns-casse.yaml").write_text(Path(DNS).read_text())
    around = {**os.environ, "BANC_SHARE": str(share)}
    line = next(n for n, text in enumerate(Path(DNS).read_text().splitlines(), 1)
                if text.startswith("scenario:"))
    refused(["scenario", "check"], f"dns-casse.yaml:{line}:11: le scénario « dns-errone » est dans",
            env=around)
    refused(["scenario", "check", "dns-casse"], "nommez le fichier dns-errone.yaml", env=around)

# A reader that goes away ends the program as it would any other, without a word.
for words in (["scenario", "coverage"], ["referential", "show", "IDI"]):
    reader, writer = os.pipe()
    os.close(reader)
    gone = subprocess.run([BANC, *words], stdout=writer, stderr=subprocess.PIPE, timeout=60)
    os.close(writer)
    assert gone.returncode == -signal.SIGPIPE and not gone.stderr, (words, gone)
