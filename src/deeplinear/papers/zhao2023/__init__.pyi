from deeplinear.papers.zhao2023.claims import follows as follows
from deeplinear.papers.zhao2023.claims import rises as rises
from deeplinear.papers.zhao2023.claims import stays_below_start as stays_below_start
from deeplinear.papers.zhao2023.float32_trace import middle_layer_trace as middle_layer_trace
from deeplinear.papers.zhao2023.float32_trace import middle_over_outer as middle_over_outer
from deeplinear.papers.zhao2023.printed_ratios import PrintedWidths as PrintedWidths
from deeplinear.papers.zhao2023.printed_ratios import printed_widths as printed_widths
