"""Gradient descent for deep linear networks: the mathematics behind the figures of papers.

The public functions are in :mod:`deeplinear.networks` and in each paper's package in
:mod:`deeplinear.papers`; both depend on NumPy and SciPy only. See docs/library.md.
"""
