# SPDX-License-Identifier: EUPL-1.2
"""scenarios/pieces/pc.agent is what today's agent answers over PCs made of files. With `--write` it
is recorded again; the scenarios that use it are then proven anew (scenarios/pieces/README.md)."""
import pathlib
import sys

from fake_tree import FakePc, memory_module

PIECES = pathlib.Path(__file__).parents[3] / "scenarios/pieces/pc.agent"
HEAD = ("# drivers/agent/agent.sh, answering over a PC made of files "
        "(tests/drivers/agent/pieces_test.py).\n")
TABLE = b"\x00\x04\x00\x00\x00\x00", b"\x7f\x04\x01\x00\x00\x00"  # of SMBIOS: its first and last


def memory(*serials):
    def fill(pc):
        pc.write("proc/meminfo", f"MemTotal: {8388608 * len(serials) - 180000:>14} kB\n")
        modules = [memory_module(f"DIMM_{letter}1", 8192, "Crucial", serial, "CT8G4DFRA266")
                   for letter, serial in zip("AB", serials)]
        pc.write("sys/firmware/dmi/tables/DMI", TABLE[0] + b"".join(modules) + TABLE[1])
    return fill, ("hello", "memory")


def fan(rpm, celsius):
    def fill(pc):
        for name, value in (("name", "nct6775"), ("fan1_input", rpm),
                            ("temp1_input", celsius * 1000)):
            pc.write(f"sys/class/hwmon/hwmon0/{name}", f"{value}\n")
    return fill, ("hello", "sensors fan1", "sensors temp1")


PCS = {
    "memoire-echangees": memory("0DEFEC70", "5A11E000"),
    "memoire-fautive": memory("5A11E000", "0DEFEC70"),
    "memoire-remplacee": memory("5A11E000", "5A11E001"),
    "memoire-saine": memory("5A11E000", "5A11E002"),
    "memoire-une-seule": memory("5A11E000"),
    "ventilateur-lu": fan(1180, 41),
    "ventilateur-lu-processeur-chaud": fan(1340, 88),
    "ventilateur-non-lu": fan(0, 43),
}


def recorded(fill, questions):
    with FakePc() as pc:
        fill(pc)
        text = HEAD
        for number, question in enumerate(questions):
            ask = f"ask 4f1c9a02b7d3e50{number} {question}\n"
            text += ask + "".join(f"{line}\n" for line in pc.say(ask.encode())[1:])
        return text


today = {name: recorded(*pc) for name, pc in PCS.items()}
if sys.argv[1:] == ["--write"]:
    for name, text in today.items():
        (PIECES / name).write_text(text, encoding="utf-8")
there = {path.name: path.read_text(encoding="utf-8") for path in PIECES.iterdir()
         if path.name != "eteint"}  # a PC that is off
other = sorted(name for name in there.keys() | today.keys() if there.get(name) != today.get(name))
if other:
    sys.exit("not what the agent answers today (--write records it): " + ", ".join(other))
