"""Onymous (2024), a paper that does not exist: gradient descent for least squares."""
