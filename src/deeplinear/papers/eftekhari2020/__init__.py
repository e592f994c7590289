"""Eftekhari (2020): the flow that gradient flow induces on the end-to-end matrix."""
