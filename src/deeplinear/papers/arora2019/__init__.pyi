from deeplinear.papers.arora2019.geometry import MarginGeometry as MarginGeometry
from deeplinear.papers.arora2019.geometry import margin_geometry as margin_geometry
from deeplinear.papers.arora2019.margin import deficiency_margin as deficiency_margin
from deeplinear.papers.arora2019.margin import margin_probability as margin_probability
from deeplinear.papers.arora2019.margin import margin_probability_bound as margin_probability_bound
from deeplinear.papers.arora2019.margin import sampled_margin_share as sampled_margin_share
