"""Haar frames: orthonormal, and without a preferred direction."""

import numpy as np
import pytest
from scipy import stats

from deeplinear.arrays import Array
from deeplinear.networks.haar import haar_frame, orthonormal_columns


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (5, 1), (7, 3), (5, 5), (300, 290)])
def test_columns_are_orthonormal(rows: int, columns: int) -> None:
    rng = np.random.default_rng(1)
    for frame in (
        haar_frame(rng, rows, columns, block=64),
        orthonormal_columns(rng.standard_normal((rows, columns))),
    ):
        assert frame.shape == (rows, columns)
        np.testing.assert_allclose(frame.T @ frame, np.eye(columns), atol=1e-13)


def test_block_size_does_not_change_the_frame() -> None:
    frames = [haar_frame(np.random.default_rng(2), 40, 30, block=block) for block in (1, 7, 256)]
    np.testing.assert_allclose(frames[0], frames[1], atol=1e-13)
    np.testing.assert_allclose(frames[0], frames[2], atol=1e-13)


def frames_by_reflections(count: int, rows: int, columns: int) -> Array:
    rng = np.random.default_rng(3)
    return np.stack([haar_frame(rng, rows, columns) for _ in range(count)])


def test_entries_have_the_marginal_law_of_a_point_on_the_sphere() -> None:
    frames = frames_by_reflections(2000, 4, 3)
    for i, j in np.ndindex(4, 3):
        # The square of a coordinate on the unit sphere of R^4 is Beta(1/2, 3/2).
        p = stats.kstest(frames[:, i, j] ** 2, stats.beta(0.5, 1.5).cdf).pvalue
        assert p > 0.001
        assert abs(np.mean(frames[:, i, j] > 0) - 0.5) < 4 * 0.5 / np.sqrt(2000)


def test_columns_are_jointly_haar() -> None:
    frames = frames_by_reflections(4000, 3, 3)
    fixed = orthonormal_columns(np.random.default_rng(4).standard_normal((3, 3)))
    # Rotated from either side the law stays; the trace is a sensitive statistic (it has the
    # same law as for orthonormalized Gaussian matrices, where invariance is elementary).
    rng = np.random.default_rng(5)
    reference = [np.trace(orthonormal_columns(rng.standard_normal((3, 3)))) for _ in range(4000)]
    for rotated in (frames, fixed @ frames, frames @ fixed):
        traces = np.trace(rotated, axis1=-2, axis2=-1)
        assert stats.ks_2samp(traces, reference).pvalue > 0.001
