# SPDX-License-Identifier: EUPL-1.2
"""The real `banc guard` against a real `banc virtual`: guard_test.py busy|back|demo. A fake daemon, a
process of its own, holds the board, announces three lines and switches them; in `demo` it is the
real one."""
import glob
import json
import os
import subprocess
import sys
import time

from demo import BANC, Folder, banc
from guard_bench import HOLD, LINES, Bench, Peer, guard_folder


def started():
    """When this process started, as the guard asks (proc(5), field 22)."""
    with open("/proc/self/stat", encoding="utf-8") as file:
        return int(file.read().rsplit(")", 1)[1].split()[19])


def fake_daemon(folder):
    """Beats until it is ended. Says what it does on standard output."""
    exam = f"{folder}/exams/essai"
    os.makedirs(exam, exist_ok=True)
    link = Peer(f"{guard_folder(exam)}/guard")
    welcome = link.ask(say="hello", pid=os.getpid(), started=started(), exam=exam,
                       bench=f"{folder}/bench.yaml", virtual=f"{folder}/v")
    print(json.dumps(welcome), flush=True)
    board = Peer(f"{folder}/v/board-relais")
    for line, (relay, _, _) in LINES.items():
        if welcome["in"]:
            break
        link.say(say="line", line=line, to="fault")
        assert board.close_relay(relay) == 0, "the daemon's board is not its own"
    print("in", flush=True)
    link.socket.settimeout(1)
    while True:
        link.say(say="beat")
        try:
            link.socket.recv(1)
        except TimeoutError:
            continue


def busy(bench):
    """The board is the daemon's alone: a guard that could not claim it would move nothing."""
    bench.begin_fake()
    other = Peer(f"{bench.folder}/v/board-relais")
    assert other.close_relay(4) == 3, "a second program was let in"
    assert bench.relays() == 0b111
    bench.daemon.kill()
    bench.daemon.wait()
    until = time.monotonic() + 5
    while other.close_relay(4) != 0:  # may come before the guard, or after it has let go
        assert time.monotonic() < until + HOLD + 5
        time.sleep(0.02)
    other.socket.close()
    bench.until(0b1100, HOLD + 10)


def back(bench):
    """The daemon comes back within the hold: its line is still in, the board is free for it."""
    bench.begin_fake()
    bench.daemon.kill()
    bench.daemon.wait()
    bench.until(0b110, 5)
    assert bench.begin_fake() == {"welcome": True, "in": ["pc.keyboard.vbus", "pc.nic0.pair"]}
    begun = time.monotonic()
    while time.monotonic() < begun + HOLD + 1:
        assert bench.relays() == 0b110, "a line moved under a living daemon"
        time.sleep(0.05)
    assert bench.guard.poll() is None
    assert [e["state"] for e in bench.log() if e["what"] == "daemon"] == ["gone", "back"]


def demo():
    """`banc demo` killed with its cable fault in: the guard it started waits, rests the line, and
    writes beside a journal that stays intact. Then that exam is brought to its end."""
    with Folder() as out, Folder() as own:  # its own place for sockets: other exams run beside it
        daemon = subprocess.Popen(
            [BANC, "demo", "--scenario", "cordon-reseau", "--candidate", "untouched", "--out", out,
             "--lang", "en", "--linger", "3s"], stdout=subprocess.PIPE, text=True,
            env=os.environ | {"TMPDIR": own})
        assert any("the clock runs" in line for line in daemon.stdout), "the exam never began"
        panels = [Peer(path) for path in glob.glob(os.path.join(own, "banc-*", "panel"))]
        mine = [p for p in panels if p.ask(ask="status")["contacts"]["relais"] == 2]
        assert len(mine) == 1, "no fault is in"
        daemon.kill()
        daemon.wait()
        begun = time.monotonic()
        while mine[0].ask(ask="status")["contacts"]["relais"] == 2:
            assert time.monotonic() - begun < 40, "the fault outlived its keeper"
            time.sleep(0.05)
        assert time.monotonic() - begun > 19, "its hold was cut short"
        [exam] = glob.glob(os.path.join(out, "exams", "*"))
        log = []
        while not log or log[-1]["what"] != "end":
            assert time.monotonic() - begun < 60, log
            with open(os.path.join(exam, "guard.jsonl"), encoding="utf-8") as file:
                log = [json.loads(line) for line in file.read().splitlines(True) if "\n" in line]
        assert [e["what"] for e in log] == ["daemon", "intent", "outcome", "end"], log
        seen = json.loads(banc("verify", exam, "--json").stdout)
        assert seen["status"] in ("intact", "torn") and seen["flaws"] < 2, seen
        lost = banc("exam", "recover", exam, "--json")  # its virtual bench went with it
        assert lost.returncode == 3, lost.stderr
        assert {line["act"] for line in json.loads(lost.stdout)["lines"]} == {
            "quarantine", "ask-person"}, lost.stdout
        assert banc("verify", exam).returncode == 0
        assert banc("report", exam, "--out", out).returncode == 0


def main(what):
    with Folder() as folder:
        bench = Bench(folder)
        try:
            what(bench)
        finally:
            bench.end()


if sys.argv[1] == "daemon":
    fake_daemon(sys.argv[2])
elif sys.argv[1] == "demo":
    demo()
else:
    main({"busy": busy, "back": back}[sys.argv[1]])
