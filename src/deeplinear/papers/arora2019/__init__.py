"""Arora, Cohen, Golowich and Hu (2019): deficiency margins, and the geometry of Lemma 15."""
