#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""`banc record` beside conserver and pexpect, on the same seeded consoles, one after the
other in one run: CPU per megabyte, memory, what was lost, and when facts were told.

    console_capture.py BANC WRITER [--consoles 1,16,64,256] [--seconds 10] [--megabytes 64]
                       [--patterns 1,20,200] [--programs conserver,banc,pexpect,pexpect-400]
"""
import argparse
import hashlib
import json
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import threading
import time

RATE = 11520  # bytes a second: 115 200 baud, 8N1
PORT = 47100


def cpu_seconds(root):
    """Of a process and its children that live, in nanoseconds as the scheduler counts them."""
    total, todo = 0, [root]
    while todo:
        pid = todo.pop()
        for task in pathlib.Path(f"/proc/{pid}/task").glob("*"):
            try:
                total += int((task / "schedstat").read_text().split()[0])
                todo += [int(child) for child in (task / "children").read_text().split()]
            except OSError:
                pass
    return total / 1e9


def resident_kib(root):
    total, todo = 0, [root]
    while todo:
        pid = todo.pop()
        for task in pathlib.Path(f"/proc/{pid}/task").glob("*"):
            todo += [int(child) for child in (task / "children").read_text().split()]
        found = re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text())
        total += int(found.group(1)) if found else 0
    return total


class Recorder:
    """One of the programs compared. Its facts, where it has some: (console, pattern, n) -> ns."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.facts = {}
        self.stamps = {}
        self.extra = 0
        self.process = None

    def logs(self, paths):
        return [self.folder / f"{path[5:].replace('/', '-')}.raw" for path in paths]

    def wait_ready(self, paths):
        time.sleep(1 + 0.01 * len(paths))

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)


class Banc(Recorder):
    def start(self, paths, patterns):
        rules = self.folder / "patterns"
        rules.write_text("".join(f"EVT{n:03}: EVT{n:03} n=\\d+;\n" for n in range(patterns)))
        self.numbers = {path: i for i, path in enumerate(paths)}
        self.process = subprocess.Popen(
            [OPTIONS.banc, "record", "--log", str(self.folder), "--patterns", str(rules), *paths],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.process.stderr.readline()
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def wait_ready(self, paths):
        pass

    def read(self):
        rest = b""
        while chunk := os.read(self.process.stdout.fileno(), 65536):
            at = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                fact = json.loads(line)
                words = re.search(r"EVT(\d+) n=(\d+);", fact["text"])
                key = (self.numbers[fact["console"]], int(fact["pattern"][3:]), int(words[2]))
                self.extra += key in self.facts or int(words[1]) != key[1]
                self.facts[key] = at
                self.stamps[key] = fact["t"]

    def stop(self):
        super().stop()
        self.reader.join()


class Conserver(Recorder):
    def start(self, paths, patterns):
        text = "default * { type device; baud 115200; parity none; master localhost; }\n"
        for path, log in zip(paths, self.logs(paths)):
            text += f"console {log.stem} {{ device {path}; logfile {log}; }}\n"
        text += "access * { trusted 127.0.0.1; }\n"
        config = self.folder / "conserver.cf"
        config.write_text(text)
        (self.folder / "passwd").write_text("")
        self.process = subprocess.Popen(
            ["conserver", "-C", str(config), "-P", str(self.folder / "passwd"), "-M", "127.0.0.1",
             "-p", str(PORT), "-b", str(PORT + 1), "-m", str(OPTIONS.per_child)],
            stdout=open(self.folder / "out", "w"), stderr=subprocess.STDOUT)


class Pexpect(Recorder):
    window = "None"

    def start(self, paths, patterns):
        script = pathlib.Path(__file__).with_name("pexpect_capture.py")
        self.numbers = {path: i for i, path in enumerate(paths)}
        self.process = subprocess.Popen(
            ["/usr/bin/python3", "-B", str(script), self.window, str(patterns), *paths],
            stdout=open(self.folder / "facts", "w"))

    def stop(self):
        super().stop()
        for line in (self.folder / "facts").read_text().splitlines():
            at, path, pattern, number = line.split()
            self.facts[(self.numbers[path], int(pattern), int(number))] = int(at)

    def logs(self, paths):
        return []


class Pexpect400(Pexpect):
    window = "400"


PROGRAMS = {"banc": Banc, "conserver": Conserver, "pexpect": Pexpect,
            "pexpect-400": Pexpect400}


def wait_drained(recorder, limit=8):
    """Until its processor time stands still: what it was sent is then read."""
    last, same = -1.0, 0
    end = time.monotonic() + limit
    while same < 3 and time.monotonic() < end:
        time.sleep(0.4)
        used = cpu_seconds(recorder.process.pid)
        same = same + 1 if used - last < 0.004 else 0
        last = used


def digest(path):
    try:
        with open(path, "rb") as log:
            content = re.sub(rb"\[-- Console [^\n]*\]\r\n", b"", log.read())  # conserver's own lines
            return hashlib.blake2b(content, digest_size=32).hexdigest()
    except OSError:
        return ""


def share(values, part):
    return sorted(values)[int(part * (len(values) - 1))] / 1e6 if values else None


def run(name, consoles, rate, patterns):
    with tempfile.TemporaryDirectory(prefix="banc-capture-") as folder:
        truth_file = os.path.join(folder, "truth")
        amount = OPTIONS.seconds if rate else OPTIONS.megabytes
        writer = subprocess.Popen(
            [OPTIONS.writer, str(consoles), str(rate), str(amount), str(patterns),
             str(OPTIONS.seed), truth_file], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True)
        paths = []
        while (line := writer.stdout.readline().strip()) != "ready":
            paths.append(line)
        recorder = PROGRAMS[name](folder)
        recorder.start(paths, patterns)
        recorder.wait_ready(paths)
        before = cpu_seconds(recorder.process.pid)
        writer.stdin.write("go\n")
        writer.stdin.flush()
        wrote = json.loads(writer.stdout.readline())
        wait_drained(recorder)
        used = cpu_seconds(recorder.process.pid) - before
        memory = resident_kib(recorder.process.pid)
        recorder.stop()
        logs = recorder.logs(paths)
        if OPTIONS.keep:
            subprocess.run(["cp", "-r", folder, OPTIONS.keep], check=True)
        whole = sum(digest(log) == sent for log, sent in zip(logs, wrote["hashes"]))
        writer.stdin.close()
        writer.wait(20)
        truth = [line.split() for line in open(truth_file)]
    events = {(int(c), int(p), int(n)): (int(at), kind) for c, p, n, at, kind in truth}
    late = [recorder.facts[key] - at for key, (at, _) in events.items() if key in recorder.facts]
    off = [abs(recorder.stamps[key] - at) for key, (at, _) in events.items()
           if key in recorder.stamps]
    return {"program": name, "consoles": consoles, "rate": rate, "patterns": patterns,
            "ms_per_MB": 1e3 * used / (wrote["bytes"] / 1e6), "rss_KiB": memory,
            "MB": wrote["bytes"] / 1e6, "seconds": wrote["seconds"],
            "whole_logs": f"{whole}/{len(logs)}", "refused": wrote["refused"],
            "events": len(events), "missed": sum(key not in recorder.facts for key in events),
            "false": recorder.extra + sum(key not in events for key in recorder.facts),
            "late_ms": [share(late, p) for p in (0.5, 0.99, 1)],
            "stamp_ms": [share(off, p) for p in (0.5, 0.99, 1)]}


def main():
    print("program      consoles  rate   patterns  ms/MB   ratio  RSS KiB  logs     missed/false/events"
          "   late p50/p99/max ms   stamp p50/p99/max ms")
    for rate in OPTIONS.rates:
        for consoles in OPTIONS.consoles:
            reference = None
            for name in OPTIONS.programs:
                for patterns in OPTIONS.patterns if name == "banc" else [20]:
                    row = run(name, consoles, rate, patterns)
                    if name == "conserver":
                        reference = row["ms_per_MB"]
                    show(row, reference)


def show(row, reference):
    ratio = f"{row['ms_per_MB'] / reference:.2f}" if reference else "-"
    def times(values):
        return "/".join("-" if v is None else f"{v:.2f}" for v in values)
    speed = "line" if row["rate"] else "full"
    print(f"{row['program']:<12} {row['consoles']:>8}  {speed}  {row['patterns']:>8}  "
          f"{row['ms_per_MB']:>7.1f}  {ratio:>5}  {row['rss_KiB']:>7}  {row['whole_logs']:>7}  "
          f"{row['missed']}/{row['false']}/{row['events']}  {times(row['late_ms'])}  "
          f"{times(row['stamp_ms'])}  refused {row['refused']}", flush=True)
    if OPTIONS.json:
        with open(OPTIONS.json, "a") as out:
            out.write(json.dumps(row) + "\n")


def numbers(words):
    return [int(word) for word in words.split(",")]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("banc")
    parser.add_argument("writer")
    parser.add_argument("--programs", type=lambda w: w.split(","),
                        default=["conserver", "banc", "pexpect", "pexpect-400"])
    parser.add_argument("--consoles", type=numbers, default=[1, 16, 64, 256])
    parser.add_argument("--rates", type=numbers, default=[RATE, 0])
    parser.add_argument("--patterns", type=numbers, default=[1, 20, 200])
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--megabytes", type=float, default=64)
    parser.add_argument("--per-child", type=int, default=16, help="conserver's default")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep")
    parser.add_argument("--json")
    OPTIONS = parser.parse_args()
    main()
