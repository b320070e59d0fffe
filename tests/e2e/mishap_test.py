# SPDX-License-Identifier: EUPL-1.2
"""What goes wrong on an exam day: mishap_test.py contact|unplug|killed|interrupted|no-qemu."""
import json
import os
import signal
import subprocess
import sys
import time

from demo import BANC, Folder, banc, demo, verdicts


def contact():
    """The controller heals the PC in mid-exam: nobody's merit, nobody's fault."""
    with Folder() as out:
        score = demo("cordon-reseau", "reference", out, "--mishap", "contact")["score"]
        assert set(verdicts(score).values()) == {"bench_fault"}, verdicts(score)


def unplug():
    """The relay board's cable is out for three seconds: the exam goes on, nobody is hurt."""
    with Folder() as out:
        done = demo("cordon-reseau", "reference", out, "--mishap", "unplug")
        assert set(verdicts(done["score"]).values()) == {"met"}, verdicts(done["score"])
        with open(done["report"].replace(".html", ".json"), encoding="utf-8") as file:
            items = json.load(file)["timeline"]["items"]
        told = [item["text"] for item in items if item["kind"] == "board"]
        assert len(told) == 2, told
        assert "n'est plus là" in told[0].replace("\u2019", "'"), told
        assert "est revenue" in told[1], told


def begun(out, *more):
    """A demo stopped in the middle: the process, once its clock runs."""
    process = subprocess.Popen(
        [BANC, "demo", "--scenario", "dns-errone", "--out", out, "--lang", "en", *more],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    for line in process.stdout:
        if "the clock runs" in line:
            return process
    sys.exit("the exam never began")


def exam_in(out):
    return os.path.join(out, "exams", os.listdir(os.path.join(out, "exams"))[0])


def parent_of(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            fields = file.read().rsplit(")", 1)[1].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else int(fields[1])


def descendants(pid):
    """The processes below this one: the virtual bench and its QEMU."""
    parents = {int(p): parent_of(p) for p in os.listdir("/proc") if p.isdigit()}
    found, news = set(), {pid}
    while news:
        news = {p for p, parent in parents.items() if parent in news}
        found |= news
    return found


def killed():
    """kill -9: no QEMU outlives the virtual bench's limit, and what was acknowledged is there."""
    with Folder() as out:
        process = begun(out, "--linger", "3s")
        ours = descendants(process.pid)
        assert len(ours) >= 2, "a virtual bench and its QEMU"
        process.kill()
        process.wait()
        deadline = time.monotonic() + 60
        while any(parent_of(pid) is not None for pid in ours):
            assert time.monotonic() < deadline, "QEMU outlived its bench"
            time.sleep(0.2)
        seen = json.loads(banc("verify", exam_in(out), "--json").stdout)
        assert seen["status"] in ("intact", "torn"), seen
        assert seen["records"] > 20 and not seen["closed"], seen


def interrupted():
    """Ctrl-C: the bench is healed, the journal closed, and the program says so."""
    with Folder() as out:
        process = begun(out)
        process.send_signal(signal.SIGINT)
        said = process.stdout.read()
        assert process.wait(60) == 1, said
        assert "the bench is healed, the journal is closed" in said, said
        seen = json.loads(banc("verify", exam_in(out), "--json").stdout)
        assert seen["status"] == "intact" and seen["closed"], seen


def no_qemu():
    """A sentence that says what to do, and exit 3."""
    with Folder() as out:
        done = banc("demo", "--out", out, "--json", "--lang", "en", env={**os.environ, "PATH": out})
        assert done.returncode == 3, done
        assert "qemu" in done.stderr.lower() and not done.stdout, done


{"contact": contact, "unplug": unplug, "killed": killed, "interrupted": interrupted, "no-qemu": no_qemu}[sys.argv[1]]()
