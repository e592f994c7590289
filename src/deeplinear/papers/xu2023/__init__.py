"""Xu, Min, Tarmoun, Mallada and Vidal (2023): two layers, imbalance, adaptive step sizes."""
