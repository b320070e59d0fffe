# SPDX-License-Identifier: EUPL-1.2
"""Runs the real `banc` as a person would, for the tests beside this file."""
import json
import os
import shutil
import subprocess
import sys
import tempfile

BANC = os.environ["BANC"]


def banc(*words, **options):
    """The finished process; its text in stdout and stderr."""
    options.setdefault("timeout", 400)
    return subprocess.run([BANC, *words], capture_output=True, text=True, **options)


def demo(scenario, candidate, out, *more):
    """The JSON of a whole exam. Ends the test with the narration when it was not held."""
    done = banc("demo", "--scenario", scenario, "--candidate", candidate, "--out", out, "--json",
                "--seed", "7", *more)
    if done.returncode != 0:
        sys.exit(f"banc demo ended with {done.returncode}:\n{done.stderr}{done.stdout}")
    sys.stderr.write(done.stderr)
    return json.loads(done.stdout)


def verdicts(score, kind="observed"):
    return {c["id"]: c["verdict"] for c in score["criteria"] if c["kind"] == kind}


class Folder:
    """A folder of its own for one test, gone afterwards."""

    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix="banc-e2e-")
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)


def records(exam):
    """(start, end, number) of every record in the first segment (bench/journal/FORMAT.md)."""
    with open(os.path.join(exam, "journal", "000001.seg"), "rb") as segment:
        data = segment.read()
    found, at = [], 0
    while data[at:at + 4] == data[0:4] and data[at:at + 4] != b"\0\0\0\0":
        length = int.from_bytes(data[at + 4:at + 8], "little")
        found.append((at, at + length, int.from_bytes(data[at + 8:at + 16], "little")))
        at += length
    return found


def bodies(exam):
    """(kind, body) of every record in the first segment."""
    with open(os.path.join(exam, "journal", "000001.seg"), "rb") as segment:
        data = segment.read()
    found = []
    for start, end, _ in records(exam):
        payload = start + 49 + data[start + 48]
        found.append((data[start + 49:payload].decode(), json.loads(data[payload:end - 64])))
    return found
