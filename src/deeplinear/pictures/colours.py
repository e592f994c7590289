"""Colours of Okabe and Ito, which readers who see fewer colours tell apart too."""

BLUE = "#0072b2"
VERMILION = "#d55e00"
GREEN = "#009e73"
PURPLE = "#cc79a7"
