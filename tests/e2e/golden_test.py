# SPDX-License-Identifier: EUPL-1.2
"""Every kept play is scored again, byte for byte (tests/golden/README.md)."""
import pathlib
import sys

from demo import banc

GOLDEN = pathlib.Path(__file__).parent.parent / "golden"

plays = sorted(GOLDEN.glob("*.play"))
assert plays, "no play is kept in tests/golden"
named, other = set(), []
for play in plays:
    lines = play.read_text(encoding="utf-8").splitlines()
    named |= {name for name in (blob.name for blob in GOLDEN.glob("blobs/*")) if name in lines[0]}
    done = banc("score", str(play), "--json")
    if done.stdout.rstrip("\n") != lines[-1]:
        other.append(f"{play.name}: {done.stderr or 'another score'}")
left = {blob.name for blob in GOLDEN.glob("blobs/*")} - named
assert not left, f"no play names these blobs: {sorted(left)}"
if other:
    sys.exit("\n".join(other))
print(f"{len(plays)} plays scored again, byte for byte")
