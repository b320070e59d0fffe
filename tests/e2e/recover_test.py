# SPDX-License-Identifier: EUPL-1.2
"""An exam with three faults in loses its program: recover_test.py killed|hangs|within|torn. The real
guard, `banc exam recover` and virtual bench; the program that dies is tests/guard/three_faults.cc,
with a real journal."""
import json
import shutil
import signal
import sys

from demo import Folder, banc, bodies, records
from guard_bench import HOLD, Bench


def each_line_did_what_its_rule_says(bench, at_once, end):
    """`at_once`: the allowance for the line that rests, in seconds."""
    rested = bench.until(0b110, at_once)
    print(f"{end}: the `rest` line was at rest after {rested * 1000:.0f} ms")
    held = bench.until(0b100, HOLD + 10)
    print(f"{end}: the `hold` line {held:.1f} s later")
    assert held > HOLD - 1, "its hold was cut short"
    assert bench.guard.wait(10) == 0
    assert bench.relays() == 0b100, "what energises was touched"
    log = bench.log()
    done = {e["line"]: e["result"] for e in log if e["what"] == "outcome"}
    assert done == {"pc.disk0.power": "confirmed", "pc.nic0.pair": "confirmed"}, log
    assert [e["line"] for e in log if e["what"] == "left-alone"] == ["pc.keyboard.vbus"], log
    assert [e["n"] for e in log] == list(range(1, len(log) + 1)), log
    return log


def recover(bench, code, *more):
    done = banc("exam", "recover", bench.exam, "--virtual", f"{bench.folder}/v", "--lang", "en",
                *more)
    assert done.returncode == code, f"{done.returncode}: {done.stdout}{done.stderr}"
    return done


def end_is_in_the_journal(bench):
    """What the guard did and what the restart table decides, in a journal that is whole."""
    done = recover(bench, 3)  # a person must see to what energises, and to what was typed
    assert "pc.keyboard.vbus powers a PC" in done.stderr, done.stderr
    assert "type it on the PC yourself: echo 'nameserver 192.168.50.1'" in done.stderr, done.stderr
    assert bench.relays() == 0b100, "what energises was touched"
    written = bodies(bench.exam)
    table = {b["line"]: (b["journal"], b["reads"], b["rule"], b["act"])
             for k, b in written if k == "restart"}
    assert table == {"pc.disk0.power": ("healthy", "healthy", "rest", "nothing"),
                     "pc.nic0.pair": ("healthy", "healthy", "hold", "nothing"),
                     "pc.keyboard.vbus": ("fault", "fault", "energises", "nothing")}, table
    copied = [b["n"] for k, b in written if k == "guard"]
    assert copied == [entry["n"] for entry in bench.log()], copied
    [incident] = [b for k, b in written if k == "incident"]
    assert incident["from_ns"] < incident["to_ns"], incident
    assert written[-1] == ("closed", {"outcome": "bench-fault"}), written[-1]
    assert banc("verify", bench.exam).returncode == 0
    score = json.loads(banc("score", bench.exam, "--json").stdout)
    assert all(c["verdict"] != "met" for c in score["criteria"]), score
    assert banc("report", bench.exam, "--out", bench.folder).returncode == 0
    assert "closed" in recover(bench, 1).stderr


def killed(bench):
    """kill -9. The law says 500 ms; a PC that also builds and tests is given more."""
    bench.begin()
    assert recover(bench, 1).stderr.count("a program still holds this exam") == 1
    bench.daemon.kill()
    each_line_did_what_its_rule_says(bench, 5, "kill -9")
    end_is_in_the_journal(bench)


def hangs(bench):
    """SIGSTOP: killed after 5 s without a heartbeat, then the same end."""
    bench.begin()
    bench.daemon.send_signal(signal.SIGSTOP)
    log = each_line_did_what_its_rule_says(bench, 20, "SIGSTOP")
    assert bench.daemon.wait(10) == -signal.SIGKILL
    assert log[0]["what"] == "kill", log
    end_is_in_the_journal(bench)


def within(bench):
    """Somebody recovers the exam while the guard holds the `hold` line: it goes to rest, as the
    candidate does not get his seat back."""
    bench.begin()
    bench.daemon.kill()
    bench.until(0b110, 5)
    seen = json.loads(recover(bench, 3, "--json").stdout)
    held = [line for line in seen["lines"] if line["line"] == "pc.nic0.pair"]
    assert held == [{"line": "pc.nic0.pair", "journal": "fault", "reads": "fault", "rule": "hold",
                     "hold": "over", "act": "rest"}], seen
    assert bench.relays() == 0b100
    written = bodies(bench.exam)
    assert [b["state"] for k, b in written if k == "guard" and b["what"] == "daemon"] == [
        "gone", "back"], written
    assert [b["to"] for k, b in written if k == "intent" and b["purpose"] == "return"] == [
        "healthy"], written
    assert banc("verify", bench.exam).returncode == 0


def torn(bench):
    """Killed in the middle of a record, and of a console's bytes. Then the same with a byte that
    somebody changed."""
    bench.begin()
    bench.daemon.kill()
    bench.daemon.wait()
    bench.until(0b100, HOLD + 10)
    segment = f"{bench.exam}/journal/000001.seg"
    (start, end, _) = records(bench.exam)[-1]
    with open(segment, "r+b") as file:
        file.seek(start)
        begun = file.read(70)
        file.seek(end)
        file.write(begun)
    with open(f"{bench.exam}/console/pc.console.raw", "wb") as file:
        file.write(b"lost")
    assert banc("verify", bench.exam).returncode == 1
    damaged_is_left_alone(bench, end - 40)
    recover(bench, 3)
    [cut] = [b["cut"] for k, b in bodies(bench.exam) if k == "reopened"]
    assert cut == {"journal/000001.seg": 70, "console/pc.console.raw": 4}, cut
    assert banc("verify", bench.exam).returncode == 0


def damaged_is_left_alone(bench, byte):
    spoilt = f"{bench.folder}/exams/spoilt"
    shutil.copytree(bench.exam, spoilt)
    with open(f"{spoilt}/journal/000001.seg", "r+b") as file:
        file.seek(byte)
        was = file.read(1)
        file.seek(byte)
        file.write(bytes([was[0] ^ 1]))
        file.seek(0)
        before = file.read()
    assert banc("exam", "recover", spoilt).returncode == 2
    with open(f"{spoilt}/journal/000001.seg", "rb") as file:
        assert file.read() == before


def main(what):
    with Folder() as folder:
        bench = Bench(folder, 60 if what is within else HOLD)
        try:
            what(bench)
        finally:
            bench.end()


main({"killed": killed, "hangs": hangs, "within": within, "torn": torn}[sys.argv[1]])
