"""Compute the points of the construction in the proof of arora2019's Lemma 15."""

from dataclasses import asdict

from deeplinear.files.columns import write_rows
from deeplinear.papers.arora2019.geometry import margin_geometry
from deeplinear.provenance.job import run


def main(*, construction: str, drawn_a: float, drawn_d: int) -> None:
    points = {"a": drawn_a, "d": drawn_d, **asdict(margin_geometry(drawn_a, drawn_d))}
    write_rows(construction, list(points), [list(points.values())])


if __name__ == "__main__":
    run(main, snakemake)
