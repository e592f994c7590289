"""Xu, Min, Tarmoun, Mallada and Vidal (2023): two layers, imbalance, adaptive step sizes."""

from deeplinear.lazy import lazy

__getattr__, __dir__ = lazy(__name__, __file__)
