# SPDX-License-Identifier: EUPL-1.2
"""Consoles watched as pexpect's documentation does it. Prints when, where, which pattern, number.

    pexpect_capture.py WINDOW|None PATTERNS TTY…
"""
import os
import select
import signal
import sys
import time

import pexpect
from pexpect import fdpexpect


def main():
    window = None if sys.argv[1] == "None" else int(sys.argv[1])
    rules = [rf"{chr(65 + n % 26)}VT{n:03} n=(\d+);" for n in range(int(sys.argv[2]))]
    consoles = {}
    for path in sys.argv[3:]:
        fd = os.open(path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        consoles[fd] = path, fdpexpect.fdspawn(fd, maxread=65536, searchwindowsize=window)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(sys.stdout.flush()))
    compiled = next(iter(consoles.values()))[1].compile_pattern_list(rules + [pexpect.TIMEOUT])
    ready = select.epoll()
    for fd in consoles:
        ready.register(fd, select.EPOLLIN)
    while True:
        for fd, _ in ready.poll():
            path, console = consoles[fd]
            while (which := console.expect_list(compiled, timeout=0)) < len(rules):
                at = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
                print(at, path, which, console.match.group(1).decode())


main()
