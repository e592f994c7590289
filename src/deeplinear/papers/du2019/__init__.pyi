from deeplinear.papers.du2019.time_to_accuracy import Runs as Runs
from deeplinear.papers.du2019.time_to_accuracy import follow as follow
from deeplinear.papers.du2019.time_to_accuracy import runs_to_accuracy as runs_to_accuracy
from deeplinear.papers.du2019.width_condition import guaranteed_factor as guaranteed_factor
from deeplinear.papers.du2019.width_condition import required_width as required_width
