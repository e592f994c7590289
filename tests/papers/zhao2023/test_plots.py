"""zhao2023's tables and figures as data, and what alternative texts say of its audit."""

import re
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from deeplinear.files.parquet import write_columns
from deeplinear.papers.lookup import plot_of
from deeplinear.papers.zhao2023.width_plots import plot_by_width
from deeplinear.pictures.alt_text import LONGEST, alt_text
from tests.papers.zhao2023.audited import AUDITED_TABLES, audited, cells_of
from tests.pictures.plotted import check_looks
from tests.pictures.said import COURSE, NUMBER, TITLE, check_course, check_summary, number


@pytest.mark.parametrize(
    ("table", "stated"),
    [*((table, "stated") for table in AUDITED_TABLES), ("table1", "stated step_size_factor")],
)
def test_an_audit_has_its_cells(tmp_path: Path, table: str, stated: str) -> None:
    path = audited(tmp_path, table, stated)
    cells = cells_of(path)
    movements = plot_of("zhao2023", f"{table}-audit", path)
    deviations = plot_of("zhao2023", f"{table}-audit-deviations", path)
    variants = {"inferred": "mean as inferred"}
    if table == "table1":
        own = "mean as stated" if stated == "stated" else "mean with the stated step size alone"
        variants[stated] = own
    for layer, (panel, off) in enumerate(
        zip(movements.panels, deviations.panels, strict=True), start=1
    ):
        curves = {curve.name: curve for curve in panel.curves}
        assert set(curves) == {*variants.values(), "published"}
        for variant, name in variants.items():
            of_layer = cells.loc[variant, layer]
            np.testing.assert_array_equal(curves[name].high, of_layer["high"])
            finite = np.isfinite(of_layer["high"])
            np.testing.assert_array_equal(curves[name].y, of_layer["mean"].where(finite, np.inf))
        inferred = cells.loc["inferred", layer]
        np.testing.assert_array_equal(curves["published"].y, inferred["published"])
        published = next(curve for curve in off.curves if curve.name == "published")
        expected = 100 * (inferred["published"] - inferred["mean"]) / inferred["mean"]
        np.testing.assert_allclose(published.y, expected, rtol=1e-9)


@pytest.mark.parametrize("factor", [0.97, 1, 1.04])
def test_audits_count_the_cells_on_the_band(tmp_path: Path, factor: float) -> None:
    path = audited(tmp_path, "table1", factor=factor)
    text = alt_text(plot_of("zhao2023", "table1-audit", path), TITLE)
    counts = []
    for variant in ("inferred", "stated"):
        cells = cells_of(path).loc[variant]
        lie = cells["published"].between(cells["low"], cells["high"]).sum()
        counts.append(f"{lie} of {len(cells)}")
    inferred, stated = counts
    assert f"{inferred} published cells lie on the band as inferred, {stated} on that" in text
    assert (inferred == "40 of 40") == (factor == 1)


@pytest.mark.parametrize("table", AUDITED_TABLES)
def test_audits_say_how_layers_move(tmp_path: Path, table: str) -> None:
    path = audited(tmp_path, table)
    cells = cells_of(path)
    text = alt_text(plot_of("zhao2023", f"{table}-audit", path), TITLE)
    variants = cells.index.get_level_values("variant").unique()
    inferred = cells.loc["inferred"]
    off = 100 * (inferred["published"] / inferred["mean"] - 1)
    low, high = re.findall(rf"from ({NUMBER}) to ({NUMBER})\.$", text)[0]
    assert (number(low), number(high)) == (float(f"{off.min():.2g}"), float(f"{off.max():.2g}"))
    for layer, of_layer in inferred.groupby("layer"):
        panel = {"published": of_layer["published"], "mean as inferred": of_layer["mean"]}
        if "stated" in variants:
            stated = cells.loc["stated"].loc[layer]
            shown = stated["high"] <= 10 * inferred["high"].max()
            panel["mean as stated"] = stated["mean"][shown]
            check_summary(text, f"Layer {layer}", panel)
            last = shown[shown].index[-1]
            assert f"In every panel, mean as stated diverged after t = {last}." in text
        else:
            sentence = text.partition(f"Layer {layer}: ")[2]
            for name, series in panel.items():
                course = COURSE.match(sentence.partition(f"{name} ")[2])
                assert course is not None
                check_course(course, series, series)


@pytest.mark.parametrize("table", AUDITED_TABLES)
def test_audits_have_looks_and_texts_as_figures_have(tmp_path: Path, table: str) -> None:
    plot = plot_of("zhao2023", f"{table}-audit", audited(tmp_path, table))
    check_looks(plot)
    assert len(alt_text(plot, TITLE)) <= LONGEST


def shard(folder: Path, n: int, replicates: list[int], losses: np.ndarray) -> str:
    """Replicates of one width: (replicates, 3) deep losses, the convex ones half of them."""
    path = folder / f"{n}-{replicates[0]}.parquet"
    write_columns(
        path,
        {
            "n": np.full(losses.size, n),
            "replicate": np.repeat(replicates, 3),
            "t": np.tile(np.arange(3), len(replicates)),
            "deep_loss": losses.ravel(),
            "convex_loss": losses.ravel() / 2,
        },
    )
    return str(path)


def test_by_width_there_are_medians_and_ranges_on_common_axes(tmp_path: Path) -> None:
    rng = np.random.default_rng(7)
    wide, narrow = rng.uniform(1, 100, (2, 5, 3))
    narrow[4, 2] = np.inf
    shards = [
        shard(tmp_path, 1000, [0, 1, 2, 3, 4], wide),
        shard(tmp_path, 64, [3, 4], narrow[3:]),
        shard(tmp_path, 64, [0, 1, 2], narrow[:3]),
    ]
    path = tmp_path / "by_width.parquet"
    pq.write_table(pa.concat_tables(map(pq.read_table, shards)), path)
    plots = plot_by_width(path)
    assert list(plots) == [64, 1000]
    for n, losses in ((64, narrow), (1000, wide)):
        (panel,) = plots[n].panels
        assert panel.limits == plots[64].panels[0].limits
        assert plots[n].band == "the range of 5 draws, lines their medians"
        for curve, scale in zip(panel.curves, (1, 2), strict=True):
            np.testing.assert_allclose(curve.y, np.median(losses, axis=0) / scale)
            np.testing.assert_allclose(curve.low, losses.min(axis=0) / scale)
            np.testing.assert_allclose(curve.high, losses.max(axis=0) / scale)
