"""Run a script's main function as a job of the workflow."""

import errno
import logging
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from deeplinear.provenance.records import (
    Record,
    in_checkout,
    read_record,
    sha256,
    unfinished,
    write_record,
)
from deeplinear.provenance.stamps import stamped


def run(main: Callable[..., None], job: Any) -> None:
    """Call ``main`` with the job's named inputs, outputs and parameters as keyword arguments.

    The names in the rule are those in the signature, except for two parameters that are not passed
    on: ``code``, the digests of the code that it runs, and ``provenance``, with which outputs are
    stamped (deeplinear.provenance.stamps). An input that does not match its record is refused.
    Outputs are written under a temporary name and renamed when ``main`` has returned, so that no
    partial output ever has its final name; then each gets a record (deeplinear.provenance.records).

    Log records and the traceback of an error go to the job's log, with the parameters that were
    read and the CPU time of start and ``main``; the terminal shows the error message only.

    Parameters
    ----------
    main : callable
    job : snakemake.iocontainers.Snakemake
        The ``snakemake`` object of the script.

    Raises
    ------
    SystemExit
        If ``main`` raises, or an input is damaged.
    """
    logging.raiseExceptions = False  # a full disk is reported once, not by every log line
    logging.basicConfig(
        filename=job.log[0], filemode="w", format="%(message)s", level="INFO", force=True
    )
    logging.getLogger("fontTools").setLevel("WARNING")  # it logs every glyph
    params = dict(job.params.items())
    code, provenance = params.pop("code"), params.pop("provenance", None)
    logging.info("parameters: %s", params)
    parts = {name: unfinished(Path(path)) for name, path in job.output.items()}
    begun_by = _last_run()
    try:
        inputs = _hashes(_paths(job.input))
        before = time.process_time()
        main(
            **dict(job.input.items()),
            **params,
            **{name: str(part) for name, part in parts.items()},
        )
        own = time.process_time() - before
        logging.info("CPU seconds: %.3f to start and import, %.3f in main", before, own)
        if _last_run() != begun_by:  # this run was killed, and settings may have changed since
            raise RuntimeError(
                "this job belongs to a run that was killed; a later run makes its outputs"
            )
        for name, part in parts.items():
            if provenance and part.suffix != ".csv":
                _stamp(part, job.output[name], provenance, inputs)
            part.replace(job.output[name])
            _record(job, job.output[name], inputs, code, params)
    except Exception as error:
        logging.error(traceback.format_exc())
        raise SystemExit(_words(error)) from None
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _last_run() -> str:
    """The name of the last run in this checkout: see lock_checkout() in common/running.smk."""
    running = Path(".snakemake/running")
    return running.read_text(encoding="utf-8") if running.is_file() else ""


def _paths(files: Any) -> list[str]:
    """All paths of named inputs, each of which is a path or a list of paths."""
    values = [value for _, value in files.items()]
    return [
        str(path)
        for value in values
        for path in ([value] if isinstance(value, (str, Path)) else value)
    ]


def _hashes(paths: list[str]) -> dict[str, str]:
    """SHA-256 of files by path in the checkout.

    Raises
    ------
    ValueError
        If a file does not match its record.
    """
    hashes = {}
    for path in paths:
        name = in_checkout(path)
        hashes[name or path] = found = sha256(path)
        record = read_record(name) if name else None
        if record and record.sha256 != found:
            raise ValueError(
                f"{name} has changed since it was built (SHA-256 {record.sha256[:12]}, now "
                f"{found[:12]}); run the same command again, and it will be rebuilt"
            )
    return hashes


def _stamp(part: Path, output: str, provenance: dict[str, Any], inputs: dict[str, str]) -> None:
    """Stamp a file with its description, its command and the outputs that it shows."""
    path = in_checkout(output)
    record = provenance | {
        "path": path,
        "command": f"snakemake --cores 1 {path}",
        "data": {name: value for name, value in inputs.items() if in_checkout(name)},
    }
    part.write_bytes(stamped(part.read_bytes(), record))


def _record(
    job: Any, output: str, inputs: dict[str, str], code: dict[str, str], params: dict[str, Any]
) -> None:
    """Write the record of an output in the checkout; outputs in remote storage have none."""
    if in_checkout(output) == output:
        parameters = {name: repr(value) for name, value in params.items()}
        write_record(Record(output, sha256(output), job.rule, inputs, code, parameters))


def _words(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return (
            "no space left on the disk; free some and run the same command again: "
            "finished outputs are kept"
        )
    return f"{type(error).__name__}: {error}"
