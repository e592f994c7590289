"""Arora, Cohen, Golowich and Hu (2019): deficiency margins, and the geometry of Lemma 15."""

from deeplinear.lazy import lazy

__getattr__, __dir__ = lazy(__name__, __file__)
