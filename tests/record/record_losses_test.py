# SPDX-License-Identifier: EUPL-1.2
"""What `banc record` could not keep or tell, and what it must not touch."""
import atexit
import json
import os
import pathlib
import resource
import signal
import subprocess
import tempfile
import termios
import threading
import time

from recording import BANC, Pty, Recording, check_index


def not_read(folder, deed):
    """2000 facts for a reader that does `deed` with its pipe; answers what it got and was told."""
    pty, (reader, pipe) = Pty(), os.pipe()
    patterns = pathlib.Path(folder) / "patterns"
    patterns.write_text("event: event\n")
    process = subprocess.Popen(
        [BANC, "record", "--lang", "en", "--log", folder, "--patterns", patterns, "pc=" + pty.path],
        stdout=pipe, stderr=subprocess.PIPE, text=True)
    atexit.register(process.kill)
    os.close(pipe)
    assert "recorded in" in process.stderr.readline()
    said = deed(process, pty, reader)
    for number in range(2000):
        pty.say(b"event %d, and so many words that a pipe is full of them soon\n" % number)
    process.send_signal(signal.SIGINT)
    rest = process.communicate(timeout=30)[1]
    assert process.returncode == 3, (process.returncode, rest)
    raw = (pathlib.Path(folder) / "pc.raw").read_bytes()
    assert raw.count(b"event ") == 2000, raw[-100:]
    return said, reader, rest


def nobody_reads(folder):
    """What no reader took is counted, and what he got is whole lines."""
    _, reader, said = not_read(folder, lambda process, pty, reader: None)
    with open(reader, encoding="utf-8") as pipe:
        facts = [json.loads(line) for line in pipe]
    assert 0 < len(facts) < 2000, len(facts)
    assert f"{2000 - len(facts)} facts nobody read" in said, (len(facts), said)


def reader_leaves(folder):
    """Said at once, while the recording goes on."""
    def leave(process, pty, reader):
        os.close(reader)
        pty.say(b"event\n")
        return process.stderr.readline()

    at_once, _, said = not_read(folder, leave)
    assert at_once.startswith("nobody reads the facts any more"), at_once
    assert said.startswith("2001 facts nobody read"), said


def errors_unread(folder, reader, writer):
    pty, patterns = Pty(), pathlib.Path(folder) / "patterns"
    patterns.write_text("event: event\n")
    process = subprocess.Popen(
        [BANC, "record", "--lang", "en", "--log", folder, "--patterns", patterns, "pc=" + pty.path],
        stdout=writer, stderr=writer)
    atexit.register(process.kill)
    os.close(writer)
    with open(reader, "rb", buffering=0) as head:
        assert b"recorded in" in head.readline()
    for number in range(2000):
        pty.say(b"event %d\n" % number)
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 3, process.returncode
    assert (pathlib.Path(folder) / "pc.raw").read_bytes().count(b"event ") == 2000


def errors_into_a_pipe(folder):
    """`banc record … 2>&1 | head -1`: facts and errors lose their reader, the bytes stay."""
    errors_unread(folder, *os.pipe())


def errors_onto_a_terminal(folder):
    """One that was closed: nothing can be written to it any more."""
    errors_unread(folder, *os.openpty())


def no_line_across(folder):
    """Half a line before the line was cut, and half a line after, are not one."""
    link = pathlib.Path(folder) / "ttyUSB0"
    pty = Pty(link)
    recording = Recording(folder, "login: login:\nend: end\n", "pc=" + str(link))
    pty.say(b"hello\r\nend log")
    recording.wait(1)
    pty.unplug()
    link.unlink()
    pty = Pty(link)
    recording.until("pc", "back")
    pty.say(b"in: x\r\nend\r\n")
    assert recording.wait(2) == [("pc", "end", "end log"), ("pc", "end", "end")], recording.facts
    recording.stop()


def strangers_take(names):
    """Terminals of somebody else until he has all of these names; another test beside this one may
    hold one for a while."""
    deadline = time.monotonic() + 60
    while True:
        pairs = [os.openpty() for _ in range(50)]
        slaves = {os.ttyname(slave): slave for _, slave in pairs}
        if set(names) <= set(slaves):
            return [slaves[name] for name in names]
        for end in (end for pair in pairs for end in pair):
            os.close(end)
        assert time.monotonic() < deadline, "a name was not given again"
        time.sleep(0.1)


def stranger(folder):
    """Whoever gets the name of a pseudo-terminal that is gone keeps his terminal for himself, also
    where a link, of a link, still leads to it."""
    port, inner, link = (pathlib.Path(folder) / name for name in ("ttyUSB0", "inner", "link"))
    named, linked, other = Pty(), Pty(inner), Pty(port)
    link.symlink_to("inner")
    recording = Recording(folder, "x: x\n", "pc=" + named.path, "vm=" + str(link),
                          "other=" + str(port))
    names = [named.path, os.readlink(inner)]
    for pty, console in ((named, "pc"), (linked, "vm")):
        pty.unplug()
        recording.until(console, "gone")
    terminals = strangers_take(names)
    other.unplug()
    port.unlink()
    other = Pty(port)
    recording.until("other", "back")  # all that is gone was looked for
    for console, terminal in zip(("pc", "vm"), terminals):
        assert termios.tcgetattr(terminal)[3] & termios.ICANON, (console, "taken over")
        assert [entry["note"] for entry in recording.index(console)] == ["opened", "gone"]
    inner.unlink()
    linked = Pty(inner)
    recording.until("vm", "back")
    recording.stop()


def ends_with_the_last(folder):
    pty = Pty()
    recording = Recording(folder, "x: x\n", pty.path)
    pty.unplug()
    assert recording.process.wait(30) == 0


def full_disk(folder):
    """Files that may not grow past 40 kB: the run ends with an error, and its index is true."""
    pty = Pty()
    recording = Recording(folder, "x: x\n", "pc=" + pty.path, preexec_fn=lambda: (
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN),
        resource.setrlimit(resource.RLIMIT_FSIZE, (40000, 40000))))
    os.set_blocking(pty.master, False)  # once it has ended, nobody takes more
    while recording.process.poll() is None:
        try:
            os.write(pty.master, b"y" * 1000 + b"\n")
        except BlockingIOError:
            threading.Event().wait(0.01)
    assert recording.process.returncode == 3
    assert "File too large" in recording.process.stderr.read()
    check_index(recording, "pc")


def main():
    for step in (nobody_reads, reader_leaves, errors_into_a_pipe, errors_onto_a_terminal,
                 no_line_across, stranger, ends_with_the_last, full_disk):
        with tempfile.TemporaryDirectory(prefix="banc-record-") as folder:
            step(folder)


if __name__ == "__main__":
    main()
