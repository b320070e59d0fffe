# SPDX-License-Identifier: EUPL-1.2
"""The console of an exam leaves the bench as an asciicast and as text, and both are strict."""
import json
import os
import pty
import shutil
import sys

import demo


def check_cast(content):
    """The rules of asciicast v2, word by word; answers its events."""
    lines = content.decode("utf-8").split("\n")  # strict: no replacement
    assert lines.pop() == "", "ends with a line feed"
    header = json.loads(lines[0])
    assert set(header) == {"version", "width", "height", "timestamp"}, header
    assert header["version"] == 2 and header["width"] > 0 and header["height"] > 0
    assert isinstance(header["timestamp"], int) and header["timestamp"] > 1_700_000_000
    events = [json.loads(line) for line in lines[1:]]
    last = 0.0
    for event in events:
        assert len(event) == 3 and event[1] in ("o", "m") and isinstance(event[2], str), event
        assert isinstance(event[0], float) and event[0] >= last, event
        last = event[0]
    return events


def played(cast, folder):
    """What asciinema's own player puts on a terminal."""
    player = shutil.which("asciinema")
    assert player, "asciinema is missing: group test of bench/setup/packages.txt"
    child, terminal = pty.fork()
    if child == 0:
        os.environ |= {"LANG": "C.UTF-8", "ASCIINEMA_CONFIG_HOME": folder}
        os.execv(player, [player, "cat", cast])
    output = b""
    try:
        while part := os.read(terminal, 65536):
            output += part
    except OSError:  # the terminal's end
        pass
    assert os.waitpid(child, 0)[1] == 0, output
    return output.decode("utf-8")


def main():
    with demo.Folder() as folder:
        exam = demo.demo("cordon-reseau", "reference", folder)["exam"]
        cast = os.path.join(folder, "pc.cast")
        done = demo.banc("replay", exam, "--format", "asciicast", "--out", cast)
        assert done.returncode == 0, done.stderr
        events = check_cast(open(cast, "rb").read())
        marks = [data for _, kind, data in events if kind == "m"]
        assert any(mark.startswith("injection pc.nic0.pair") for mark in marks), marks
        assert any(mark.startswith("fact ") for mark in marks), marks
        shown = "".join(data for _, kind, data in events if kind == "o")
        assert "login:" in shown
        assert played(cast, folder).replace("\r", "") == shown.replace("\r", "")

        text = demo.banc("replay", exam, "--format", "text").stdout.splitlines()
        fact = next(line for line in text if "-- fact " in line)
        number = fact.rsplit("(", 1)[1].rstrip(")")
        whole = demo.banc("replay", exam, "--speed", "0").stdout
        rest = demo.banc("replay", exam, "--speed", "0", "--from", number).stdout
        assert rest and whole.endswith(rest[-200:]) and len(rest) < len(whole), (rest, whole)
        wrong = demo.banc("replay", exam, "--from", "999999", "--lang", "en")
        assert wrong.returncode == 2 and "no time and no fact" in wrong.stderr, wrong


if __name__ == "__main__":
    sys.exit(main())
