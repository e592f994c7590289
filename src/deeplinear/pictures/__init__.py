"""Plots as data: the same for drawing, alternative texts, tables and pages."""
