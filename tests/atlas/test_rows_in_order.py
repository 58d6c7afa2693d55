"""The files under data/claims/ keep the order that makes a diff read: docs/data.md promises it."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest

FILES = sorted((Path(__file__).parents[2] / "data" / "claims").glob("*/*.csv"))


def _key(row: dict[str, str]) -> tuple[str, str, str, str, str]:
    return row["actor"], row["object"], row.get("treaty", ""), row.get("date") or row.get("from") or "", row["act"]


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_rows_are_sorted_and_no_column_is_empty(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows, "a file without rows says nothing; delete it"
    assert not [column for column in rows[0] if not any(row[column] for row in rows)]
    if path.parent.name not in ("coverage", "counts"):
        keys = [_key(row) for row in rows]
        misplaced = [n for n, (first, second) in enumerate(pairwise(keys), 3) if first > second]
        assert not misplaced, f"{path.name}: sort by actor, object, treaty, date, act; out of order from line {misplaced[0]}"
