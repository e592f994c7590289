"""Gradient descent for deep linear networks: the mathematics behind the figures of papers.

What a researcher uses is offered by :mod:`deeplinear.networks` and by each paper's package in
:mod:`deeplinear.papers`; both depend on NumPy and SciPy only. See docs/library.md.
"""
