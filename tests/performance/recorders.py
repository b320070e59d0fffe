# SPDX-License-Identifier: EUPL-1.2
"""The programs that console_capture.py compares: how each is started, and what it has kept."""
import hashlib
import json
import os
import pathlib
import re
import selectors
import signal
import socket
import subprocess
import threading
import time

PORT = 47100
EVENT = re.compile(r"([A-Z])VT(\d+) n=(\d+);")


def word(number):
    return f"{chr(65 + number % 26)}VT{number:03}"


class Recorder:
    """Its facts, where it has some: (console, pattern, n) -> ns on the writer's clock."""

    has_logs = True

    def __init__(self, folder, options):
        self.folder = pathlib.Path(folder)
        self.options = options
        self.facts = {}
        self.stamps = {}  # the times that the program gave itself
        self.wrong = 0
        self.process = None

    def log(self, path):
        return self.folder / f"{path[5:].replace('/', '-')}.raw"

    def start(self, paths, patterns):
        """Returns once every console is read."""
        self.numbers = {path: i for i, path in enumerate(paths)}
        self.launch(paths, patterns)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)

    def add(self, key, at):
        self.wrong += key in self.facts
        self.facts[key] = at

    def kept(self, path):
        """What the log holds of the console's bytes, hashed."""
        try:
            return hashlib.blake2b(self.log(path).read_bytes(), digest_size=32).hexdigest()
        except OSError:
            return ""


class Banc(Recorder):
    def launch(self, paths, patterns):
        rules = self.folder / "patterns"
        rules.write_text("".join(f"{word(n)}: {word(n)} n=\\d+;\n" for n in range(patterns)))
        self.process = subprocess.Popen(
            [self.options.banc, "record", "--log", str(self.folder), "--patterns", str(rules),
             *paths], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.process.stderr.readline()
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def read(self):
        rest = b""
        while chunk := os.read(self.process.stdout.fileno(), 65536):
            at = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                fact = json.loads(line)
                seen = EVENT.search(fact["text"])
                key = (self.numbers[fact["console"]], int(fact["pattern"][3:]), int(seen[3]))
                self.wrong += int(seen[2]) != key[1]
                self.add(key, at)
                self.stamps[key] = fact["t"]

    def stop(self):
        super().stop()
        self.reader.join()


class Conserver(Recorder):
    def launch(self, paths, _):
        text = "default * { type device; baud 115200; parity none; master localhost; }\n"
        for path in paths:
            log = self.log(path)
            text += f"console {log.stem} {{ device {path}; logfile {log}; }}\n"
        config = self.folder / "conserver.cf"
        config.write_text(text + "access * { trusted 127.0.0.1; }\n")
        (self.folder / "passwd").write_text("")
        self.process = subprocess.Popen(
            ["conserver", "-C", str(config), "-P", str(self.folder / "passwd"), "-M", "127.0.0.1",
             "-p", str(PORT), "-b", str(PORT + 1), "-m", str(self.options.per_child)],
            stdout=open(self.folder / "out", "w"), stderr=subprocess.STDOUT,
            start_new_session=True)
        time.sleep(1 + 0.01 * len(paths))

    def stop(self):
        """Its children outlive it now and then, and hold its ports."""
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(60)

    def kept(self, path):
        own = rb"\[-- Console [^\n]*\]\r\n"
        content = re.sub(own, b"", self.log(path).read_bytes())
        return hashlib.blake2b(content, digest_size=32).hexdigest()


class Ser2net(Recorder):
    """It reads a console only while somebody is connected: so one client drains them all."""

    ended = False

    def launch(self, paths, _):
        config = self.folder / "ser2net.yaml"
        config.write_text("%YAML 1.1\n---\n" + "".join(
            f"connection: &c{i}\n  accepter: tcp,127.0.0.1,{PORT + i}\n"
            f"  connector: serialdev,{path},115200n81,local\n"
            f"  options:\n    trace-read: {self.log(path)}\n" for i, path in enumerate(paths)))
        self.process = subprocess.Popen(
            ["ser2net", "-n", "-d", "-u", "-c", str(config), "-P", str(self.folder / "pid")],
            stdout=open(self.folder / "out", "w"), stderr=subprocess.STDOUT)
        time.sleep(1 + 0.01 * len(paths))
        self.selector = selectors.DefaultSelector()
        for i in range(len(paths)):
            client = socket.create_connection(("127.0.0.1", PORT + i))
            self.selector.register(client, selectors.EVENT_READ)
        time.sleep(0.5)
        self.reader = threading.Thread(target=self.drain)
        self.reader.start()

    def drain(self):
        while not self.ended:
            for key, _ in self.selector.select(0.2):
                key.fileobj.recv(65536)

    def stop(self):
        """It closes its logs with the connections; SIGTERM it does not heed while there are any."""
        self.ended = True
        self.reader.join()
        for key in list(self.selector.get_map().values()):
            key.fileobj.close()
        time.sleep(1)
        self.process.kill()
        self.process.wait()


class Watcher(Recorder):
    """A script that prints what it sees, and keeps no bytes."""

    has_logs = False

    def launch(self, paths, patterns):
        self.behind = time.clock_gettime_ns(time.CLOCK_REALTIME) - time.clock_gettime_ns(
            time.CLOCK_MONOTONIC) if self.wall else 0
        script = pathlib.Path(__file__).with_name(self.script)
        self.process = subprocess.Popen([*self.command, str(script), *self.window, str(patterns),
                                         *paths], stdout=open(self.folder / "facts", "w"))
        time.sleep(1 + 0.01 * len(paths))

    def stop(self):
        super().stop()
        for line in (self.folder / "facts").read_text().splitlines():
            at, path, pattern, number = line.split()
            self.add((self.numbers[path], int(pattern), int(number)), int(at) - self.behind)


class Pexpect(Watcher):
    command, script, window, wall = ["/usr/bin/python3", "-B"], "pexpect_capture.py", ["None"], False


class Pexpect400(Pexpect):
    window = ["400"]


class Expect(Watcher):
    command, script, window, wall = ["expect", "-f"], "expect_capture.tcl", [], True


PROGRAMS = {"conserver": Conserver, "banc": Banc, "ser2net": Ser2net, "expect": Expect,
            "pexpect": Pexpect, "pexpect-400": Pexpect400}
