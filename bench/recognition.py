"""One recognition answer with its proof, in process: the claims of a pair read, the rules applied, the timeline and proof built.

No peer answers the question, so the floor beside it is the bare reading of a pair's rows from the same file.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial

import comity

from .measure import Report, Row, Target, median, percentile, took

OBJECTS = ("XK", "US", "PS", "TW", "IL", "EH", "CN", "KP", "abkhazia", "northern-cyprus")
ACTORS = ("US", "RS", "RU", "GB")
REPEATS = 7

Pair = tuple[str, str]


def pairs(atlas: comity.Atlas, scale: float = 1.0) -> list[Pair]:
    """Every pair with a record of recognition, on the objects and by the actors named above."""
    found = {p for o in OBJECTS for p in atlas.pairs_of("recognition", object_=o)}
    found |= {p for a in ACTORS for p in atlas.pairs_of("recognition", actor=a)}
    every = sorted(found)
    return [(a, o) for a, o in map(str.split, every[:max(int(len(every) * scale), 5)])]


def run(scale: float = 1.0) -> Report:
    """Time every pair: from the file at first, then with its claims kept; the object alone, its dictionary, its JSON."""
    asked = pairs(comity.open(), scale)
    path = comity.open().path
    repeats = max(int(REPEATS * scale), 2)
    cold, warm, first, eyed, as_dict, as_json = _ask(asked, repeats)
    floor = _read_rows(asked, str(path))
    rows = (Row("first answer, the file opened for it", 1e6 * median(first), "µs",
                f"median of {len(first)}; reads polities, coverage and vocabulary too"),
            _row("answer, from the file", cold, len(asked)), _row("answer, claims kept", warm, len(asked)),
            _row("answer in the recognised's eyes", eyed, len(asked)), _row("answer and to_dict()", as_dict, len(asked)),
            _row("answer, to_dict() and JSON text", as_json, len(asked)), _row("a pair's rows by sqlite3 alone", floor, len(asked)))
    ratios = {"as long as a bare reading of the same rows (answer from the file)": median(cold) / median(floor)}
    return Report("recognition", f"{len(asked):,} pairs with a record", rows, ratios,
                  (Target("answer with proof, from the file, median", 1e6 * median(cold), 200, "µs", True),
                   Target("answer with proof and to_dict(), median", 1e6 * median(as_dict), 200, "µs", True)))


def _row(what: str, seconds: list[float], count: int) -> Row:
    return Row(what, 1e6 * median(seconds), "µs", f"median; p95 {1e6 * percentile(seconds, 0.95):,.0f}, slowest {1e6 * max(seconds):,.0f} "
               f"of {len(seconds) // count} × {count:,}")


def _ask(asked: list[Pair], repeats: int) -> tuple[list[float], ...]:
    cold: list[float] = []
    first: list[float] = []
    for _ in range(repeats):
        first.append(took(lambda: comity.open().view().recognition("US", "XK")))
        atlas = comity.open()
        view = atlas.view()
        view.recognition("US", "XK")
        cold += _each(asked, view.recognition)
    warm = [t for _ in range(repeats) for t in _each(asked, view.recognition)]
    eyed = [took(partial(atlas.view(eyes=o).recognition, a, o)) for a, o in asked]
    as_dict = [t for _ in range(repeats) for t in _each(asked, lambda a, o: view.recognition(a, o).to_dict())]
    as_json = _each(asked, lambda a, o: json.dumps(view.recognition(a, o).to_dict(), ensure_ascii=False))
    return cold, warm, first, eyed, as_dict, as_json


def _each(asked: list[Pair], ask: Callable[[str, str], object]) -> list[float]:
    return [took(partial(ask, a, o)) for a, o in asked]


def _read_rows(asked: list[Pair], path: str) -> list[float]:
    with closing(sqlite3.connect(path)) as db:
        return _each(asked, lambda a, o: db.execute("SELECT * FROM claim WHERE relation = 'recognition' AND pair = ? ORDER BY id",
                                                    (f"{a} {o}",)).fetchall())
