"""The files under data/claims/ keep the order that makes a diff read: docs/data.md promises it."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "data"
FILES = sorted([*(DATA / "claims").glob("*/*.csv"), *(DATA / "groups").glob("*.csv")])
ORDER = {"called": "group by from name", "groups": "id", "affiliation": "actor object of date act", "listing": "actor object date act name",
         "control": "actor object from act", "in-force": "actor object treaty date act",
         "figures": "source place theatre as_of unit counted", "populations": "source place base year", "rates": "source place"}
"""By which columns the rows of a relation are sorted; the others by those below."""
USUAL = "actor object date act"


def _order(relation: str) -> list[str]:
    return ORDER.get(relation, USUAL).split()


def _key(row: dict[str, str], relation: str) -> list[str]:
    return [row.get(column, "") for column in _order(relation)]


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_rows_are_sorted_and_no_column_is_empty(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows, "a file without rows says nothing; delete it"
    assert not [column for column in rows[0] if not any(row[column] for row in rows)]
    if path.parent.name not in ("coverage", "counts"):
        keys = [_key(row, path.parent.name) for row in rows]
        misplaced = [n for n, (first, second) in enumerate(pairwise(keys), 3) if first > second]
        assert not misplaced, f"{path.name}: sort by {', '.join(_order(path.parent.name))}; out of order from line {misplaced[0]}"
