"""Du and Hu (2019): the width required by Theorem 4.1, and the time to a given accuracy."""

from deeplinear.lazy import lazy

__getattr__, __dir__ = lazy(__name__, __file__)
