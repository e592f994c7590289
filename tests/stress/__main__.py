"""Kill runs at random moments and start the same command again: always the same bytes.

Twenty times all that a run started is killed; besides, its main process alone, while jobs live on,
and with the signals of `kill` and of Ctrl-C. Run by `make stress`; some four minutes on two cores.

python -m tests.stress --seed 1
"""

import argparse
import random
import tempfile
import time
from pathlib import Path

from benchmarks.workflow import fresh_copy
from tests.stress.kills import (
    INTERRUPTED,
    MAIN,
    TERMINATED,
    WHOLE,
    finish,
    kill_at_random,
    made,
)

TARGETS = (
    "zhao2023_figure2",
    *(f"zhao2023_table{number}" for number in (1, 2, 3)),
    "xu2023_table2",
)
KILLS = [WHOLE] * 20 + [MAIN] * 3 + [TERMINATED] * 2 + [INTERRUPTED] * 2


def main(seed: int) -> None:
    kills = random.Random(seed).sample(KILLS, len(KILLS))
    with tempfile.TemporaryDirectory(prefix="deeplinear-") as name:
        folder, disturbed = (fresh_copy(Path(name) / copy) for copy in ("undisturbed", "disturbed"))
        began = time.monotonic()
        finish(folder, TARGETS)
        seconds = time.monotonic() - began
        undisturbed = made(folder)
        print(f"seed {seed}; undisturbed {seconds:.0f} s, {len(undisturbed)} files", flush=True)
        kill_at_random(disturbed, TARGETS, kills, undisturbed, longest=seconds / 8, seed=seed)
    print(f"{len(kills)} kills, same bytes, {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=1, help="of the moments and their order")
    main(parser.parse_args().seed)
