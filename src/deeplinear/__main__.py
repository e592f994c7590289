"""What there is in this checkout: ``python -m deeplinear list``. Needs no Snakemake."""

import argparse

from deeplinear.listing import list_artefacts


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m deeplinear", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    listing = commands.add_parser("list", help="artefacts, their commands, verdicts and seconds")
    listing.set_defaults(run=list_artefacts)
    arguments = parser.parse_args()
    arguments.run()


if __name__ == "__main__":
    main()
