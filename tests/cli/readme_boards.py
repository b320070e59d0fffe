# SPDX-License-Identifier: EUPL-1.2
"""README's list of boards is what `banc devices --known` prints. With --write, makes it so."""
import os
import pathlib
import subprocess
import sys

README = pathlib.Path(__file__).parents[2] / "README.md"
BEGIN, END = "<!-- boards: banc devices --known -->\n", "<!-- end of boards -->\n"


def main():
    banc = os.environ.get("BANC", "banc")
    known = subprocess.run([banc, "devices", "--known", "--lang", "en"], capture_output=True,
                           text=True, check=True).stdout
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    wanted = before + BEGIN + known + END + after
    if text == wanted:
        return
    if "--write" not in sys.argv:
        sys.exit("README.md does not list the boards of drivers/relay/boards.yaml; write it again:\n"
                 f"  BANC={banc} python3 -B tests/cli/readme_boards.py --write")
    README.write_text(wanted, encoding="utf-8")


main()
