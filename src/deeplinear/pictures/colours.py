"""Colours of Okabe and Ito, distinguishable with colour-vision deficiencies."""

BLUE = "#0072b2"
VERMILION = "#d55e00"
GREEN = "#009e73"
PURPLE = "#cc79a7"
