"""How a workflow job calls a script's main function."""

import logging
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any


def run(main: Callable[..., None], job: Any) -> None:
    """Call ``main`` with the job's named inputs, outputs and parameters as keyword arguments.

    The names in the rule are the names in the signature; ``library``, the code as input, is left
    out. Outputs are written under a temporary name and renamed when ``main`` has returned, so no
    half-written file ever carries a real name. Log records and the traceback of an error go to the
    job's log, with the parameters that it really read and the CPU time of start and ``main``; the
    terminal gets the error's own words.

    Parameters
    ----------
    main : callable
    job : snakemake.iocontainers.Snakemake
        The ``snakemake`` object of the script.

    Raises
    ------
    SystemExit
        If ``main`` raised.
    """
    logging.basicConfig(
        filename=job.log[0], filemode="w", format="%(message)s", level="INFO", force=True
    )
    logging.getLogger("fontTools").setLevel("WARNING")  # it tells of every glyph
    named = {**dict(job.input.items()), **dict(job.params.items())}
    named.pop("library")
    logging.info("parameters: %s", dict(job.params.items()))
    parts = {name: _unfinished(Path(path)) for name, path in job.output.items()}
    try:
        before = time.process_time()
        main(**named, **{name: str(part) for name, part in parts.items()})
        own = time.process_time() - before
        logging.info("CPU seconds: %.3f to start and import, %.3f in main", before, own)
        for name, part in parts.items():
            part.replace(job.output[name])
    except Exception as error:
        logging.error(traceback.format_exc())
        raise SystemExit(f"{type(error).__name__}: {error}") from None
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _unfinished(path: Path) -> Path:
    return path.with_name(f".unfinished-{path.name}")


def run_figure(main: Callable[..., None], job: Any | None) -> None:
    """Draw a figure for a job; without one, by hand from the repository's root, its defaults.

    Parameters
    ----------
    main : callable
        Its default paths are those of the plain variant.
    job : snakemake.iocontainers.Snakemake or None
    """
    if job is None:
        main()
    else:
        run(main, job)
