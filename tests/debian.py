"""Programs of Debian's packages, installed where they are missing.

python3 -m tests.debian chromium        package by package; needs no environment
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

# The daemons stand in /usr/sbin, which is not on every PATH.
PATH = os.pathsep.join([os.environ["PATH"], "/usr/sbin"])


def install(packages: Mapping[str, str]) -> None:
    """Install the packages of the programs that are missing.

    Parameters
    ----------
    packages : mapping
        The package of each program.

    Raises
    ------
    SystemExit
        If something is missing, and the user is not root or there is no apt-get.
    """
    absent = [program for program in packages if not shutil.which(program, path=PATH)]
    if not absent:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(
            f"expected {', '.join(absent)}, or root and Debian's apt-get to install them, "
            f"got user {os.geteuid()}; install {', '.join(absent)}, or run as root"
        )
    names = sorted({packages[program] for program in absent})
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for what in (["update"], ["install", "--yes", "--no-install-recommends", *names]):
        command = ["apt-get", "-qq", *what]
        subprocess.run(command, env=quiet, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    install({name: name for name in sys.argv[1:]})
