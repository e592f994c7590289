"""Eftekhari (2020): the flow that gradient flow induces on the end-to-end matrix."""

from deeplinear.lazy import lazy

__getattr__, __dir__ = lazy(__name__, __file__)
