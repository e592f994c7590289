"""Write Parquet files of numbers, without importing pandas (a third of a second)."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from deeplinear.arrays import Array


def write_columns(path: str | Path, columns: Mapping[str, Array | str | float]) -> None:
    """Write a table, without any trace of when and where it was written.

    Parameters
    ----------
    path : str or Path
    columns : mapping
        Arrays of shape (rows,), or a string or number for a constant column.
    """
    (rows,) = np.broadcast_shapes(*(np.shape(value) for value in columns.values()))
    arrays = [
        _words(value, rows) if isinstance(value, str) else _numbers(np.broadcast_to(value, rows))
        for value in columns.values()
    ]
    pq.write_table(pa.Table.from_arrays(arrays, names=list(columns)), path)


def _numbers(values: Array) -> pa.Array:
    # pa.array imports pandas to check whether the values are one of its series.
    buffer = pa.py_buffer(np.ascontiguousarray(values))
    return pa.Array.from_buffers(pa.from_numpy_dtype(values.dtype), len(values), [None, buffer])


def _words(word: str, rows: int) -> pa.Array:
    letters = word.encode()
    offsets = pa.py_buffer(len(letters) * np.arange(rows + 1, dtype=np.int32))
    return pa.Array.from_buffers(pa.string(), rows, [None, offsets, pa.py_buffer(rows * letters)])
