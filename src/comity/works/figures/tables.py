"""Figures as rows of a table in which nothing is dropped: bounds as two columns, every field of the scope, and the population a rate stands on.

    >>> tables.frame(view.fighters("XK"))
    >>> tables.write(tables.rows(view.fighter_ranks(source="icsr-2015-01")), Path("icsr.parquet"), "parquet")

An open bound, a figure without a rate and a place without a rank are empty cells, never zero.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...errors import UsageError
from ...kernel.dates import iso
from ...kernel.figures import MILLION, Figure, Rank
from ...questions.fighters.ranking import Ranking, Rankings
from ...questions.fighters.rates import Rate, number
from ...questions.fighters.record import Fighters
from ..files import write_whole
from . import words
from .words import Found

if TYPE_CHECKING:
    import polars

    from ...questions.view import View

COLUMNS = {
    "place": "text", "label": "text", "theatre": "text", "groups": "text", "counted": "text", "kind": "text", "unit": "text", "since": "text",
    "as_of": "text", "as_of_earliest": "day", "as_of_latest": "day", "low": "count", "high": "count", "basis": "text", "part_of": "text",
    "copies": "text", "source": "text", "holder": "text", "published": "day", "locator": "text", "read": "text", "note": "text",
    "rate_low": "rate", "rate_high": "rate", "per": "count", "population_low": "count", "population_high": "count", "population_base": "text",
    "population_year": "count", "population_vintage": "day", "population_source": "text",
    "ranked_by": "text", "rank_best": "count", "rank_worst": "count", "rank_of": "count", "figure": "count", "row": "text",
}
"""Every column, in order, and what it holds: text, a count (a whole number), a rate, or a day (as YYYY-MM-DD). `figure` is the id of the figure in
the atlas, `row` the line of the data it was read from; `published` and `population_vintage` are the last day that the publication can be of."""
KINDS = ("csv", "parquet", "json")


def rows(found: Found) -> list[dict[str, Any]]:
    """One row for each figure, with all of `COLUMNS`; in a ranking those without a population stand last, without rate and rank."""
    return list(_rows(found))


def text(made: Sequence[Mapping[str, Any]], kind: str) -> str:
    """Rows as CSV or JSON. Raises UsageError where the kind is no text."""
    if kind == "csv":
        return csv_text(made)
    if kind == "json":
        return json.dumps([dict(r) for r in made], ensure_ascii=False, indent=2) + "\n"
    raise UsageError(f'"{kind}" is no text that a table can be given as; it may be csv or json')


def csv_text(made: Iterable[Mapping[str, Any]]) -> str:
    """Rows as CSV with a heading, also where there are none."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(COLUMNS), lineterminator="\n")
    writer.writeheader()
    writer.writerows(made)
    return out.getvalue()


def frame(found: Found | Sequence[Mapping[str, Any]]) -> polars.DataFrame:
    """What was found, or rows of it, as a Polars frame with typed columns, also where there are none. Raises UsageError if Polars is missing."""
    try:
        import polars
    except ImportError as error:
        raise UsageError(f"a frame or a Parquet file needs {error.name}; install it with: pip install 'comity[tables]'") from error
    made = rows(found) if isinstance(found, Fighters | Ranking | Rankings) else found
    types = {"text": polars.String, "count": polars.Int64, "rate": polars.Float64, "day": polars.String}
    read = polars.DataFrame([dict(r) for r in made], schema={name: types[holds] for name, holds in COLUMNS.items()})
    return read.with_columns(polars.col([name for name, holds in COLUMNS.items() if holds == "day"]).str.to_date("%Y-%m-%d", strict=False))


def write(made: Sequence[Mapping[str, Any]], path: Path, kind: str) -> None:
    """Write rows as csv, parquet or json, whole or not at all. Raises UsageError for another kind or if Polars is missing, OSError."""
    if kind not in KINDS:
        raise UsageError(f'"{kind}" is no kind of table; it may be {", ".join(KINDS)}')
    if kind != "parquet":
        write_whole(path, text(made, kind))
        return
    out = io.BytesIO()
    frame(made).write_parquet(out)
    write_whole(path, out.getvalue())


def _rows(found: Found) -> Iterator[dict[str, Any]]:
    view = found.view
    if isinstance(found, Fighters):
        yield from (_row(view, r.figure, r.rate) for r in found.rows)
        return
    for ranking in words.rankings_of(found):
        by = "rate" if ranking.per_head else "count"
        yield from (_row(view, r.figure, r.rate, r.rank, by) for r in ranking.rows)
        yield from (_row(view, f, None, None, by) for f in ranking.left)


def _row(view: View, f: Figure, rate: Rate | None, rank: Rank | None = None, by: str | None = None) -> dict[str, Any]:
    p = rate.population if rate else None
    cells = {
        **{c: getattr(f, c) or None for c in ("place", *f.scope._fields, "since", "as_of", "basis", "part_of", "copies", "source", "holder",
                                              "locator", "read", "note")},
        "label": words.place(view, f.place), "low": f.low, "high": f.high,
        "as_of_earliest": iso(f.as_of_earliest), "as_of_latest": iso(f.as_of_latest),
        "published": None if f.published is None else iso(f.published), "figure": f.id, "row": f"{f.file}:{f.line}",
        "rate_low": number(rate.bounds.low) if rate else None, "rate_high": number(rate.bounds.high) if rate else None,
        "per": MILLION if rate else None, "population_low": p and p.low, "population_high": p and p.high, "population_base": p and p.base,
        "population_year": p and p.year, "population_vintage": iso(p.published) if p and p.published is not None else None,
        "population_source": p and p.source, "ranked_by": by, "rank_best": rank and rank.best, "rank_worst": rank and rank.worst,
        "rank_of": rank and rank.of}
    return {c: cells[c] for c in COLUMNS}
