"""Gradient descent for deep linear networks: the mathematics behind the papers' figures."""
