"""Read and write data files, CSV, NumPy archives and Parquet, without pandas."""
