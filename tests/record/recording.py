# SPDX-License-Identifier: EUPL-1.2
"""A `banc record` that runs, and consoles for it."""
import atexit
import hashlib
import json
import os
import pathlib
import signal
import subprocess
import threading
import time
import tty

BANC = os.environ["BANC"]


class Pty:
    """A console whose other end is ours; `link` is the name under which it is plugged."""

    def __init__(self, link=None):
        self.master, self.slave = os.openpty()
        tty.setraw(self.slave)
        self.path = os.ttyname(self.slave)
        if link:
            os.symlink(self.path, link)
            self.path = str(link)

    def say(self, content):
        while content:
            content = content[os.write(self.master, content[:2000]):]

    def unplug(self):
        os.close(self.slave)
        os.close(self.master)


class Recording:
    def __init__(self, folder, rules, *consoles, **how):
        self.log = pathlib.Path(folder) / "log"
        patterns = pathlib.Path(folder) / "patterns"
        patterns.write_text(rules)
        self.facts, self.told = [], threading.Condition()
        self.process = subprocess.Popen(
            [BANC, "record", "--lang", "en", "--log", self.log, "--patterns", patterns, *consoles],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **how)
        assert "recorded in" in self.process.stderr.readline()
        atexit.register(self.process.kill)  # a failure here leaves no recorder behind
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            with self.told:
                self.facts.append(json.loads(line) | {"told": time.monotonic()})
                self.told.notify()

    def until(self, name, note):
        """Waits for a note in the index."""
        while note not in [entry.get("note") for entry in self.index(name)]:
            threading.Event().wait(0.05)

    def wait(self, count):
        with self.told:
            self.told.wait_for(lambda: len(self.facts) >= count, 30)
        return [(f["console"], f["pattern"], f["text"]) for f in self.facts]

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.reader.join()
        assert self.process.wait(30) == 0, self.process.stderr.read()

    def raw(self, name):
        return (self.log / f"{name}.raw").read_bytes()

    def index(self, name):
        return [json.loads(line) for line in (self.log / f"{name}.index").read_text().splitlines()]


def file_of(path):
    return path.removeprefix("/dev/").replace("/", "-")


def check_index(recording, name):
    """Every block touches the one before, has its hash, and its chunks are all of it."""
    raw, at = recording.raw(name), 0
    for block in recording.index(name):
        assert block["offset"] == at, block
        if "note" in block:
            continue
        part = raw[at:at + block["length"]]
        assert hashlib.blake2b(part, digest_size=32).hexdigest() == block["hash"]
        assert sum(block["chunks"][::2]) == block["length"], block
        assert block["from_ns"] + 1000 * block["chunks"][-1] <= block["to_ns"], block
        at += block["length"]
    assert at == len(raw)
