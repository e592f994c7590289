"""The smoke sweep away from home: on a Slurm that loses a job and a node, and out of a bucket.

Both have to end with the bytes of a local run. Run by `make cluster`, as root; Debian's Slurm is
installed where it is missing.

python -m tests.cluster
"""

import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.cluster.slurm import install
from tests.cluster.slurm_run import run_on_slurm
from tests.cluster.smoke import expect_same, make_smoke, smoke_files
from tests.cluster.storage_run import run_on_storage


def main() -> None:
    install()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    with tempfile.TemporaryDirectory(prefix="deeplinear-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # munged wants its socket to be within everybody's reach
        local = smoke_files(make_smoke(folder / "local"))
        for run in (run_on_slurm, run_on_storage):
            began = time.monotonic()
            files, told = run(folder)
            expect_same(files, local)
            print(f"{told}; {len(files)} files, same bytes, {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
