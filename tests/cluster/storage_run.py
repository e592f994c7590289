"""The smoke sweep with every file in a bucket, as profiles/kubernetes has it, without Kubernetes.

There is no cluster here to send jobs to: the profile's own command only plans (`--dry-run`), then
the jobs run on this machine.
"""

import os
import re
import subprocess
from pathlib import Path

import yaml

from benchmarks.workflow import fresh_copy
from tests.cluster.bucket import Objects, serve_bucket
from tests.cluster.smoke import PLACES, snakemake

PROFILE = "profiles/kubernetes"


def run_on_storage(folder: Path) -> tuple[dict[str, bytes], str]:
    """Plan the sweep through the profile, then make it out of a bucket and into it.

    Parameters
    ----------
    folder : Path
        Where the copy of the checkout goes.

    Returns
    -------
    files, told
        As for :func:`tests.cluster.slurm_run.run_on_slurm`.

    Raises
    ------
    AssertionError
        If a command fails, or if the copy of the checkout gets files that belong into the bucket.
    """
    copy = fresh_copy(folder / "storage")
    profile = yaml.safe_load((copy / PROFILE / "config.yaml").read_text(encoding="utf-8"))
    prefix = profile["default-storage-prefix"].removeprefix("s3:/") + "/"
    with serve_bucket() as (address, objects):
        fill(objects, prefix, copy)
        options = (f"--profile={PROFILE}", f"--storage-s3-endpoint-url={address}")
        planned = finished(snakemake(*options, "--dry-run"), copy)
        finished(snakemake(*options, "--executor=local", "--cores=2"), copy)
    made = {place.removeprefix(prefix): content for place, (content, _) in objects.items()}
    files = {
        path: content
        for path, content in made.items()
        if path.startswith(PLACES) and not path.endswith(".py")
    }
    shards = sum("/shard~" in path for path in files)
    assert re.search(rf"^sweep_train_shard +{shards}$", planned, re.MULTILINE), planned
    assert not (copy / "results").exists(), "expected results in the bucket, got some here"
    return files, "object storage: planned for Kubernetes, made out of a bucket and into it"


def fill(objects: Objects, prefix: str, copy: Path) -> None:
    """Upload the checkout: its code is among the rules' inputs."""
    for path in copy.rglob("*"):
        if path.is_file():
            place = prefix + path.relative_to(copy).as_posix()
            objects[place] = path.read_bytes(), path.stat().st_mtime


def finished(command: list[str], folder: Path) -> str:
    """What a command says that has to succeed; the bucket asks nobody who they are."""
    anybody = {"AWS_ACCESS_KEY_ID": "anybody", "AWS_SECRET_ACCESS_KEY": "anything"}
    done = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | anybody,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"expected status 0, got {done.returncode}:\n{done.stdout}"
    assert "Traceback" not in done.stdout, done.stdout
    return done.stdout
