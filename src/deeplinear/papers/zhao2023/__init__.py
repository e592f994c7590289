"""Zhao and Xu (2023): movement of the layers, and the loss beside the convex problem's."""

from deeplinear.lazy import lazy

__getattr__, __dir__ = lazy(__name__, __file__)
