# SPDX-License-Identifier: EUPL-1.2
"""A QEMU machine with a real USB kernel, for guest_test.py. It runs the host's own programs, which it
reads through a window (9p) and can't change; what it writes goes to its own /run."""
import contextlib
import json
import os
import shlex
import shutil
import socket
import subprocess
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
BANC = shlex.quote(os.environ["BANC"])
TOOLS = os.environ["BANC_GUEST_TOOLS"]
PATIENCE = 60  # seconds, for whatever an emulated processor has to do

# On one controller: a hub that switches its ports, with a keyboard in port 2, and an FTDI adapter
# that is plugged in for as long as somebody holds the other end of its cable. UHCI, which reaches a
# device through its hub: QEMU's xhci goes past it, and a port without power still answers.
MACHINE = """-machine q35 -accel tcg -m 512 -display none -no-user-config -nodefaults
    -device piix3-usb-uhci,id=usb -device usb-hub,bus=usb.0,port=1,ports=4,port-power=on
    -device usb-kbd,bus=usb.0,port=1.2 -device usb-serial,bus=usb.0,port=2,chardev=tty""".split()
HUB, KEYBOARD, TTY = "1-1", "1-1.2", "1-2"  # as the kernel names them
BOARDS = "2-1", "2-2"  # on its virtual host controller


def until(what, told):
    """The first true answer of `what`."""
    end = time.monotonic() + PATIENCE
    while not (answer := what()):
        assert time.monotonic() < end, told
        time.sleep(0.05)
    return answer


class Said:
    """What a command of the guest answered."""

    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err

    def json(self):
        assert self.out, self
        return json.loads(self.out)

    def __repr__(self):
        return f"status {self.status}\n{self.out}{self.err}"


class Guest:
    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="banc-guest-")
        image = subprocess.run([os.path.join(HERE, "build")], check=True, text=True,
                               stdout=subprocess.PIPE).stdout.strip()
        # Ends with this test, however this test ends.
        self.qemu = subprocess.Popen(
            ["setpriv", "--pdeathsig", "KILL", "qemu-system-x86_64", *MACHINE,
             "-virtfs", "local,path=/,mount_tag=host,security_model=none,readonly=on,multidevs=remap",
             "-kernel", f"{image}/vmlinux", "-initrd", f"{image}/initrd",
             "-append", "console=ttyS0 panic=-1 loglevel=7",
             "-chardev", f"file,id=console,path={self.folder}/console", "-serial", "chardev:console",
             *self.socket("agent"), "-serial", "chardev:agent", *self.socket("tty")])
        try:
            self.agent = self.connect("agent").makefile("rwb")
            assert self.agent.readline() == b"ready\n", self.kernel()
        except BaseException:
            self.__exit__(True)
            raise
        return self

    def __exit__(self, failed, *_):
        self.qemu.kill()
        self.qemu.wait()
        if failed:
            print(self.kernel()[-4000:])
        shutil.rmtree(self.folder)

    def socket(self, name):
        return ["-chardev", f"socket,id={name},path={self.folder}/{name},server=on,wait=off"]

    def connect(self, name):
        def attempt():
            link = socket.socket(socket.AF_UNIX)
            link.settimeout(PATIENCE)
            with contextlib.suppress(OSError):
                link.connect(f"{self.folder}/{name}")
                return link
            link.close()
            return None
        return until(attempt, f"QEMU has no {name}")

    def kernel(self):
        """What it has said on its console."""
        with open(f"{self.folder}/console", encoding="utf-8", errors="replace") as console:
            return console.read()

    def run(self, command):
        self.agent.write(command.encode() + b"\n")
        self.agent.flush()
        status, *sizes = (int(n) for n in self.agent.readline().split())
        return Said(status, *(self.agent.read(size).decode() for size in sizes))

    def banc(self, words):
        return self.run(f"{BANC} {words} --lang en")


    def driver(self, place):
        """What the kernel has bound to interface 0 of the device at this place; "" for nobody."""
        said = self.run(f"readlink /sys/bus/usb/devices/{place}:1.0/driver")
        return said.out.strip().rpartition("/")[2]

    def wait(self, place, driver):
        until(lambda: self.driver(place) == driver, f"{place} never came to \"{driver}\"")

    def write(self, name, text):
        said = self.run(f"printf '{text.encode('unicode_escape').decode()}' > {name}")
        assert said.status == 0, said
