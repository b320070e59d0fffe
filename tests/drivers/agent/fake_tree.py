# SPDX-License-Identifier: EUPL-1.2
"""A PC made of files, and the agent that takes it for the machine it runs on: each root in agent.sh
leads into the tree, and its `bin` holds programs that print what such programs print."""
import hashlib
import os
import re
import shutil
import struct
import subprocess
import tempfile
from urllib.parse import unquote

AGENT = os.path.join(os.path.dirname(__file__), "../../../drivers/agent/agent.sh")
SHELLS = ("sh",), ("busybox", "ash"), ("bash",)
ROOTS = "/sys/", "/proc/", "/etc/", "/run/", "/dev/", "/var/"


def memory_module(slot, megabytes, maker, serial, part):
    """A structure of type 17, SMBIOS 3.2 (DMTF DSP0134, 7.18), as the kernel shows its table."""
    head = struct.pack("<BBH4xHHHBBBBBHHBBBB", 17, 27, 0x1100, 64, 64, megabytes, 9, 0, 1, 2, 26, 0,
                       2666, 3, 4, 0, 5)
    return head + b"\0".join(x.encode() for x in (slot, "BANK 0", maker, serial, part)) + b"\0\0"


class FakePc:
    def __init__(self, shell=("sh",)):
        self.shell = shell

    def __enter__(self):
        self.root = tempfile.mkdtemp(prefix="banc-agent-")
        self.write("etc/hostname", "atelier\n")
        self.write("proc/uptime", "900.00 800.00\n")
        self.write("proc/meminfo", "MemTotal:        8123456 kB\n")
        with open(AGENT, encoding="utf-8") as file:
            lines = file.read().splitlines(keepends=True)
        text = "".join(self.moved(line) for line in lines)
        self.agent = self.root + ".sh"
        with open(self.agent, "w", encoding="utf-8") as file:
            file.write(text)
        return self

    def moved(self, line):
        if "return 1" in line:  # what an argument may be stays what it is
            return line
        for root in ROOTS:
            for before in ' "=':
                line = line.replace(before + root, before + self.root + root)
        return line.replace(self.root + "/dev/null", "/dev/null").replace(
            "PATH=/bin", f"PATH={self.root}/bin:/bin")

    def __exit__(self, *_):
        shutil.rmtree(self.root)
        os.unlink(self.agent)

    def write(self, path, content):
        path = os.path.join(self.root, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())

    def program(self, name, says):
        """`says` is a shell script."""
        self.write(f"bin/{name}", f"#!/bin/sh\n{says}\n")
        os.chmod(os.path.join(self.root, "bin", name), 0o755)

    def prints(self, name, text):
        self.write(f"said/{name}", text)
        self.program(name, f"exec /bin/cat {self.root}/said/{name}")

    def say(self, data):
        """What the agent answers to these bytes on its serial port."""
        done = subprocess.run([*self.shell, self.agent], input=data, capture_output=True,
                              cwd=self.root, timeout=120, check=False)
        return done.stdout.decode("utf-8", "replace").splitlines()

    def ask(self, question):
        """The rows, or the word of a refusal."""
        nonce = "4f1c9a02b7d3e586"
        said = self.say(f"ask {nonce} {question}\n".encode())
        assert said[0] == "banc-agent 2", said
        word, _, last = said[-1].partition(f" {nonce} ")
        if word == "no":
            assert len(said) == 2, said
            return last
        rows = [line.removeprefix(f"row {nonce} ") for line in said[1:-1]]
        assert (word, int(last)) == ("end", len(rows)), said
        fields = [[field.split("=") for field in row.split("\t")] for row in rows]
        return [{key: unquote(value) for key, value in row} for row in fields]

    def sum(self):
        """Every name, mode, date and byte of the tree."""
        whole = hashlib.sha256()
        for folder, folders, files in os.walk(self.root):
            folders.sort()
            for name in sorted(files) + folders:
                path = os.path.join(folder, name)
                facts = os.lstat(path)
                whole.update(repr((path, facts.st_mode, facts.st_mtime_ns)).encode())
                if os.path.isfile(path):
                    with open(path, "rb") as file:
                        whole.update(file.read())
        return whole.hexdigest()


def full_pc(pc):
    """One of everything that the virtual PC does not have."""
    pc.write("run/systemd/system/on", "")
    transcript = os.path.join(os.path.dirname(__file__), "../transcripts/agent_linux.txt")
    with open(transcript, encoding="utf-8") as file:
        said = dict(re.findall(r"^\$ (\w+)[^\n]*\n(.*?)(?=^\$ |\Z)", file.read(), re.S | re.M))
    for program in ("journalctl", "lpstat", "blkid"):
        pc.prints(program, said[program])
    pc.write("said/units", said["units"])
    pc.write("said/files", said["files"])
    pc.program("systemctl", f"case $1 in list-units) exec cat {pc.root}/said/units ;; esac\n"
               f"exec cat {pc.root}/said/files")
    pc.program("dpkg-query", "for name; do :; done\n"
               "case $name in bash) echo 'ii  5.2.15-2+b8' ;; mc) echo 'rc  3:4.8.29-2' ;; esac")
    pc.write("etc/passwd", "root:x:0:0:Le patron:/root:/bin/bash\n"
             "alice:x:1000:1000:Alice Martin,bureau 3:/home/alice:/bin/sh\n"
             "bob::1001:100::/home/bob:/bin/sh\n")
    pc.write("etc/shadow", "root:!*:19700:0:99999:7:::\n"
             "alice:$y$j9T$sel$somme:19700:0:99999:7:::\n")
    pc.write("etc/group", "root:x:0:\nusers:x:100:alice\nsudo:x:27:alice,bob\nalice:x:1000:\n")
    pc.write("etc/hosts", "127.0.0.1\tlocalhost\n# 192.0.2.1 banque.lan\n"
             "  192.0.2.2 Banque.lan  www.banque.lan # la vraie\n")
    pc.write("etc/crontabs/root", "# min heure\n*/5 * * * *  /opt/maj -q \n#* * * * * /opt/non\n")
    pc.write("etc/crontab", "SHELL=/bin/sh\n17 *\t* * *\talice\techo a  b\n"
             "@reboot bob /opt/debut\n")
    pc.write("etc/samba/smb.conf", "[global]\n  workgroup = ATELIER\n; comment = none\n[compta]\n"
             "   path = /srv/compta\n   writeable = yes\n   valid users = @compta\n"
             "[public]\npath=/srv/public\nguest ok = yes\n")
    pc.write("sys/firmware/dmi/tables/DMI", b"\x00\x04\x00\x00\x00\x00" +
             memory_module("DIMM_A1", 8192, "Crucial", "E1F2A3B4", "CT8G4DFRA266") +
             memory_module("DIMM_B1", 0, "", "", "") + b"\x7f\x04\x01\x00\x00\x00")
    pc.write("sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c",
             b"\x06\x00\x00\x00\x01")
    for path, text in {
            "block/md0/md/level": "raid1", "block/md0/md/array_state": "clean",
            "block/md0/md/degraded": "1", "block/md0/md/raid_disks": "2",
            "class/block/sda/size": "8", "class/block/sda/device/model": "ST500",
            "class/hwmon/hwmon0/name": "nct6775", "class/hwmon/hwmon0/fan1_input": "1180",
            "class/hwmon/hwmon0/temp2_input": "41500", "class/hwmon/hwmon0/in0_input": "912",
            "class/power_supply/BAT0/type": "Battery", "class/power_supply/BAT0/capacity": "62",
            "class/power_supply/BAT0/status": "Charging",
            "class/net/eth0/duplex": "full", "class/net/eth0/speed": "1000",
            "class/net/eth0/carrier": "1", "class/net/eth0/operstate": "up"}.items():
        pc.write("sys/" + path, text + "\n")
    pc.write("dev/sda", b"MARQUEUR" + bytes(8 * 512 - 8))
