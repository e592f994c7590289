"""The main command twice, in surroundings that should not matter: the same bytes, and no trace.

The runs are clean, at the same time, in other folders, under other host and user names, homes,
locales, time zones, umasks and BLAS threads, one with one core and one with two. Run by
`make determinism`; a quarter of an hour on two cores, with --short under a minute.

python -m tests.determinism --short
"""

import argparse
import datetime
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.determinism.compare import differing, made, traces
from tests.determinism.runs import SHORT, run, surroundings


def main(*, short: bool) -> str:
    """Run twice and compare.

    Parameters
    ----------
    short : bool
        An artefact of every paper instead of everything.

    Returns
    -------
    str
        How many files are the same.

    Raises
    ------
    SystemExit
        If a file differs, or holds a name, a folder or a date of its run.
    """
    with tempfile.TemporaryDirectory(prefix="deeplinear-") as name:
        places = surroundings(Path(name))
        dates = _today()
        with ThreadPoolExecutor() as both:
            runs = [both.submit(run, place, SHORT * short, lighter=short) for place in places]
        for one in runs:
            one.result()
        dates |= _today()
        first, second = (made(place.folder) for place in places)
        words = {name, *dates}
        for place in places:
            words |= {place.host, place.user}
        problems = [*differing(first, second), *traces(first, words), *traces(second, words)]
    if problems or not first:
        raise SystemExit("\n".join(["expected the same bytes twice:", *problems]))
    return f"{len(first)} files, same bytes"


def _today() -> set[str]:
    """Today's date, here and where the day begins first."""
    now = datetime.datetime.now(datetime.UTC)
    return {(now + datetime.timedelta(hours=hours)).date().isoformat() for hours in (0, 14)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--short", action="store_true", help="an artefact of every paper")
    print(main(short=parser.parse_args().short))
