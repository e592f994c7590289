"""The data of a picture, whichever paper's it is."""

from collections.abc import Callable, Mapping
from pathlib import Path

from deeplinear.papers.arora2019.plot import margin_plot
from deeplinear.papers.du2019.plot import width_depth_plot
from deeplinear.papers.eftekhari2020.plot import flow_plot
from deeplinear.papers.xu2023.plot import bound_plot, step_size_plot
from deeplinear.papers.zhao2023.audit_plot import audit_plot, deviation_plot
from deeplinear.papers.zhao2023.plot import loss_plot
from deeplinear.pictures.plots import Plot

READERS: Mapping[tuple[str, str], Callable[[str | Path], Plot]] = {
    **{("zhao2023", f"table{i}-audit"): audit_plot for i in range(1, 7)},
    **{("zhao2023", f"table{i}-audit-deviations"): deviation_plot for i in range(1, 7)},
    **{
        ("zhao2023", f"figure{i}{variant}"): loss_plot
        for i in (1, 2)
        for variant in ("", "-stated", "-bands")
    },
    **{("xu2023", f"figure1{variant}"): step_size_plot for variant in ("", "-stated")},
    **{("xu2023", f"figure2{variant}"): bound_plot for variant in ("", "-stated")},
    ("du2019", "width_depth"): width_depth_plot,
    ("eftekhari2020", "figure1"): flow_plot,
    ("arora2019", "figure1"): margin_plot,
}


def plot_of(paper: str, name: str, path: str | Path) -> Plot:
    """Read what a picture shows.

    Parameters
    ----------
    paper, name : str
        "zhao2023" and "figure1", "figure1-stated", "figure1-bands", "table1-audit" or
        "table1-audit-deviations", its second row; "du2019" and "width_depth".
    path : str or Path
        The CSV file that the picture is drawn from.

    Raises
    ------
    ValueError
        If there is no such picture.
    """
    if (paper, name) not in READERS:
        pictures = ", ".join(picture for of, picture in READERS if of == paper)
        raise ValueError(
            f"{paper}: expected a picture ({pictures or 'of another paper'}), got {name}; "
            "add it to deeplinear.papers.plot_of"
        )
    return READERS[paper, name](path)
