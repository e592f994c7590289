"""Write, read and summarize repeated runs."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import numpy as np

from deeplinear.arrays import Array
from deeplinear.papers.xu2023.two_layer import Trajectory

Summary = Literal["log_of_mean", "mean_of_log"]
LossUnit = Literal["total", "per_sample"]
QUANTITIES = ("loss", "step_size", "rate")


def write_runs(path: str | Path, trajectories: Mapping[str, Trajectory]) -> None:
    """Write an array of loss, step size and rate per schedule to an .npz file.

    Parameters
    ----------
    path : str or Path
    trajectories : mapping
        By schedule; attributes of shape (runs, T + 1).
    """
    arrays: dict[str, Any] = {
        schedule: np.stack([getattr(trajectory, name) for name in QUANTITIES])
        for schedule, trajectory in trajectories.items()
    }
    np.savez(path, **arrays)


def read_runs(path: str | Path) -> dict[str, Trajectory]:
    """Read a file written by :func:`write_runs`."""
    with np.load(path) as archive:
        return {schedule: Trajectory(*archive[schedule]) for schedule in archive.files}


def log10_summary(values: Array, summary: Summary) -> tuple[Array, Array, Array]:
    """Summarize many runs by log10 of a middle curve and one standard deviation around it.

    Parameters
    ----------
    values : ndarray, shape (runs, T + 1)
        Not negative. An inf (a diverged run) makes all three inf; a nan makes them nan.
    summary : {"log_of_mean", "mean_of_log"}
        log10 of the mean and of mean -+ standard deviation, -inf where that is not positive; or
        mean and mean -+ standard deviation of log10.

    Returns
    -------
    middle, low, high : ndarray, shape (T + 1)
    """
    degrees = min(1, len(values) - 1)  # of freedom lost to the mean; a single run has no spread
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        if summary == "mean_of_log":
            logs = np.log10(values)
            middle, spread = logs.mean(axis=0), logs.std(axis=0, ddof=degrees)
            low, high = middle - spread, middle + spread
        else:
            mean, spread = values.mean(axis=0), values.std(axis=0, ddof=degrees)
            middle, high = np.log10(mean), np.log10(mean + spread)
            low = np.log10(np.maximum(mean - spread, 0))
    infinite = np.isinf(middle)
    return middle, np.where(infinite, middle, low), np.where(infinite, middle, high)
