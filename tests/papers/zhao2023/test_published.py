"""The printed tables are those of the paper's text.

The sums were taken from the text of the submission (appendix G) by a program that did not see
published/, and not from a second reading of its pages: whether the text itself is what the PDF
shows, no sum can tell. Units are those of the fifth decimal.
"""

import csv

import pytest

from tests.conftest import ROOT

# Of rows, t = 1..10, and of columns.
SUMS: dict[str, tuple[list[int], list[int]]] = {
    "table1": (
        [25277, 42953, 55330, 58812, 60713, 61012, 61676, 61582, 61939, 61785],
        [113634, 17776, 17711, 401958],
    ),
    "table2": (
        [7705, 12290, 15069, 16754, 17777, 18402, 18787, 19027, 19178, 19274],
        [57734, 3259, 103270],
    ),
    "table3": (
        [7714, 12765, 16222, 18637, 20350, 21581, 22481, 23145, 23643, 24021],
        [40081, 7153, 143325],
    ),
    "table4": (
        [5516, 9145, 11620, 13347, 14572, 15460, 16111, 16599, 16967, 17249],
        [29042, 3665, 103879],
    ),
    "table5": (
        [4517, 7473, 9477, 10872, 11865, 12588, 13122, 13523, 13829, 14065],
        [23790, 2447, 85094],
    ),
    "table6": (
        [3321, 5501, 6982, 8012, 8749, 9287, 9685, 9985, 10214, 10391],
        [17632, 1420, 63075],
    ),
}


def printed(table: str) -> list[list[str]]:
    with open(ROOT / f"published/zhao2023/{table}.csv", newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def units(rows: list[list[str]]) -> list[list[int]]:
    return [[round(1e5 * float(cell)) for cell in row[1:]] for row in rows]


def sums(cells: list[list[int]]) -> tuple[list[int], list[int]]:
    return [sum(row) for row in cells], [sum(column) for column in zip(*cells, strict=True)]


@pytest.mark.parametrize("table", SUMS)
def test_rows_and_columns_have_the_sums_of_the_text(table: str) -> None:
    header, *rows = printed(table)
    assert header == ["t", *(f"i{k + 1}" for k in range(len(SUMS[table][1])))]
    assert [row[0] for row in rows] == [str(t) for t in range(1, 11)]
    assert all(len(cell.partition(".")[2]) == 5 for row in rows for cell in row[1:])
    assert sums(units(rows)) == SUMS[table]


def test_every_single_wrong_digit_and_every_swap_of_neighbours_is_noticed() -> None:
    cells = units(printed("table1")[1:])
    for i, row in enumerate(cells):
        for j in range(len(row)):
            for unit in (1, 10, 100, 1000, 10000):
                wrong = [[*other] for other in cells]
                wrong[i][j] += unit
                assert sums(wrong) != sums(cells)
            if i and cells[i][j] != cells[i - 1][j]:
                wrong = [[*other] for other in cells]
                wrong[i][j], wrong[i - 1][j] = cells[i - 1][j], cells[i][j]
                assert sums(wrong) != sums(cells)
