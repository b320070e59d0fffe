# SPDX-License-Identifier: EUPL-1.2
"""The real `banc guard` against a real `banc virtual`: guard_test.py killed|hangs|busy|back|demo.
A fake daemon, a process of its own, holds the board, announces three lines and switches them; in
`demo` it is the real one."""
import glob
import json
import os
import signal
import socket
import subprocess
import sys
import time

from demo import BANC, Folder, banc

REPO = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
HOLD = 4
LINES = {"pc.disk0.power": (1, "rest", "no"), "pc.nic0.pair": (2, f"hold {HOLD}s", "no"),
         "pc.keyboard.vbus": (3, "rest", "yes")}


class Peer:
    """One end of a socket of JSON lines, or of a board."""

    def __init__(self, path, within=10):
        until = time.monotonic() + within
        while True:
            self.socket = socket.socket(socket.AF_UNIX)
            self.socket.settimeout(10)
            try:
                return self.socket.connect(path)
            except OSError:
                assert time.monotonic() < until, path
                time.sleep(0.02)

    def say(self, **words):
        self.socket.sendall(json.dumps(words).encode() + b"\n")

    def hear(self):
        line = b""
        while not line.endswith(b"\n"):
            byte = self.socket.recv(1)
            assert byte, "hung up"
            line += byte
        return json.loads(line)

    def ask(self, **words):
        self.say(**words)
        return self.hear()

    def close_relay(self, number):
        self.socket.sendall(bytes([0, 0, 8, 0xff, number, 0, 0, 0, 0, 0, 0]))
        return self.socket.recv(2)[0]


def started():
    """When this process started, as the guard asks (proc(5), field 22)."""
    with open("/proc/self/stat", encoding="utf-8") as file:
        return int(file.read().rsplit(")", 1)[1].split()[19])


def fake_daemon(folder):
    """Beats until it is ended. Says what it does on standard output."""
    link = Peer(f"{folder}/guard")
    welcome = link.ask(say="hello", pid=os.getpid(), started=started(), exam=f"{folder}/exam",
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


class Bench:
    """A virtual bench, a guard and a daemon with three lines in."""

    def __init__(self, folder):
        self.folder = folder
        os.mkdir(f"{folder}/exam")
        with open(os.path.join(REPO, "bench/virtual/bench.yaml"), encoding="utf-8") as file:
            head = file.read().split("lines:")[0]
        with open(f"{folder}/bench.yaml", "w", encoding="utf-8") as file:
            file.write(head + "lines:\n" + "".join(
                f"  {name}: {{ contact: relais/{relay}, healthy: released, voltage: TBTS, "
                f"min_dwell: 60s, min_gap: 60s, orphan: {orphan}, energises: {energises} }}\n"
                for name, (relay, orphan, energises) in LINES.items()))
        self.virtual = subprocess.Popen([BANC, "virtual", "--dir", f"{folder}/v"],
                                        stdout=subprocess.PIPE, text=True)
        assert self.virtual.stdout.readline().startswith("ready"), "no virtual bench"
        self.guard = subprocess.Popen([BANC, "guard", "--dir", folder], start_new_session=True)
        self.panel = Peer(f"{folder}/v/panel")
        self.daemon = None

    def begin(self):
        self.daemon = subprocess.Popen([sys.executable, "-B", __file__, "daemon", self.folder],
                                       stdout=subprocess.PIPE, text=True)
        welcome = json.loads(self.daemon.stdout.readline())
        assert self.daemon.stdout.readline() == "in\n"
        return welcome

    def relays(self):
        return self.panel.ask(ask="status")["contacts"]["relais"]

    def until(self, relays, within):
        """How long it took, in seconds."""
        begun = time.monotonic()
        while (seen := self.relays()) != relays:
            assert time.monotonic() - begun < within, f"contacts {seen:#b}, not {relays:#b}"
            time.sleep(0.005)
        return time.monotonic() - begun

    def log(self):
        with open(f"{self.folder}/exam/guard.jsonl", encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    def end(self):
        for process in (self.daemon, self.guard, self.virtual):
            if process and process.poll() is None:
                process.kill()
            if process:
                process.wait()


def each_line_did_what_its_rule_says(bench, at_once, end):
    """`at_once`: the allowance for the line that rests, in seconds."""
    rested = bench.until(0b110, at_once)
    print(f"{end}: the `rest` line was at rest after {rested * 1000:.0f} ms")
    held = bench.until(0b100, HOLD + 10)
    print(f"{end}: the `hold` line {held:.1f} s later")
    assert held > HOLD - 1, "its hold was cut short"
    assert bench.guard.wait(10) == 0
    assert bench.relays() == 0b100, "what energises was touched"
    log = bench.log()
    done = {e["line"]: e["result"] for e in log if e["what"] == "outcome"}
    assert done == {"pc.disk0.power": "confirmed", "pc.nic0.pair": "confirmed"}, log
    assert [e["line"] for e in log if e["what"] == "left-alone"] == ["pc.keyboard.vbus"], log
    assert [e["n"] for e in log] == list(range(1, len(log) + 1)), log
    return log


def killed(bench):
    """kill -9. The law says 500 ms; a PC that also builds and tests is given more."""
    assert bench.begin() == {"welcome": True, "in": []}
    assert bench.relays() == 0b111
    bench.daemon.kill()
    each_line_did_what_its_rule_says(bench, 5, "kill -9")


def hangs(bench):
    """SIGSTOP: killed after 5 s without a heartbeat, then the same end."""
    bench.begin()
    bench.daemon.send_signal(signal.SIGSTOP)
    log = each_line_did_what_its_rule_says(bench, 20, "SIGSTOP")
    assert bench.daemon.wait(10) == -signal.SIGKILL
    assert log[0]["what"] == "kill", log


def busy(bench):
    """The board is the daemon's alone: a guard that could not claim it would move nothing."""
    bench.begin()
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
    bench.begin()
    bench.daemon.kill()
    bench.daemon.wait()
    bench.until(0b110, 5)
    assert bench.begin() == {"welcome": True, "in": ["pc.keyboard.vbus", "pc.nic0.pair"]}
    begun = time.monotonic()
    while time.monotonic() < begun + HOLD + 1:
        assert bench.relays() == 0b110, "a line moved under a living daemon"
        time.sleep(0.05)
    assert bench.guard.poll() is None
    assert [e["state"] for e in bench.log() if e["what"] == "daemon"] == ["gone", "back"]


def demo():
    """`banc demo` killed with its cable fault in: the guard it started waits, rests the line, and
    writes beside a journal that stays intact."""
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
    main({"killed": killed, "hangs": hangs, "busy": busy, "back": back}[sys.argv[1]])
