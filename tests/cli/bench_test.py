# SPDX-License-Identifier: EUPL-1.2
"""`banc bench check`, `adopt` and `exercise` on the sockets of a virtual bench."""
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile

BANC = os.environ["BANC"]
BENCH = pathlib.Path(__file__).parents[2] / "bench/virtual/bench.yaml"
LINE = "pc.nic0.pair"


def banc(*words):
    return subprocess.run([BANC, *words, "--lang", "en"], capture_output=True, text=True,
                          timeout=120)


def check(folder):
    done = banc("bench", "check", str(BENCH), "--virtual", folder, "--json")
    said = json.loads(done.stdout)
    assert done.returncode == 0 and said["proven"], done
    assert len(said["items"]) == 1 + 1 + 1 + 1 + 6, said


def exercise(folder):
    done = banc("bench", "exercise", str(BENCH), LINE, "--virtual", folder, "--json")
    assert done.returncode == 0, done
    said = json.loads(done.stdout)
    assert said["at_rest"], said
    assert [(m["asked"], m["read_back"], m["seen"]) for m in said["moves"]] == [
        ("energised", "energised", "fault"), ("released", "released", "healthy")], said


def interrupted(folder):
    """Ctrl-C in the fault position: the line is at rest all the same, and it says so."""
    words = [BANC, "bench", "exercise", str(BENCH), "pc.disk0.power", "--virtual", folder,
             "--lang", "en"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        if line.strip().startswith("seen"):
            break
    process.send_signal(signal.SIGINT)  # its dwell is a second: it is still in fault
    said = process.stdout.read()
    assert process.wait(60) == 1 and "ends at rest" in said, said
    check(folder)


def adopt(folder):
    done = banc("bench", "adopt", str(BENCH), "relais", "--virtual", folder, "--json")
    assert done.returncode == 0, done
    assert json.loads(done.stdout) == {"board": "relais", "written": False}, done  # a dcttech
    done = banc("bench", "adopt", str(BENCH), "relai", "--virtual", folder)
    assert done.returncode == 2 and "boards of this bench: relais" in done.stderr, done


def commission(folder):
    """A person who pulls the wrong cable is told so, and nothing is kept; nor by nobody."""
    words = ["bench", "commission", str(BENCH), "relais", "--virtual", folder, "--data", folder,
             "--by", "M. Dupont", "--lang", "en"]
    for typed, said in (("\n", "that was not its cable"), ("", "nobody answers")):
        done = subprocess.run([BANC, *words], input=typed, capture_output=True, text=True,
                              timeout=120)
        assert done.returncode == 2 and said in done.stderr, done
        assert "pc.disk0.power is in fault" in done.stderr, done
    check(folder)
    assert not list(pathlib.Path(folder).glob("commissioning-*")), "nothing was seen"


def panel(folder, request):
    with socket.socket(socket.AF_UNIX) as peer:
        peer.connect(folder + "/panel")
        peer.sendall(json.dumps(request).encode() + b"\n")
        return peer.makefile().readline()


def pulled(folder):
    """Led step by step, with the cable really out and in: kept, and the line is at rest."""
    words = [BANC, "bench", "commission", str(BENCH), "relais", "--virtual", folder, "--data",
             folder, "--by", "M. Dupont", "--lang", "en"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, bufsize=0) as trial:
        def asked(question):
            said = ""
            while question not in said:
                more = trial.stderr.read(1)
                assert more, said
                said += more
        asked("then Enter.")
        panel(folder, {"unplug": "relais", "coils": "kept"})
        trial.stdin.write("\n")
        asked("yes/no")
        trial.stdin.write("yes\n")
        asked("then Enter.")
        panel(folder, {"plug": "relais"})
        trial.stdin.write("\n")
        assert trial.wait(60) == 0, trial.stderr.read()
        assert "holds its contacts without USB" in trial.stdout.read()
    (kept,) = pathlib.Path(folder).glob("commissioning-*")
    assert json.loads(kept.read_text())["relais"]["holds_on_usb_loss"] == "yes"
    check(folder)


def refused(folder):
    done = banc("bench", "exercise", str(BENCH), "pc.power.button", "--virtual", folder)
    assert done.returncode == 2 and "powers a PC" in done.stderr, done
    done = banc("bench", "exercise", str(BENCH), "pc.disk9", "--virtual", folder)
    assert done.returncode == 2 and "pc.disk0.power" in done.stderr, done
    done = banc("bench", "check", str(BENCH))
    assert done.returncode == 2 and done.stderr.count("--virtual DIR") == 4, done
    assert ":14:" in done.stderr, "each with its place: " + done.stderr


def main():
    with tempfile.TemporaryDirectory(prefix="banc-cli-") as folder:
        bench = subprocess.Popen([BANC, "virtual", "--dir", folder, "--linger", "60s"],
                                 stdout=subprocess.PIPE, text=True)
        try:
            if not bench.stdout.readline().startswith("ready"):
                sys.exit("the virtual bench did not start")
            for step in (check, exercise, interrupted, adopt, commission, pulled, refused):
                step(folder)
        finally:
            bench.terminate()
            bench.wait(30)


main()
