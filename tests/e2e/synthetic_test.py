# SPDX-License-Identifier: EUPL-1.2
"""Every scenario that says `proof: synthetic` is proven from its pieces, and its kept plays are what
that makes today but for what is drawn anew (names, nonces, commitments, the key) and the hashes of
the files it was made with."""
import json
import pathlib
import re
import sys
import tempfile

from demo import banc

GOLDEN = pathlib.Path(__file__).parent.parent / "golden"
ANEW = re.compile(r'"(?:exam|exam_id|nonce|author|commitment|public_key|blob|version)":"[^"]*"')

library = json.loads(banc("scenario", "list", "--json").stdout)
synthetic = [scenario["id"] for scenario in library if scenario["proof"] == "synthetic"]
if not synthetic:
    sys.exit("no scenario is synthetic")
with tempfile.TemporaryDirectory() as kept:
    done = banc("scenario", "prove", *synthetic, "--jobs", "2", "--keep", kept)
    sys.stdout.write(done.stdout)
    if done.returncode != 0:
        sys.exit(f"prove ended with {done.returncode}:\n{done.stderr}")
    plays = sorted(pathlib.Path(kept).glob("*.play"))
    other = [play.name for play in plays
             if ANEW.sub("", play.read_text()) != ANEW.sub("", (GOLDEN / play.name).read_text())]
if other:
    sys.exit("not what was kept: " + ", ".join(other))
print(f"{len(plays)} plays made again from their pieces")
