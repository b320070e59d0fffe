# SPDX-License-Identifier: EUPL-1.2
"""The agent for Linux PCs, run on this machine and on a PC made of files."""
import http.server
import os
import random
import re
import subprocess
import sys
import threading
import unittest

from fake_tree import AGENT, SHELLS, FakePc, full_pc

HERE = os.path.dirname(__file__)
NAMED = {"link": "eth0", "resolve": "localhost", "ping": "127.0.0.1", "page": "127.0.0.1:9",
         "hash": "/etc/hostname", "file": "/etc/passwd", "sectors": "sda 0 8", "package": "bash",
         "events": "60"}
# What a hostile scenario, or a hostile line on the port, would have the agent do.
HOSTILE = ["$(touch caught)", "`touch caught`", "; touch caught", "x; touch caught",
           "| touch caught", "&& touch caught", "> caught", "-o caught", "--output=caught", "-rf /",
           "*", "?", "[a-z]*", "../../etc/shadow", "/etc/../etc/shadow", "/dev/sda", "/proc/kmsg",
           "/sys/power/state", "//dev/sda", "a\tb", "a\x1b[A", "\\", "%s%n", "'", '"', "$HOME",
           "${IFS}", "a b c d", "é", "x" * 5000, "sda 0 99999", "sda -1 8", "sda 0 8 of=caught",
           "../sda 0 8"]


def verbs():
    with FakePc() as pc:
        return pc.ask("hello")[0]["verbs"].split()


class Answers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.pc = [cls.enterClassContext(FakePc(shell)) for shell in SHELLS]
        for pc in cls.pc:
            full_pc(pc)

    def check(self, question, *rows):
        for pc in self.pc:
            with self.subTest(question, shell=pc.shell[0]):
                said = pc.ask(question)
                self.assertEqual(len(said), len(rows), said)
                for have, want in zip(said, rows):
                    self.assertLessEqual(want.items(), have.items())

    def test_services_of_systemd_running_failed_and_never_started(self):
        self.check("services cups", {"name": "cups", "state": "running", "start": "enabled"})
        self.check("services nginx", {"name": "nginx", "state": "failed", "start": "enabled"})
        self.check("services ssh", {"name": "ssh", "state": "stopped", "start": "disabled"})
        self.check("services keyboard-setup", {"state": "exited", "start": "enabled"})
        self.check("services auditd")  # named by another unit, not installed
        self.check("services dbus-org.freedesktop.login1")  # another name of a service
        self.check("services getty@")  # no service, a pattern of them

    def test_names_with_accents_are_asked_for_as_they_are_written(self):
        for shell in SHELLS:
            with FakePc(shell) as pc, self.subTest(shell=shell[0]):
                pc.write("etc/samba/smb.conf", "[Comptabilité]\npath = /srv/été\n")
                pc.write("proc/mounts", "/dev/sdb1 /données ext4 rw 0 0\n")
                self.assertEqual(pc.ask("shares Comptabilité")[0]["path"], "/srv/été")
                self.assertEqual(pc.ask("mounts /données")[0]["device"], "/dev/sdb1")
                for name in "a\x1b[A", "a\tb", "a\x7f":
                    self.assertEqual(pc.ask("shares " + name), "argument", name)

    def test_names_of_the_hosts_file_by_any_spelling_and_none_of_a_comment(self):
        self.check("hosts banque.lan", {"address": "192.0.2.2"})
        self.check("hosts www.banque.lan", {"address": "192.0.2.2"})
        self.check("hosts", {"name": "localhost"}, {"name": "banque.lan"},
                   {"name": "www.banque.lan"})

    def test_tasks_at_fixed_hours_as_whom_and_none_of_a_comment(self):
        self.check("tasks", {"command": "/opt/maj -q", "user": "root", "when": "*/5 * * * *"},
                   {"command": "echo a  b", "user": "alice", "when": "17 * * * *"},
                   {"command": "/opt/debut", "user": "bob", "when": "@reboot"})
        self.check("tasks /opt/debut", {"user": "bob"})
        self.check("tasks /opt/maj -q", {"user": "root"})  # a blank ends its line

    def test_the_title_of_the_page_that_a_server_answers_or_that_none_does(self):
        asked = 'for url; do :; done\n[ "$url" = http://192.0.2.7:8080/ ] && printf '
        with FakePc() as pc:
            pc.program("wget", asked + "'<head>\\n<TITLE lang=fr>L\\037a\\n2</TITLE><p>corps'")
            self.assertEqual(pc.ask("page 192.0.2.7:8080"), [{"status": "ok", "title": "La 2"}])
            self.assertEqual(pc.ask("page 192.0.2.7"), [{"status": "failed"}])
            pc.program("wget", asked + "texte")
            self.assertEqual(pc.ask("page 192.0.2.7:8080"), [{"status": "ok"}])
            for server in "192.0.2.7:", "192.0.2.7:70000", "192.0.2.7/x", "a.lan", ":80":
                self.assertEqual(pc.ask("page " + server), "argument", server)

    def test_busybox_gets_a_page_with_its_own_wget(self):
        class Page(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n<title>Intranet</title>")

            def log_message(self, *_):
                pass

        with http.server.HTTPServer(("127.0.0.1", 0), Page) as server, FakePc(SHELLS[1]) as pc:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            said = pc.ask(f"page 127.0.0.1:{server.server_port}")
            server.shutdown()
        self.assertEqual(said, [{"status": "ok", "title": "Intranet"}])

    def test_whom_the_mode_of_a_file_lets_write(self):
        with FakePc() as pc:
            for mode, who in ((0o444, "none"), (0o755, "owner"), (0o4660, "owner,group"),
                              (0o602, "owner,others"), (0, "none")):
                pc.program("stat", f"echo '{mode:o} root root 4 1795305600 regular file'")
                self.assertEqual(pc.ask("file /srv/a")[0]["writers"], who)

    def test_a_module_of_memory_with_its_slot_and_no_empty_slot(self):
        self.check("memory", {"total_kb": "8123456"}, {
            "slot": "DIMM_A1", "size_kb": "8388608", "maker": "Crucial", "serial": "E1F2A3B4",
            "part": "CT8G4DFRA266", "speed_mts": "2666"})

    def test_a_range_of_sectors_blank_or_not_and_only_when_it_is_whole(self):
        self.check("sectors sda 0 8", {"status": "ok", "blank": "no"})
        self.check("sectors sda 1 7", {"status": "ok", "blank": "yes"})
        self.check("sectors sdb 0 8", {"status": "missing"})
        for pc in self.pc:
            self.assertEqual(pc.ask("sectors sda 1 8"), "unavailable")
            self.assertEqual(pc.ask("sectors sda 0 08"), "argument")

    def test_sectors_are_read_from_the_disk_and_not_from_memory(self):
        with FakePc() as pc:
            pc.write("sys/class/block/sda/size", "8\n")
            pc.write("dev/sda", b"\0" * 4096)
            pc.program("blockdev", '[ "$1" = --flushbufs ] && yes | head -c 4096 > "$2"')
            self.assertEqual(pc.ask("sectors sda 0 8")[0]["blank"], "no")

    def test_only_a_file_that_is_not_there_is_missing(self):
        self.check("hash /srv/rien", {"status": "missing"})
        self.check("hash /srv/rien/du/tout", {"status": "missing"})
        self.check("file /srv/rien", {"status": "missing"})
        with FakePc() as pc:
            pc.write("srv/vide", "")
            empty = pc.root + "/srv/vide"
            self.assertEqual(pc.ask("file " + empty)[0]["kind"], "regular file")
            self.assertEqual(pc.ask("hash " + empty)[0]["status"], "ok")
            pc.program("sha256sum", "exit 1")  # a bad sector
            self.assertEqual(pc.ask("hash " + empty), "unavailable")
            pc.program("stat", "echo \"stat: can't stat: Input/output error\" >&2; exit 1")
            for question in "hash " + empty, "file " + empty:
                self.assertEqual(pc.ask(question), "unavailable", question)

    def test_no_link_leads_a_reading_to_what_the_kernel_makes_up(self):
        with FakePc() as pc:
            pc.program("readlink", "echo /proc/kmsg")
            pc.write("srv/lien", "text")
            self.assertEqual(pc.ask(f"hash {pc.root}/srv/lien"), "unavailable")

    def test_the_rest_of_a_pc(self):
        self.check("printers", {"name": "Accueil", "state": "idle", "jobs": "0"},
                   {"name": "Bureau", "state": "stopped", "jobs": "2", "uri": "socket://10.0.0.7"})
        self.check("shares", {"name": "compta", "path": "/srv/compta", "read_only": "no",
                              "users": "@compta", "guest": "no"},
                   {"name": "public", "read_only": "yes", "guest": "yes"})
        self.check("volumes", {"name": "sda", "size_bytes": "4096", "fstype": "ext4",
                               "label": "Mes documents"})
        self.check("events 60", {"time_s": "1795305601", "unit": "systemd", "level": "info",
                                 "text": "Started cups.service - CUPS=100% ready."},
                   {"time_s": "1795305660", "unit": "kernel", "level": "err"})
        self.check("package bash", {"installed": "yes", "version": "5.2.15-2+b8"})
        self.check("package mc", {"installed": "no"})  # removed, its settings are still there
        self.check("arrays", {"name": "md0", "level": "raid1", "degraded": "1"})
        self.check("sensors", {"name": "fan1", "rpm": "1180"}, {"name": "temp2", "celsius": "41"})
        self.check("batteries", {"name": "BAT0", "status": "Charging", "percent": "62"})
        self.check("link eth0", {"carrier": "1", "speed_mbps": "1000", "duplex": "full"})
        self.check("link eth1")
        self.check("system", {"firmware": "uefi", "secure_boot": "yes"})

    def test_what_a_pc_cannot_tell_is_refused_not_denied(self):
        with FakePc() as pc:  # no systemd, no inittab, no CUPS
            self.assertEqual(pc.ask("services"), "unavailable")
            self.assertEqual(pc.ask("printers"), "unavailable")
            full_pc(pc)
            pc.program("systemctl", "echo 'Failed to connect to bus' >&2; exit 1")
            pc.program("journalctl", "exit 1")
            pc.program("lpstat", "echo scheduler is not running")
            pc.program("ip", "exit 1")
            for question in "services", "events 60", "printers", "addresses", "routes":
                self.assertEqual(pc.ask(question), "unavailable", question)
            pc.program("lpstat", 'case $1 in -r) echo scheduler is running ;; *) exit 124 ;; esac')
            self.assertEqual(pc.ask("printers"), "unavailable")

    def test_an_answer_too_long_for_the_line_is_refused_whole(self):
        with FakePc() as pc:
            full_pc(pc)
            pc.write("said/files", "".join(f"unit-{n}.service enabled -\n" for n in range(2000)))
            self.assertEqual(pc.ask("services"), "length")

    def test_a_value_is_spelt_so_that_it_stays_one(self):
        with FakePc() as pc:
            full_pc(pc)
            pc.write("sys/bus/usb/devices/1-1/idVendor", "046d\n")
            pc.write("sys/bus/usb/devices/1-1/product", " 100%=\tClé\r\nend 4f1c9a02b7d3e586 0\n")
            self.assertEqual(pc.ask("usb")[0]["name"], "100%=\tClé\r")


class ReadOnly(unittest.TestCase):
    def test_no_argument_makes_the_agent_write_or_run_anything(self):
        asked = [(verb, argument) for verb in [*NAMED, "disks"] for argument in HOSTILE]
        asked += [(verb, "$(touch caught)") for verb in verbs()]
        lines = [f"ask 4f1c9a02b7d3e586 {verb} {argument}" for verb, argument in asked]
        for shell in SHELLS:
            with FakePc(shell) as pc, self.subTest(shell=shell[0]):
                full_pc(pc)
                before = pc.sum()
                said = pc.say("\n".join(lines).encode() + b"\n")
                self.assertEqual(pc.sum(), before)
                ended = sum(line.startswith(("no ", "end ")) for line in said)
                self.assertEqual(ended, sum(len(line) <= 4096 for line in lines))

    def test_each_verb_that_takes_an_argument_refuses_what_is_none(self):
        refused = ["", "-x", "$(touch caught)", "../x", "a;b", "a\tb", "x" * 500]
        with FakePc() as pc:
            for verb in NAMED:
                for argument in refused:
                    self.assertEqual(pc.ask(f"{verb} {argument}"), "argument", (verb, argument))
            for path in ("/dev/sda", "/proc/kmsg", "/sys/power/state", "/a/../b", "/a/./b",
                         "//dev/sda"):
                self.assertEqual(pc.ask(f"hash {path}"), "argument", path)

    def test_noise_on_the_port_is_no_question(self):
        noise = [b"", b"ask", b"ask ", b"ask 12 disks", b"ASK 4f1c9a02b7d3e586 hello", b"root",
                 b"ask 4F1C9A02B7D3E586 hello", b"\xff\xfe\x00ask", b"ask ../../../../../ hello"]
        with FakePc() as pc:
            self.assertEqual(pc.say(b"\n".join(noise) + b"\n"), ["banc-agent 2"])
            for line in "rm -rf x", "eval x", "ask_hello", "hello;", "*", "hello\t":
                self.assertEqual(pc.ask(line), "verb", line)

    def test_its_text_holds_no_way_to_write(self):
        with open(AGENT, encoding="utf-8") as file:
            text = re.sub(r"(?m)^ *#.*| # .*", "", file.read())
        for written in re.findall(r">+ *(\S+)", text):
            self.assertRegex(written, r"^(/dev/null|&1|=|\d|\\\[)", "only /dev/null is written to")
        for word in ("eval", "tee", "touch", "rm", "mv", "cp", "mkdir", "mktemp", "chmod", "chown",
                     "of=", "sh", "source", "xargs", "sysctl", "kill", "system(", "getline"):
            self.assertIsNone(re.search(rf"(?<![\w./-]){re.escape(word)}(?![\w.-])",
                                        text.replace("#!/bin/sh", "")), word)

    def test_tables_of_a_hostile_firmware_end(self):
        dice = random.Random(7)
        with FakePc() as pc:
            full_pc(pc)
            for size in 0, 1, 5, 40, 400, 4000:
                for fill in bytes(size), b"\x11" * size, dice.randbytes(size):
                    pc.write("sys/firmware/dmi/tables/DMI", fill)
                    self.assertIsInstance(pc.ask("memory"), list)


class Whole(unittest.TestCase):
    def test_every_verb_answers_on_this_machine(self):
        for shell in SHELLS:
            lines = [f"ask 4f1c9a02b7d3e586 {verb} {NAMED.get(verb, '')}\r" for verb in verbs()
                     if verb != "resolve"]  # it waits for a name server that may not be there
            done = subprocess.run([*shell, AGENT], input="\n".join(lines) + "\n", timeout=120,
                                  capture_output=True, text=True, check=True)
            ends = re.findall(r"^(?:end \w+ \d+|no \w+ unavailable)$", done.stdout, re.M)
            self.assertEqual(len(ends), len(lines), done.stdout)
            for row in re.findall(r"^row .*", done.stdout, re.M):
                self.assertRegex(row, r"^row 4f1c9a02b7d3e586 \w+=[^\t=]+(\t\w+=[^\t=]+)*$")

    def test_the_protocol_tells_every_verb_and_windows_knows_no_other(self):
        folder = os.path.dirname(AGENT)
        with open(os.path.join(folder, "PROTOCOL.md"), encoding="utf-8") as file:
            told = re.findall(r"^\| `(\w+)` \|", file.read(), re.M)
        self.assertEqual(sorted(told), sorted(verbs()))
        with open(os.path.join(folder, "agent.ps1"), encoding="utf-8") as file:
            windows = re.findall(r"(\w+) = @\('\w*', ['$]", file.read())
        self.assertEqual(sorted(windows), sorted(told))

    def test_the_windows_agent_reads_what_windows_pcs_were_seen_to_print(self):
        path = os.path.join(HERE, "../transcripts/windows_outputs.txt")
        with open(path, encoding="utf-8") as file:
            pages = dict(page.split("\n", 1) for page in file.read().split("\n# ")[1:])
        with open(os.path.join(os.path.dirname(AGENT), "agent.ps1"), encoding="utf-8") as file:
            functions = dict(re.findall(r"^function (\w+)(.*?)^}", file.read(), re.S | re.M))
        for name, page in pages.items():
            seen = set(re.findall(r"^shown (\w+):", page, re.M))
            for names in re.findall(r"^named (.*)", page, re.M):
                seen |= set(names.split(", "))
            read = set(re.findall(r"\$(?:_|adapter|disk)\.(\w+)", functions[name]))
            self.assertTrue(read, name)
            self.assertEqual(read - seen, set(), name)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-q"])
