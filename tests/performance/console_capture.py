#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""`banc record` beside conserver, ser2net, expect and pexpect, on the same seeded consoles, turn
about in one run: CPU per megabyte, memory, what was lost, and when facts were told. Medians.

    console_capture.py BANC WRITER [--consoles 1,16,64,256] [--runs 5] [--seconds 6]
                       [--megabytes 32] [--rates 11520,0] [--patterns 20] [--every 25]
                       [--programs conserver,banc,ser2net,expect,pexpect,pexpect-400]
"""
import argparse
import json
import os
import pathlib
import re
import statistics
import subprocess
import tempfile
import time

from recorders import PROGRAMS

RATE = 11520  # bytes a second: 115 200 baud, 8N1
COLUMNS = ("program", "consoles", "speed", "patterns", "ms/MB", "ratio", "KiB", "lost logs",
           "lost bytes", "stall ms", "missed", "false", "events", "late p50", "p99", "max",
           "stamp p50", "p99", "load")


def family(root):
    """A process and its children that live, each with its threads."""
    todo = [root]
    while todo:
        pid = todo.pop()
        for task in pathlib.Path(f"/proc/{pid}/task").glob("*"):
            try:
                todo += [int(child) for child in (task / "children").read_text().split()]
                yield pid, task
            except OSError:
                pass


def cpu_seconds(root):
    """In nanoseconds, as the scheduler counts them."""
    return sum(int((task / "schedstat").read_text().split()[0]) for _, task in family(root)) / 1e9


def resident_kib(root):
    sizes = [re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text())
             for pid in {pid for pid, _ in family(root)}]
    return sum(int(size[1]) for size in sizes if size)


def wait_drained(recorder, limit=8):
    """Until its processor time stands still: what it was sent is then read."""
    last, same = -1.0, 0
    end = time.monotonic() + limit
    while same < 3 and time.monotonic() < end:
        time.sleep(0.3)
        used = cpu_seconds(recorder.process.pid)
        same = same + 1 if used - last < 0.004 else 0
        last = used


def start_writer(consoles, rate, patterns, truth):
    amount = OPTIONS.seconds if rate else OPTIONS.megabytes
    words = [consoles, rate, amount, patterns, OPTIONS.every, OPTIONS.seed, truth]
    writer = subprocess.Popen([OPTIONS.writer, *map(str, words)], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, text=True)
    return writer, list(iter(lambda: writer.stdout.readline().strip(), "ready"))


def run(name, consoles, rate, patterns):
    with tempfile.TemporaryDirectory(prefix="banc-capture-") as folder:
        truth = os.path.join(folder, "truth")
        writer, paths = start_writer(consoles, rate, patterns, truth)
        recorder = PROGRAMS[name](folder, OPTIONS)
        recorder.start(paths, patterns)
        before = cpu_seconds(recorder.process.pid)
        writer.stdin.write("go\n")
        writer.stdin.flush()
        wrote = json.loads(writer.stdout.readline())
        wait_drained(recorder)
        used = cpu_seconds(recorder.process.pid) - before
        memory = resident_kib(recorder.process.pid)
        recorder.stop()
        kept = sum(recorder.kept(path) == sent for path, sent in zip(paths, wrote["hashes"]))
        writer.stdin.close()
        writer.wait(20)
        events = {(int(c), int(p), int(n)): int(at)
                  for c, p, n, at, _ in map(str.split, open(truth))}
    return {"ms/MB": 1e3 * used / (wrote["bytes"] / 1e6), "KiB": memory,
            "lost logs": len(paths) - kept if recorder.has_logs else None,
            "lost bytes": wrote["lost"], "stall ms": wrote["stall_ms"],
            "load": os.getloadavg()[0], **judge(recorder, events, name)}


def judge(recorder, events, name):
    if name in ("conserver", "ser2net"):
        return {}
    late = [at - events[key] for key, at in recorder.facts.items() if key in events]
    off = [abs(at - events[key]) for key, at in recorder.stamps.items() if key in events]
    return {"missed": len(events.keys() - recorder.facts.keys()),
            "false": recorder.wrong + len(recorder.facts.keys() - events.keys()),
            "events": len(events), "late p50": share(late, 0.5), "late p99": share(late, 0.99),
            "late max": share(late, 1), "stamp p50": share(off, 0.5), "stamp p99": share(off, 0.99)}


def share(values, part):
    return sorted(values)[int(part * (len(values) - 1))] / 1e6 if values else None


def middle(rows):
    """The median of every figure; of what was lost or stood still, the worst."""
    worst = ("lost logs", "lost bytes", "stall ms", "missed", "false", "late max")
    out = {}
    for key in rows[0]:
        values = [row[key] for row in rows if row[key] is not None]
        out[key] = (max if key in worst else statistics.median)(values) if values else None
    return out


def compare(consoles, rate, patterns):
    rows = {name: [] for name in OPTIONS.programs}
    for _ in range(OPTIONS.runs):
        for name in rows:
            rows[name].append(run(name, consoles, rate, patterns))
            if OPTIONS.json:
                with open(OPTIONS.json, "a") as out:
                    json.dump({"program": name, "consoles": consoles, "rate": rate,
                               "patterns": patterns, **rows[name][-1]}, out)
                    out.write("\n")
    for name, seen in rows.items():
        ratios = [row["ms/MB"] / beside["ms/MB"]
                  for row, beside in zip(seen, rows.get("conserver", []))]
        show({"program": name, "consoles": consoles, "speed": "line" if rate else "full",
              "patterns": patterns, "ratio": statistics.median(ratios) if ratios else None,
              **middle(seen)})


def show(row):
    keys = list(COLUMNS)
    keys[14:16], keys[17] = ("late p99", "late max"), "stamp p99"
    values = [row.get(key) for key in keys]
    print(" | ".join("-" if v is None else f"{v:.2f}" if isinstance(v, float) else str(v)
                     for v in values), flush=True)


def main():
    print(" | ".join(COLUMNS), flush=True)
    for rate in OPTIONS.rates:
        for consoles in OPTIONS.consoles:
            for patterns in OPTIONS.patterns:
                compare(consoles, rate, patterns)


def numbers(words):
    return [int(word) for word in words.split(",")]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("banc")
    parser.add_argument("writer")
    parser.add_argument("--programs", type=lambda w: w.split(","), default=list(PROGRAMS))
    parser.add_argument("--consoles", type=numbers, default=[1, 16, 64, 256])
    parser.add_argument("--rates", type=numbers, default=[RATE, 0])
    parser.add_argument("--patterns", type=numbers, default=[20])
    parser.add_argument("--every", type=int, default=25, help="one line of so many is an event")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--megabytes", type=float, default=32)
    parser.add_argument("--per-child", type=int, default=16, help="conserver's default")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", help="every run, one line each")
    OPTIONS = parser.parse_args()
    main()
