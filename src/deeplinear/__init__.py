"""Gradient descent for deep linear networks: the mathematics behind the figures of papers.

>>> from deeplinear.networks import draw_network, gradient_descent
>>> from deeplinear.papers.xu2023 import algorithm_1

offer what a researcher uses; both need NumPy and SciPy only. See docs/library.md.
"""
