"""What there is in this checkout, and what made files are: needs no Snakemake."""

import argparse
import sys
from pathlib import Path

from deeplinear.provenance.expected import expect
from deeplinear.provenance.explain import explain
from deeplinear.provenance.identify import identify
from deeplinear.provenance.listing import list_artefacts
from deeplinear.provenance.verify import EXIT_STATUS, verify


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m deeplinear", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")

    listing = commands.add_parser("list", help="artefacts, their commands, verdicts and seconds")
    listing.set_defaults(run=lambda arguments: list_artefacts())

    identifying = commands.add_parser(
        "identify",
        help="what a picture, page or table of ours is, wherever it lies",
        epilog="Exit status 1: not ours, or changed since it was made.",
    )
    identifying.add_argument("file", type=Path, help="any file, or slides that it is in")
    identifying.set_defaults(run=lambda arguments: identify(arguments.file))

    explaining = commands.add_parser(
        "explain",
        help="what a made file hangs on, and what changed since",
        epilog="Exit status 1: something changed.",
    )
    explaining.add_argument("file", type=Path, help="a file of figures/ or results/")
    explaining.set_defaults(run=lambda arguments: explain(arguments.file))

    verifying = commands.add_parser(
        "verify",
        help="whether figures/ holds what expected/ says: bytes, numbers, or verdicts",
        epilog=EXIT_STATUS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verifying.add_argument("--json", action="store_true", help="for machines")
    verifying.set_defaults(run=lambda arguments: verify(as_json=arguments.json))

    expecting = commands.add_parser(
        "expect", help="have expected/ say what is in figures/ now, after a change on purpose"
    )
    expecting.set_defaults(run=lambda arguments: expect())

    arguments = parser.parse_args()
    sys.exit(arguments.run(arguments) is False)


if __name__ == "__main__":
    main()
