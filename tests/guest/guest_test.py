# SPDX-License-Identifier: EUPL-1.2
"""The real `banc` on a real USB kernel, with Debian's usbrelay and uhubctl beside it:
guest_test.py TEST, of those below."""
import os
import shlex
import subprocess
import sys

from guest import BANC, BOARDS, HUB, KEYBOARD, TOOLS, TTY, Guest, until

BOARD = BOARDS[0]


def bench(model, at, relay, dwell="200ms"):
    """One line on one board, as a trainer writes it."""
    return (f'bench: poste\nboards:\n  relais: {{ model: {model}, at: {{ serial: "{at}" }} }}\n'
            f"lines:\n  pc.nic0.pair: {{ contact: relais/{relay}, healthy: released, voltage: TBTS, "
            f"min_dwell: {dwell}, min_gap: 200ms, orphan: rest, energises: no }}\n")


DCTTECH = "dcttech-usbrelay8"


def tool(name):
    return shlex.quote(os.path.join(TOOLS, name))


def plug_board(guest, *, mishap="", port=0):
    """The emulated dcttech board on the kernel's virtual host controller; hid-generic takes it."""
    guest.run(f"{tool('vhci_board')} {port} PC01A {mishap} > board{port} 2>&1 &")
    guest.wait(BOARDS[port], "usbhid")
    until(lambda: "PC01A_8=" in guest.run("usbrelay").out, "usbrelay never saw it")


def heard(guest, port=0):
    """What was written to the board, and its contacts, in order."""
    return guest.run(f"cat board{port}").out.split("\n")[:-1]


def usbrelay_sees(guest):
    """The relays that Debian's usbrelay calls on."""
    said = guest.run("usbrelay")
    assert said.status == 0, said
    states = dict(word.split("=") for word in said.out.split())
    assert len(states) == 8, said
    return [name for name, state in sorted(states.items()) if state == "1"]


def devices(guest):
    said = guest.banc("devices --json")
    assert said.status == 0, said
    return {device["port"]: device for device in said.json()}


def test_devices(guest):
    plug_board(guest)
    cable = guest.connect("tty")
    guest.wait(TTY, "ftdi_sio")
    seen = devices(guest)
    board, adapter, keyboard = (seen[f"usb:{place}"] for place in (BOARD, TTY, KEYBOARD))
    assert (board["id"], board["product"]) == ("16c0:05df", "USBRelay8"), board
    assert board["state"] == "unverified", board
    assert board["models"] == ["dcttech-usbrelay8"], board
    assert (adapter["id"], adapter["ttys"]) == ("0403:6001", ["/dev/ttyUSB0"]), adapter
    assert adapter["state"] == "place_only" and "denkovi-16" in adapter["models"], adapter
    assert keyboard["state"] == "unknown", keyboard
    assert heard(guest) == [], "looking wrote to the board"
    cable.close()
    until(lambda: f"usb:{TTY}" not in devices(guest), "the adapter is still in the list")


def test_switches(guest):
    plug_board(guest)
    guest.write("bench.yaml", bench(DCTTECH, "PC01A", 3))
    assert guest.run("usbrelay PC01A_1=1").status == 0
    assert usbrelay_sees(guest) == ["PC01A_1"]
    before = len(heard(guest))
    said = guest.banc("bench check bench.yaml --json")
    assert said.status == 0 and said.json()["proven"], said
    assert len(heard(guest)) == before, "a check wrote to the board"
    said = guest.banc("bench exercise bench.yaml pc.nic0.pair --json")
    assert said.status == 0, said
    moves = [(move["to"], move["read_back"]) for move in said.json()["moves"]]
    assert moves == [("fault", "energised"), ("healthy", "released")], said
    log = heard(guest)[before:]
    assert log[:4] == ["written ff03000000000000", "contacts 05",
                       "written fd03000000000000", "contacts 01"], log
    assert guest.driver(BOARD) == "usbhid", "the kernel's driver did not get its interface back"
    assert usbrelay_sees(guest) == ["PC01A_1"], "it left another relay than it found"


def test_duplicates(guest):
    plug_board(guest)
    plug_board(guest, port=1)
    guest.write("bench.yaml", bench(DCTTECH, "PC01A", 3))
    said = guest.banc("bench check bench.yaml --json")
    assert said.status == 1, said
    board = said.json()["items"][0]
    assert board["ports"] == [f"usb:{place}" for place in BOARDS], board
    assert heard(guest) == heard(guest, 1) == [], "one of two boards that can't be told was written"


def test_unplugged(guest):
    guest.write("bench.yaml", bench(DCTTECH, "PC01A", 3))
    said = guest.banc("bench check bench.yaml")
    assert said.status == 1 and "is not plugged in" in said.out, said
    plug_board(guest, mishap="vanish")
    said = guest.banc("bench exercise bench.yaml pc.nic0.pair --json")
    assert said.status == 3 and said.json()["moves"] == [], said
    assert "unplugged" in said.err or "disconnected" in said.err, said
    assert heard(guest) == ["written ff03000000000000", "unplugged"], heard(guest)
    plug_board(guest)
    said = guest.banc("bench exercise bench.yaml pc.nic0.pair --json")
    assert said.status == 0 and said.json()["at_rest"], said
    guest.run("echo 0 > /sys/devices/platform/vhci_hcd.0/detach")
    guest.wait(BOARD, "")
    said = guest.banc("bench check bench.yaml")
    assert said.status == 1 and "is not plugged in" in said.out, said


def test_mute(guest):
    plug_board(guest, mishap="mute")
    guest.write("bench.yaml", bench(DCTTECH, f"usb:{BOARD}", 3))
    said = guest.run(f"timeout 60 {BANC} bench exercise bench.yaml pc.nic0.pair --lang en --json")
    assert said.status == 3 and said.json()["moves"] == [], said
    assert not said.json()["at_rest"] and "no answer" in said.err, said
    assert guest.driver(BOARD) == "usbhid", "the kernel's driver did not get its interface back"
    assert usbrelay_sees(guest) == [], "a transfer that was given up still holds the board"


def test_killed(guest):
    plug_board(guest)
    guest.write("bench.yaml", bench(DCTTECH, f"usb:{BOARD}", 3))
    guest.write("held.yaml", bench(DCTTECH, f"usb:{BOARD}", 3, dwell="1h"))
    guest.run(f"{BANC} bench exercise held.yaml pc.nic0.pair > held 2>&1 & echo $! > pid")
    until(lambda: heard(guest)[-1:] == ["contacts 04"], "it never switched")
    said = guest.banc("bench exercise bench.yaml pc.nic0.pair")
    assert said.status == 3 and "held by pid" in said.err, said
    assert guest.run("usbrelay").out == "", "another tool was let in"
    guest.run("kill -9 $(cat pid)")
    guest.wait(BOARD, "")
    said = guest.banc("bench exercise bench.yaml pc.nic0.pair --json")
    assert said.json()["at_rest"] and "only put to rest" in said.err, said
    assert heard(guest)[2:4] == ["written fd03000000000000", "contacts 00"], heard(guest)
    assert guest.driver(BOARD) == "usbhid", "the kernel's driver did not get its interface back"
    assert usbrelay_sees(guest) == []


def hub_port(guest, words):
    """Our own switch."""
    return guest.run(f"{tool('hub_port')} {HUB} {words}")


def uhubctl(guest, words=""):
    """Debian's, and what it says of port 2 in the end."""
    said = guest.run(f"uhubctl -l {HUB} {words}").out
    return said.rpartition("Port 2: ")[2].split("\n")[0]


def test_hub(guest):
    assert hub_port(guest, "2 read").out == "on\n"
    off = hub_port(guest, "2 off")
    assert off.out == "kernel off\n", off
    assert uhubctl(guest) == "0000 off"
    guest.wait(KEYBOARD, "")
    on = hub_port(guest, "2 on")
    assert on.out == "kernel on\n", on
    guest.wait(KEYBOARD, "usbhid")
    assert uhubctl(guest).startswith("0103 power enable connect")
    assert hub_port(guest, "2 prove").out == "device_left\n"
    guest.wait(KEYBOARD, "usbhid")
    uhubctl(guest, "-p 2 -a off")
    assert hub_port(guest, "2 read").out == "off\n"
    hub_port(guest, "2 on")
    guest.wait(KEYBOARD, "usbhid")
    nobody = hub_port(guest, "3 prove")
    assert nobody.status == 1 and "nothing that answers" in nobody.out, nobody


def test_serial(guest):
    guest.write("bench.yaml", bench("denkovi-16", f"usb:{TTY}", 11))
    said = guest.banc("bench check bench.yaml")
    assert said.status == 1 and "is not plugged in" in said.out, said
    cable = guest.connect("tty")
    guest.wait(TTY, "ftdi_sio")
    cable.settimeout(None)  # the board's end blocks
    with subprocess.Popen([os.path.join(TOOLS, "serial_board"), "denkovi16", "16"], stdin=cable, stdout=cable,
                          stderr=subprocess.PIPE, text=True) as board:
        said = guest.banc("bench exercise bench.yaml pc.nic0.pair --json")
        board.kill()
        assert board.stderr.read() == "contacts 400\ncontacts 00\n", said
    assert said.status == 0 and said.json()["at_rest"], said


def test_serial_unplugged(guest):
    guest.write("bench.yaml", bench("denkovi-16", f"usb:{TTY}", 11))
    cable = guest.connect("tty")
    guest.wait(TTY, "ftdi_sio")
    guest.run(f"(timeout 60 {BANC} bench exercise bench.yaml pc.nic0.pair --lang en --json "
              "> out1 2> err1; echo $? > done) &")
    answered = cable.recv(5)
    assert answered == b"ask//", answered
    while answered == b"ask//":  # what was read before anything was switched
        cable.sendall(b"\0\0")
        answered = cable.recv(5)
    assert answered == b"11+//", answered
    cable.close()
    status = until(lambda: guest.run("cat done").out.strip(), "banc hangs on a board that is gone")
    said = guest.run("cat out1 err1")
    assert status == "3" and '"at_rest":false,"line":"pc.nic0.pair","moves":[]' in said.out, said
    assert "/dev/ttyUSB0: " in said.out and "plug it back into the same port" in said.out, said
    guest.wait(TTY, "")


TESTS = {name.removeprefix("test_"): test for name, test in globals().items()
         if name.startswith("test_")}
if __name__ == "__main__":
    with Guest() as machine:
        TESTS[sys.argv[1]](machine)
