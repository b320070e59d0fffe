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
    made = {play.name: ANEW.sub("", play.read_text())
            for play in pathlib.Path(kept).glob("*.play")}
golden = {play.name: ANEW.sub("", play.read_text())
          for scenario in synthetic for play in GOLDEN.glob(f"{scenario}.*.play")}
other = sorted(name for name in made.keys() | golden.keys() if made.get(name) != golden.get(name))
if other or not golden:
    sys.exit("not what was kept: " + (", ".join(other) or "nothing"))
print(f"{len(made)} plays made again from their pieces")
