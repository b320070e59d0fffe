# SPDX-License-Identifier: EUPL-1.2
"""A person repairs dns-errone in the terminal: the keys of one, on a real pseudo-terminal."""
import json
import os
import pty
import re
import select
import sys
import time

from demo import BANC, Folder, banc, verdicts


def person(out):
    pid, keyboard = pty.fork()
    if pid == 0:
        os.execv(BANC, [BANC, "demo", "--candidate", "terminal", "--out", out, "--lang", "en"])
    seen = b""

    def look(pattern, within=120):
        nonlocal seen
        deadline = time.monotonic() + within
        while not (found := re.search(pattern, seen)):
            if time.monotonic() > deadline:
                sys.exit(f"{pattern} never shown:\n{seen[-2000:].decode(errors='replace')}")
            if select.select([keyboard], [], [], 1)[0]:
                try:
                    seen += os.read(keyboard, 65536)
                except OSError:
                    sys.exit(f"ended before {pattern}:\n{seen[-2000:].decode(errors='replace')}")
        seen = seen[found.end():]

    def type_(text):
        os.write(keyboard, text.encode())

    look(rb"Enter to begin")
    type_("\r")
    look(rb"Ctrl-\]")  # the status row with the clock
    type_("\r")
    look(rb"login: ")
    type_("root\r")
    look(rb"assword: ")
    type_("atelier\r")
    look(rb"# ")
    type_("echo nameserver 192.168.50.1 > /etc/resolv.conf; sync; nslookup serveur.atelier.lan\r")
    look(rb"Address")
    look(rb"# ")
    type_("\x1d")
    look(rb"your hands")
    type_("t")
    look(rb"report: *(\S+)", 180)
    os.waitpid(pid, 0)


with Folder() as folder:
    person(folder)
    exam = os.listdir(os.path.join(folder, "exams"))[0]

    score = json.loads(banc("score", exam, "--data", folder, "--json").stdout)
    assert set(verdicts(score).values()) == {"met"}, verdicts(score)
