"""Files of numbers: what is read is what was written, and nothing else is in them."""

import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from deeplinear.files.columns import read_columns, write_rows
from deeplinear.files.npz import read_arrays
from deeplinear.files.parquet import write_columns
from deeplinear.files.rows import read_rows

NUMBERS = [0.1, 1 / 3, -2.5e-308, 1e300, math.inf, 7]


def test_numbers_of_a_csv_keep_every_digit(tmp_path: Path) -> None:
    path = tmp_path / "numbers.csv"
    write_rows(path, ["t", "loss"], enumerate(NUMBERS))
    assert read_columns(path) == {"t": [0, 1, 2, 3, 4, 5], "loss": NUMBERS}
    assert path.read_bytes().startswith(b"t,loss\n0,0.1\n1,0.3333333333333333\n")


def test_words_of_a_csv_may_have_commas_quotes_and_lines(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    words = ["a, b", 'say "c"', "two\nlines", "η", ""]
    write_rows(path, ["n", "word"], enumerate(words))
    rows = read_rows(path)
    assert rows == [{"n": str(n), "word": word} for n, word in enumerate(words)]


def test_pandas_reads_the_columns_of_a_parquet_file(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.parquet", "b.parquet")]
    columns: dict[str, Any] = {
        "network": "deep η",
        "depth": 3,
        "t": np.arange(6)[::-1],
        "loss": np.array(NUMBERS),
    }
    for path in paths:
        write_columns(path, columns)
    pd.testing.assert_frame_equal(
        pd.read_parquet(paths[0]), pd.DataFrame(columns), check_dtype=False
    )
    assert pq.read_schema(paths[0]).metadata is None
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_arrays_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    path = tmp_path / "problem.npz"
    np.savez(path, X=np.eye(2), Y=np.ones(3))
    Y, X = read_arrays(path, "Y", "X")
    np.testing.assert_array_equal(X, np.eye(2))
    np.testing.assert_array_equal(Y, np.ones(3))
    with pytest.raises(KeyError, match="Z"):
        read_arrays(path, "Z")
