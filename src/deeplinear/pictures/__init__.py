"""Plots as data, shared by drawings, alternative texts, tables and interactive plots."""
