# SPDX-License-Identifier: EUPL-1.2
"""A closed exam is evidence: re-scored alike anywhere, and no change to it goes unseen."""
import json
import os
import re
import shutil

from demo import Folder, banc, demo, records, verdicts


def flip(path, at):
    with open(path, "r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ 0x20]))


def files_of(folder):
    for base, _, names in os.walk(folder):
        yield from (os.path.join(base, name) for name in names)


def expect_damage(exam, what):
    done = banc("verify", exam, "--json")
    assert done.returncode == 2, f"{what}: verify ended with {done.returncode}"
    assert json.loads(done.stdout)["record"] >= 1, f"{what}: no record number"


def check_damage(exam, out):
    copy = os.path.join(out, "copy")
    for path in files_of(exam):
        name = os.path.relpath(path, exam)
        size = os.path.getsize(path)
        for at in sorted({0, size // 3, size // 2, size - 1} if size else []):
            shutil.copytree(exam, copy)
            flip(os.path.join(copy, name), at)
            expect_damage(copy, f"{name} flipped at {at}")
            shutil.rmtree(copy)
    shutil.copytree(exam, copy)
    segment = os.path.join(copy, "journal", "000001.seg")
    start, end, number = records(copy)[20]
    with open(segment, "rb") as file:
        data = file.read()
    with open(segment, "wb") as file:
        file.write(data[:start] + data[end:])
    expect_damage(copy, f"record {number} deleted")
    with open(segment, "wb") as file:
        file.write(data[:-7])
    expect_damage(copy, "the last 7 bytes of a closed exam cut")
    shutil.rmtree(copy)


def check_report(made):
    with open(made["report"], encoding="utf-8") as file:
        page = file.read()
    numbers = {number for _, _, number in records(made["exam"])}
    shown = {int(n) for n in re.findall(r'href="#n(\d+)"', page)}
    assert shown and shown <= numbers, "every number on the page is in the journal"
    with open(made["report"].replace(".html", ".json"), encoding="utf-8") as file:
        everything = json.load(file)
    assert everything["score"] == made["score"]
    for criterion in made["score"]["criteria"]:
        evidence = set(criterion["evidence"])
        assert evidence <= numbers, f"{criterion['id']} cites what is not in the journal"
        assert not evidence or evidence & shown, f"{criterion['id']} shows none of its evidence"
    assert "<script" not in page and "<svg" in page
    assert "à évaluer par le jury" in page and "constaté" in page


with Folder() as out:
    made = demo("cordon-reseau", "reference", out)
    exam = made["exam"]
    assert set(verdicts(made["score"]).values()) == {"met"}
    assert banc("verify", exam).returncode == 0
    first = banc("score", exam, "--json").stdout
    assert json.loads(first) == made["score"]
    elsewhere = os.path.join(out, "somewhere", "else")
    shutil.copytree(exam, elsewhere)
    assert first == banc("score", exam, "--json").stdout == banc("score", elsewhere, "--json").stdout
    assert banc("score", os.path.basename(exam), "--data", out, "--json").stdout == first
    check_report(made)
    again = banc("report", exam, "--out", os.path.join(out, "again"), "--format", "html").stdout
    with open(again.strip(), "rb") as one, open(made["report"], "rb") as two:
        assert one.read() == two.read(), "the same exam gives the same page"
    shown = banc("replay", exam, "--speed", "0")
    assert shown.returncode == 0 and "NIC Link is Up" in shown.stdout
    check_damage(exam, out)
    assert banc("verify", out).returncode == 3, "a folder that is no exam"
