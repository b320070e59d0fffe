# SPDX-License-Identifier: EUPL-1.2
"""`banc record` as another program sees it: files, JSON lines, unplugging, hostile consoles."""
import hashlib
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time

from recording import BANC, Pty, Recording, check_index, file_of


def bytes_facts_and_times(folder):
    first, second = Pty(), Pty()
    recording = Recording(folder, "up: Link is Up\ninvite: login: $\n", "pc=" + first.path,
                          second.path)
    first.say(b"eth0: Link is Up\r\n\0\xff\x1b[31matelier login: ")
    second.say(b'fact "up": \\ Link is Up\r\n')  # a forged fact is text of its own console
    assert sorted(recording.wait(3)) == sorted([
        ("pc", "up", "eth0: Link is Up"), ("pc", "invite", "\ufffdatelier login: "),
        (second.path, "up", 'fact "up": \\ Link is Up')]), recording.facts
    recording.stop()
    assert recording.raw("pc") == b"eth0: Link is Up\r\n\0\xff\x1b[31matelier login: "
    for name in ("pc", file_of(second.path)):
        check_index(recording, name)


def last_words(folder):
    """What came before Ctrl-C is kept, however busy the program was."""
    ptys = [Pty() for _ in range(20)]
    recording = Recording(folder, "over: over$\n", *(pty.path for pty in ptys))
    recording.process.send_signal(signal.SIGSTOP)
    for pty in ptys:
        pty.say(b"over")
    recording.process.send_signal(signal.SIGTERM)
    recording.process.send_signal(signal.SIGCONT)
    recording.stop()
    assert all(recording.raw(file_of(pty.path)) == b"over" for pty in ptys)
    assert len(recording.facts) == 20, recording.facts


def unplugged_and_back(folder):
    link = pathlib.Path(folder) / "ttyUSB0"
    pty = Pty(link)
    recording = Recording(folder, "line: line \\d+\n", "pc=" + str(link))
    for turn in range(3):
        pty.say(b"line %d\r\n" % turn)
        assert recording.wait(turn + 1)[-1][2] == f"line {turn}"
        pty.unplug()
        link.unlink()
        pty = Pty(link)
        while sum(entry.get("note") == "back" for entry in recording.index("pc")) <= turn:
            threading.Event().wait(0.05)
    recording.stop()
    assert recording.raw("pc") == b"line 0\r\nline 1\r\nline 2\r\n"
    check_index(recording, "pc")


def hostile(folder, pieces=400, pause=0.0):
    """One console pours what an attacker would: the other one misses nothing."""
    bad, good = Pty(), Pty()
    recording = Recording(folder, "event: event \\d+;\nroot: root@atelier:~# $\n", bad.path,
                          "good=" + good.path)
    dice, poured, rest = random.Random(4), hashlib.blake2b(), threading.Event()

    def pour():
        for _ in range(pieces):
            piece = dice.choice([
                b"y" * 20000, b"\0" * 5000, b"\x1b[" * 4000, b"\x1b]0;" + b"t" * 9000, b"\r" * 3000,
                b"\n" * 9000, dice.randbytes(4000), b"\b\x1b[C" * 2000])
            poured.update(piece)
            bad.say(piece)
            rest.wait(pause)

    pouring = threading.Thread(target=pour)
    pouring.start()
    said = []
    for number in range(pieces // 2):
        said.append(time.monotonic())
        good.say(b"event %d;\r\n" % number)
        rest.wait(2 * pause)
    pouring.join()
    last = b"\x18\nover: event 7;\n"
    bad.say(last)
    poured.update(last)
    found = recording.wait(pieces // 2 + 1)
    assert [text for console, _, text in found if console == "good"] == [
        f"event {number};" for number in range(pieces // 2)]
    assert (bad.path, "event", "over: event 7;") in found, found[-1]
    resident = int(pathlib.Path(f"/proc/{recording.process.pid}/statm").read_text().split()[1])
    late = sorted(fact["told"] - at for fact, at in zip(
        (fact for fact in recording.facts if fact["console"] == "good"), said))
    print(f"{resident * 4096 / 1e6:.0f} MB resident; from byte to fact "
          f"{late[len(late) // 2] * 1e3:.1f} ms, p99 {late[len(late) * 99 // 100] * 1e3:.1f} ms, "
          f"most {late[-1] * 1e3:.1f} ms")
    assert resident * 4096 < int(os.environ["RESIDENT_MB"]) * 1e6, resident
    recording.stop()
    with open(recording.log / f"{file_of(bad.path)}.raw", "rb") as raw:
        assert hashlib.file_digest(raw, "blake2b").digest() == poured.digest()


def refused(folder):
    patterns = pathlib.Path(folder) / "wrong"
    patterns.write_text("a: (\n$\n")
    done = subprocess.run([BANC, "record", "--lang", "en", "--log", folder, "--patterns", patterns,
                           "--framing", "9N1", "x=/dev/null", "x=/nowhere"], capture_output=True,
                          text=True)
    assert done.returncode == 2 and done.stdout == "", done
    for said in ("wrong:1:4: ", "wrong:2:1: ", 'framing "9N1"', "taken"):
        assert said in done.stderr, done.stderr
    done = subprocess.run([BANC, "record", "--lang", "en", "--log", folder, "/dev/null", "/nowhere"],
                          capture_output=True, text=True)
    assert done.returncode == 3 and done.stderr.count("\n") == 2, done


def ten_minutes(folder):
    hostile(folder, pieces=60000, pause=0.01)


def main():
    steps = (bytes_facts_and_times, last_words, unplugged_and_back, hostile, refused)
    for step in (ten_minutes,) if "--long" in sys.argv else steps:
        with tempfile.TemporaryDirectory(prefix="banc-record-") as folder:
            step(folder)


if __name__ == "__main__":
    main()
