"""Formats of data files: CSV and Parquet, read and written without pandas."""
