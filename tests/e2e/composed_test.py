# SPDX-License-Identifier: EUPL-1.2
"""An exam made of recorded pieces says so wherever it is shown, has no PC to ask for, and is not
taken for one that came to its end when the time ran out."""
import json
import pathlib

from demo import Folder, banc, bodies, demo

LIBRARY = pathlib.Path(__file__).parents[2] / "scenarios" / "library"
WORDS = "composée de pièces enregistrées : personne ne l'a passée"

with Folder() as out:
    whole = demo("ssd-use", "reference", out, "--lang", "fr")
    exam = whole["exam"]
    assert whole["played"] and whole["restored"], whole
    assert bodies(exam)[0][1]["composed"] is True, bodies(exam)[0]
    report = json.loads(pathlib.Path(whole["report"]).with_name("report.json").read_text())
    assert report["identity"]["composed"] is True, report["identity"]
    for command in ("score", "verify"):
        assert WORDS in banc(command, exam, "--lang", "fr").stdout, command
    assert json.loads(banc("verify", exam, "--json").stdout)["composed"] is True

    for option, value in (("--linger", "3s"), ("--keep-disks", out)):
        done = banc("demo", "--scenario", "ssd-use", option, value, "--lang", "fr")
        assert done.returncode == 2 and f"retirez {option}" in done.stderr, done

    # The script takes nine minutes.
    text = (LIBRARY / "ssd-use.yaml").read_text()
    assert text.count("duration: 15min") == 1
    short = pathlib.Path(out) / "court.yaml"
    short.write_text(text.replace("duration: 15min", "duration: 8min"))
    late = demo(str(short), "reference", out)
    assert late["restored"] and not late["played"], late
    assert ("state", {"from": "running", "signal": "time_up", "to": "ended"}) in bodies(late["exam"])

    # A key of YAML, however it is written: the pieces are looked at.
    for written in ('"recorded":', "recorded :"):
        short.write_text(text.replace("recorded:", written).replace("dock/vide", "dock/vid"))
        done = banc("scenario", "check", str(short), "--lang", "fr")
        assert done.returncode == 2 and "vouliez-vous dire « bench.dock/vide »" in done.stderr, done
