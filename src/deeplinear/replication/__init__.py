"""Compare published numbers and claims with draws: prediction, rounding, confidence sets, verdicts.

Independent of any paper.
"""
