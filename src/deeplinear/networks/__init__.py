"""Deep linear networks under gradient descent: initialization, engines, reductions.

Depends on NumPy and SciPy only.
"""

from deeplinear.lazy import lazy

__getattr__, __dir__ = lazy(__name__, __file__)
