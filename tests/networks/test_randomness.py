"""Streams: one for every purpose."""

import numpy as np
import pytest

from deeplinear.networks.randomness import generator


def test_a_stream_depends_on_seed_and_labels_alone() -> None:
    first = generator(1, "paper", "table1").standard_normal(4)
    generator(1, "paper", "table2").standard_normal(100)
    np.testing.assert_array_equal(generator(1, "paper", "table1").standard_normal(4), first)
    for other in (generator(2, "paper", "table1"), generator(1, "paper", "table1", "")):
        assert not np.any(other.standard_normal(4) == first)


def test_golden_stream() -> None:
    """Published numbers depend on this stream; a change of it is a new edition of the artifact."""
    np.testing.assert_array_equal(
        generator(2023, "zhao2023", "table1").integers(0, 1000, 4), [784, 683, 402, 544]
    )


def test_a_negative_seed_is_refused() -> None:
    with pytest.raises(ValueError, match="seed must be at least 0, got -1"):
        generator(-1, "x")
