"""Parquet files of numbers, without the third of a second that pandas takes to import."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from deeplinear.arrays import Array


def write_columns(path: str | Path, columns: Mapping[str, Array | str | float]) -> None:
    """Write a table; no date and no other trace of when or where is in the file.

    Parameters
    ----------
    path : str or Path
    columns : mapping
        Arrays of shape (rows,) and, for columns with one value in all rows, a word or a number.
    """
    (rows,) = np.broadcast_shapes(*(np.shape(value) for value in columns.values()))
    arrays = [
        _words(value, rows) if isinstance(value, str) else _numbers(np.broadcast_to(value, rows))
        for value in columns.values()
    ]
    pq.write_table(pa.Table.from_arrays(arrays, names=list(columns)), path)


def _numbers(values: Array) -> pa.Array:
    # pa.array would do, but imports pandas to see whether the values are one of its series.
    buffer = pa.py_buffer(np.ascontiguousarray(values))
    return pa.Array.from_buffers(pa.from_numpy_dtype(values.dtype), len(values), [None, buffer])


def _words(word: str, rows: int) -> pa.Array:
    letters = word.encode()
    offsets = pa.py_buffer(len(letters) * np.arange(rows + 1, dtype=np.int32))
    return pa.Array.from_buffers(pa.string(), rows, [None, offsets, pa.py_buffer(rows * letters)])
