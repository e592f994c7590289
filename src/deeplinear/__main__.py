"""Inspect this checkout and its outputs, without Snakemake."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from deeplinear.provenance.expected import expect
from deeplinear.provenance.explain import explain
from deeplinear.provenance.identify import identify
from deeplinear.provenance.listing import list_artefacts
from deeplinear.provenance.verify import EXIT_STATUS, verify


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m deeplinear", description=__doc__)
    add = parser.add_subparsers(required=True, metavar="command").add_parser

    def add_for_file(
        name: str, ask: Callable[[Path], bool], *, help: str, epilog: str, file: str
    ) -> None:
        command = add(name, help=help, epilog=epilog)
        command.add_argument("file", type=Path, help=file)
        command.set_defaults(run=lambda arguments: ask(arguments.file))

    listing = add("list", help="list artefacts with their commands, verdicts and seconds")
    listing.set_defaults(run=lambda arguments: list_artefacts())

    add_for_file(
        "identify",
        identify,
        help="identify a picture, page or table of this repository, wherever it was copied to",
        epilog="Exit status 1: no provenance record found, or changed since it was made.",
        file="any file, including slides that contain such a picture",
    )
    add_for_file(
        "explain",
        explain,
        help="show what an output depends on, and what has changed since it was made",
        epilog="Exit status 1: something has changed.",
        file="a file of figures/ or results/",
    )

    verifying = add(
        "verify",
        help="compare figures/ with the reference results in expected/",
        epilog=EXIT_STATUS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verifying.add_argument("--json", action="store_true", help="print JSON")
    verifying.set_defaults(run=lambda arguments: verify(as_json=arguments.json))

    expecting = add("expect", help="update expected/ from figures/ after an intended change")
    expecting.set_defaults(run=lambda arguments: expect())

    arguments = parser.parse_args()
    sys.exit(arguments.run(arguments) is False)


if __name__ == "__main__":
    main()
