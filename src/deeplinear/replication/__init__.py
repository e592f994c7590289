"""A published number or claim against draws: prediction, rounding, confidence sets, verdicts.

Knows no paper.
"""
