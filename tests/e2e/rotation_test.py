# SPDX-License-Identifier: EUPL-1.2
"""One of the day's six scenarios is proven: rotation_test.py SLOT. Each day the next six of the
library's virtual ones, so that all have their turn; BANC_DAY (a number of days) chooses another day."""
import json
import os
import sys
import time

from demo import banc

SLOTS = 6
DAY = 24 * 3600

slot = int(sys.argv[1])
day = int(os.environ.get("BANC_DAY") or time.time() // DAY)
library = json.loads(banc("scenario", "list", "--json").stdout)
virtual = [scenario["id"] for scenario in library if scenario["proof"] == "virtual"]
if slot >= min(SLOTS, len(virtual)):
    sys.exit(77)  # the library has no sixth
chosen = virtual[(day * SLOTS + slot) % len(virtual)]
print(f"day {day}, slot {slot}: {chosen}", flush=True)
done = banc("scenario", "prove", chosen, "--jobs", "1", "--seed", str(day), timeout=840)
sys.stdout.write(done.stdout)
if done.returncode != 0:
    sys.exit(f"prove ended with {done.returncode}:\n{done.stderr}")
