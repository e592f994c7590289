"""The colours of Okabe and Ito, which readers with colour-vision deficiencies can tell apart."""

BLUE = "#0072b2"
VERMILION = "#d55e00"
GREEN = "#009e73"
PURPLE = "#cc79a7"
