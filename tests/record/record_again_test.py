# SPDX-License-Identifier: EUPL-1.2
"""`banc record` into files that are there: those of an earlier run, however it ended, and others'."""
import pathlib
import subprocess
import tempfile

from recording import BANC, Pty, Recording, check_index

OPENED = '{"offset":0,"note":"opened","from_ns":1,"wall_ns":1}\n'


def run(folder, words):
    """One run of console `pc` that records these words."""
    pty = Pty()
    recording = Recording(folder, "line: .\n", "pc=" + pty.path)
    pty.say(words)
    recording.wait(1)
    recording.stop()
    pty.unplug()
    return recording


def refused(log, code, says):
    """Nothing in the folder is changed by a start that fails."""
    before = {path: path.read_bytes() for path in log.iterdir()}
    pty = Pty()
    done = subprocess.run([BANC, "record", "--lang", "en", "--log", log, "pc=" + pty.path,
                           *(["/nowhere"] if code == 3 else [])],
                          capture_output=True, text=True, timeout=30)
    assert done.returncode == code and says in done.stderr, done
    for path, content in before.items():
        assert path.read_bytes() == content, (path, says)


def opened(recording):
    return [(entry["offset"], entry.get("cut"), entry.get("lost"))
            for entry in recording.index("pc") if entry.get("note") == "opened"]


def one_at_a_time(folder):
    first, second = Pty(), Pty()
    recording = Recording(folder, "x: x\n", "pc=" + first.path)
    done = subprocess.run(
        [BANC, "record", "--lang", "en", "--log", recording.log, "pc=" + second.path],
        capture_output=True, text=True, timeout=30)
    assert done.returncode == 3 and "pc.raw: another banc record" in done.stderr, done
    first.say(b"x\n")
    recording.wait(1)
    recording.stop()
    check_index(recording, "pc")


def runs_and_holes(folder):
    """Each run says that it begins; what a killed one left half done is taken away and told."""
    log = pathlib.Path(folder) / "log"
    run(folder, b"first\n")
    with open(log / "pc.raw", "ab") as raw, open(log / "pc.index", "ab") as index:
        raw.write(b"lost bytes")
        index.write(b'{"offset":6,"len')
    run(folder, b"second\n")
    recording = run(folder, b"third\n")
    assert recording.raw("pc") == b"first\nsecond\nthird\n"
    check_index(recording, "pc")
    assert opened(recording) == [(0, None, None), (6, 10, None), (13, None, None)], opened(recording)


def power_cut(folder):
    """Lines whose bytes never came to the disk, or came as zeros, go with what is left of those."""
    raw = pathlib.Path(folder) / "log" / "pc.raw"
    for words in (b"first\n", b"second\n", b"third\n"):
        run(folder, words)
    raw.write_bytes(raw.read_bytes()[:9])
    run(folder, b"fourth\n")
    assert raw.read_bytes() == b"first\nfourth\n"
    run(folder, b"fifth\n")
    raw.write_bytes(raw.read_bytes()[:13] + bytes(6))
    recording = run(folder, b"sixth\n")
    assert recording.raw("pc") == b"first\nfourth\nsixth\n"
    check_index(recording, "pc")
    assert opened(recording) == [
        (0, None, None), (6, None, None), (6, 3, 10), (13, None, None), (13, 6, None)]


def loose_plug(folder):
    """However many notes follow the last bytes, those are found."""
    recording = run(folder, b"first\n")
    with open(recording.log / "pc.index", "a", encoding="utf-8") as index:
        for number in range(5000):
            note = ("gone", "back")[number % 2]
            index.write(f'{{"offset":6,"note":"{note}","from_ns":{number},"wall_ns":{number}}}\n')
    recording = run(folder, b"second\n")
    check_index(recording, "pc")
    assert opened(recording) == [(0, None, None), (6, None, None)], opened(recording)
    assert len(recording.index("pc")) == 5004


def failed_start(folder):
    """Another console that is not there: this one's files don't say that it was opened."""
    refused(run(folder, b"first\n").log, 3, "/nowhere: ")


def not_ours(folder):
    """A file that is no recording, or of other bytes, is not cut to be one."""
    log = pathlib.Path(folder)
    block = '{"offset":0,"length":10,"hash":"%s","chunks":[10,0]}\n' % ("0" * 64)
    for raw, index in (
            (b"", "a bibliography has an index"),
            (b"", "line\nline\n"),
            (b"", OPENED[:9] + "x"),
            (b"somebody's", ""),
            (b"somebody's", OPENED + "null\n"),
            (b"somebody's", OPENED + '{"offset":11,"note":"gone"}\n'),
            (b"somebody's", OPENED + block),
            (bytes(300000), OPENED)):
        (log / "pc.raw").write_bytes(raw)
        (log / "pc.index").write_text(index)
        refused(log, 2, "pc.index: this index and its .raw")


def raw_elsewhere(folder):
    """An index stays whole when its bytes were moved: they may come back."""
    log = run(folder, b"first\n").log
    (log / "pc.raw").rename(log / "kept.raw")
    refused(log, 2, "give --log another folder, or another name")
    (log / "kept.raw").rename(log / "pc.raw")
    check_index(run(folder, b"second\n"), "pc")


def main():
    for step in (one_at_a_time, runs_and_holes, power_cut, loose_plug, failed_start, not_ours,
                 raw_elsewhere):
        with tempfile.TemporaryDirectory(prefix="banc-record-") as folder:
            step(folder)


if __name__ == "__main__":
    main()
