"""Compare a published number or claim with draws: prediction, rounding, confidence sets, verdicts.

Knows no paper.
"""
