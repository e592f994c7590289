"""Deep linear networks under gradient descent: initialization, engines, reductions.

Depends on NumPy and SciPy only.
"""
