"""Zhao and Xu (2023): movement of the layers, and the loss beside the convex problem's."""
