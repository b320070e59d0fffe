# SPDX-License-Identifier: EUPL-1.2
"""bench/setup/install on machines that do not exist: apt, dpkg, id and sudo are fakes that write
down what they were asked, in a copy of the scripts, on a PATH that holds nothing else."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOLS = "bash env dirname grep sed cut tail mkdir cat df awk".split()
HAS = 'for name in "${@:4}"; do case " $THERE " in *" $name "*) echo "ii  $name";; esac; done'
LIST = "# a comment\ng++ build why\nqemu virtual,test\nlibfoo-dev build\n"


class Machine:
    """A machine where some packages are there, seen through a PATH of fakes."""

    def __init__(self, there="", uid=0, sudo=None, apt="exit 0"):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="banc setup "))  # a blank in the path
        self.bin = self.root / "bin"
        self.bin.mkdir()
        (self.root / "bench").mkdir()
        shutil.copytree(ROOT / "bench/setup", self.root / "bench/setup")
        (self.root / "bench/setup/packages.txt").write_text(LIST, encoding="utf-8")
        for tool in TOOLS:
            (self.bin / tool).symlink_to(shutil.which(tool))
        self.fake("dpkg-query", f"THERE='{there}'\n{HAS}")
        self.fake("id", f"echo {uid}")
        self.fake("apt-get", f'echo "$*" >> "{self.root}/asked"\n{apt}')
        if sudo:
            self.fake("sudo", sudo)

    def fake(self, name, body):
        (self.bin / name).write_text(f"#!/usr/bin/env bash\n{body}\n", encoding="utf-8")
        (self.bin / name).chmod(0o755)

    def install(self, *groups, lang="en_GB.UTF-8"):
        done = subprocess.run([self.root / "bench/setup/install", *groups], text=True, check=False,
                              capture_output=True, env={"PATH": str(self.bin), "LANG": lang})
        asked = self.root / "asked"
        self.asked = asked.read_text(encoding="utf-8").splitlines() if asked.exists() else []
        shutil.rmtree(self.root)
        return done


class Install(unittest.TestCase):
    def test_nothing_missing_is_silent_and_asks_apt_nothing(self):
        machine = Machine(there="g++ libfoo-dev")
        done = machine.install("build")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        self.assertEqual(machine.asked, [])

    def test_root_installs_only_what_is_missing(self):
        machine = Machine(there="g++")
        done = machine.install("build", "test")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout, "")
        self.assertEqual(len(machine.asked), 2)
        self.assertTrue(machine.asked[0].endswith(" update"))
        self.assertTrue(machine.asked[1].endswith(" --no-remove qemu libfoo-dev")
                        or machine.asked[1].endswith(" --no-remove libfoo-dev qemu"))

    def test_a_person_without_rights_gets_the_line_to_ask_for(self):
        for lang, says in (("en_US.UTF-8", "Ask an administrator"), ("C", "Demandez à un adm"),
                           ("fr_FR.UTF-8", "Demandez à un administrateur")):
            machine = Machine(there="libfoo-dev", uid=1000)
            done = machine.install("build", lang=lang)
            self.assertEqual(done.returncode, 3)
            self.assertIn(says, done.stderr)
            self.assertIn("\n    apt-get install --no-install-recommends g++\n", done.stderr)
            self.assertEqual(machine.asked, [])

    def test_sudo_that_wants_a_password_nobody_can_type_is_no_right(self):
        done = Machine(uid=1000, sudo="exit 1").install("build")
        self.assertEqual(done.returncode, 3)
        self.assertIn("needs root", done.stderr)

    def test_sudo_is_used_when_it_works(self):
        machine = Machine(uid=1000, sudo='[[ $1 != -n ]] || exit 0\nexec "$@"')
        self.assertEqual(machine.install("build").returncode, 0)
        self.assertEqual(len(machine.asked), 2)

    def test_a_failure_of_apt_says_what_to_do(self):
        for noise, says in (("E: Failed to fetch http://x Could not resolve 'x'", "check the net"),
                            ("E: Unable to locate package g++", "check the network"),
                            ("E: You don't have enough free space in /var", "the disk is full"),
                            ("dpkg: error: No space left on device", "the disk is full"),
                            ("E: Could not get lock /var/lib/dpkg/lock", "another apt is at work"),
                            ("E: Unmet dependencies", "its reason is above")):
            done = Machine(apt=f'echo "{noise}"; exit 100').install("build")
            self.assertEqual(done.returncode, 3)
            self.assertIn(says, done.stderr)
            self.assertIn(noise, done.stderr)

    def test_a_machine_that_is_not_debian_is_told_what_to_bring(self):
        machine = Machine()
        (machine.bin / "apt-get").unlink()
        done = machine.install("build")
        self.assertEqual(done.returncode, 3)
        self.assertIn("the equivalent of: g++ libfoo-dev", done.stderr)

    def test_an_unknown_group_is_bad_input(self):
        self.assertEqual(Machine().install("build", "tset").returncode, 2)
        self.assertEqual(Machine().install().returncode, 2)

    def test_every_package_of_the_real_list_serves_a_known_group(self):
        for line in (ROOT / "bench/setup/packages.txt").read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                groups = set(line.split()[1].split(","))
                self.assertLessEqual(groups, {"build", "virtual", "test", "dev", "perf"}, line)


if __name__ == "__main__":
    unittest.main()
