# SPDX-License-Identifier: EUPL-1.2
"""A virtual bench, its guard, and a daemon with three lines in, for guard_test.py and
recover_test.py."""
import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time

from demo import BANC

REPO = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
FAKE = os.path.join(REPO, "tests", "e2e", "guard_test.py")
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


def guard_folder(exam):
    """Where the guard of an exam is called (bench/guard/PROTOCOL.md)."""
    shared = os.environ.get("BANC_LOCK_DIR") or "/run/lock"
    name = hashlib.blake2b(os.path.realpath(exam).encode(), digest_size=32).hexdigest()[:16]
    return f"{shared}/banc-guard-{name}"


class Bench:
    """A virtual bench, a guard and a daemon with three lines in."""

    def __init__(self, folder, hold=HOLD):
        self.folder = folder
        self.exam = f"{folder}/exams/essai"
        os.mkdir(f"{folder}/exams")
        with open(os.path.join(REPO, "bench/virtual/bench.yaml"), encoding="utf-8") as file:
            head = file.read().split("lines:")[0]
        with open(f"{folder}/bench.yaml", "w", encoding="utf-8") as file:
            file.write(head + "lines:\n" + "".join(
                f"  {name}: {{ contact: relais/{relay}, healthy: released, voltage: TBTS, "
                f"min_dwell: 60s, min_gap: 60s, orphan: {orphan.replace(f'{HOLD}s', f'{hold}s')}, "
                f"energises: {energises} }}\n"
                for name, (relay, orphan, energises) in LINES.items()))
        self.virtual = subprocess.Popen([BANC, "virtual", "--dir", f"{folder}/v"],
                                        stdout=subprocess.PIPE, text=True)
        assert self.virtual.stdout.readline().startswith("ready"), "no virtual bench"
        self.guard = subprocess.Popen([BANC, "guard", "--dir", guard_folder(self.exam)],
                                      start_new_session=True)
        self.panel = Peer(f"{folder}/v/panel")
        self.daemon = None

    def begin(self):
        """The real daemon."""
        self.daemon = subprocess.Popen(
            [os.environ["THREE_FAULTS"], self.folder, f"{self.folder}/bench.yaml",
             f"{self.folder}/v"], stdout=subprocess.PIPE, text=True)
        assert (said := self.daemon.stdout.readline()) == "in\n", said
        assert self.relays() == 0b111

    def begin_fake(self):
        self.daemon = subprocess.Popen([sys.executable, "-B", FAKE, "daemon", self.folder],
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
        with open(f"{self.exam}/guard.jsonl", encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    def end(self):
        for process in (self.daemon, self.guard, self.virtual):
            if process and process.poll() is None:
                process.kill()
            if process:
                process.wait()
        shutil.rmtree(guard_folder(self.exam), ignore_errors=True)  # left by a guard killed here
