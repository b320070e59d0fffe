# SPDX-License-Identifier: EUPL-1.2
"""What the Linux agent tells of accounts, on a PC made of files."""
import os
import sys
import unittest

from fake_tree import SHELLS, FakePc, full_pc


def pcs():
    for shell in SHELLS:
        with FakePc(shell) as pc:
            full_pc(pc)
            yield pc


class Accounts(unittest.TestCase):
    def test_without_a_password_or_a_person(self):
        for pc in pcs():
            said = pc.ask("accounts")
            self.assertEqual(said, [
                {"login": "root", "uid": "0", "groups": "root", "shell": "/bin/bash",
                 "locked": "yes", "password": "locked"},
                {"login": "alice", "uid": "1000", "groups": "alice,users,sudo", "shell": "/bin/sh",
                 "locked": "no", "password": "set"},
                {"login": "bob", "uid": "1001", "groups": "users,sudo", "shell": "/bin/sh",
                 "locked": "no", "password": "none"}], pc.shell)

    def test_one_without_a_line_in_shadow_is_locked(self):
        for pc in pcs():
            pc.write("etc/passwd", "carol:x:1002:100::/home/carol:/bin/sh\n")
            carol, = pc.ask("accounts carol")
            self.assertEqual((carol.get("locked"), carol.get("password")), ("yes", "locked"),
                             pc.shell)

    def test_where_shadow_gives_nothing_only_what_passwd_says_is_told(self):
        for pc in pcs():
            os.remove(os.path.join(pc.root, "etc/shadow"))
            told = {row["login"]: (row.get("locked"), row.get("password"))
                    for row in pc.ask("accounts")}
            self.assertEqual(told, {"root": (None, None), "alice": (None, None),
                                    "bob": ("no", "none")}, pc.shell)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-q"])
