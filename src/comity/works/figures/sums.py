"""Printed totals held against the sum of the rows that the same publication prints of the places in them: interval against interval."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ...kernel.figures import Figure, Interval, Scope, total
from ...questions.fighters.record import admitted

if TYPE_CHECKING:
    from ...questions.view import View

_CENTRAL_ASIA = ("KG", "KZ", "TJ", "TM", "UZ")
MEMBERS = {
    "western-europe": ("AT", "BE", "CH", "DE", "DK", "ES", "FI", "FR", "GB", "IE", "IT", "LU", "NL", "NO", "SE"),
    "western-balkans": ("AL", "BA", "ME", "MK", "RS", "XK"),
    "balkans": ("AL", "BA", "ME", "MK", "RS", "XK"),
    "central-asia": _CENTRAL_ASIA,
    "former-soviet-union": ("AM", "AZ", "BY", "EE", "GE", "LT", "LV", "MD", "RU", "UA", *_CENTRAL_ASIA),
    "maghreb": ("DZ", "LY", "MA", "TN"),
    "north-africa": ("DZ", "EG", "LY", "MA", "TN"),
    "middle-east": ("AE", "BH", "JO", "KW", "LB", "OM", "QA", "SA", "YE"),
    "north-america": ("CA", "US"),
}
"""Which places an aggregate has in it whoever counts: a source may count more, so that only a sum above the total is certainly wrong. Of Western
Europe these are the rows of ICSR's own table (fifteen in 2013; fourteen in 2015, without Luxembourg)."""
JOINT = ("israel-and-palestine",)
"""Rows that sources print of several places at once; they count in the sum for the world."""


class Sum(NamedTuple):
    """A printed total and the places in it of which the same publication prints a row, of the same scope and day, with the bounds of each."""

    whole: Figure
    work: str
    rows: dict[str, Interval]

    @property
    def sum(self) -> Interval:
        """The sum of the rows."""
        return total(list(self.rows.values()))

    @property
    def verdict(self) -> str:
        """exceeds: the rows are certainly more than the total, whatever rows are missing; short: certainly fewer, so that rows are missing or the
        total is wrong; equals: the bounds are the same; within: some number fits both."""
        if self.sum.above(self.whole.interval):
            return "exceeds"
        if self.whole.interval.above(self.sum):
            return "short"
        return "equals" if self.sum == self.whole.interval else "within"

    @property
    def off(self) -> tuple[Fraction | None, Fraction | None]:
        """By how much the sum of the lower bounds is above the printed lower bound, and that of the upper bounds above the upper; None where open."""
        low, high = (None if mine is None or its is None else mine - its for mine, its in zip(self.sum, self.whole.interval, strict=True))
        return low, high

    @property
    def adds_up(self) -> bool:
        """Whether no printed bound is missed by the sum of such bounds."""
        return not any(self.off)


def work(figure: Figure) -> str:
    """The publication that a figure is of: the one that its source copies, or its source."""
    return figure.copies or figure.source


def sums(view: View) -> tuple[list[Sum], list[Figure]]:
    """Every printed total with rows to hold it against: what certainly is too small first, then those with most rows. And the totals without rows."""
    figures = [f for f in admitted(view, view.atlas.figures(), {}) if not f.part_of]
    polities, aggregates = view.atlas.polities, view.atlas.vocabulary.places
    tables: dict[tuple[str, Scope, str], dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for f in figures:
        if f.place in polities or f.place in JOINT:
            tables[work(f), f.scope, f.as_of][f.place].append(f)
    held, without = [], []
    for f in figures:
        if f.place not in aggregates or f.place in JOINT:
            continue
        table = tables.get((work(f), f.scope, f.as_of), {})
        rows = {p: _one(f, some) for p, some in sorted(table.items()) if f.place == "world" or p in MEMBERS.get(f.place, ())}
        if rows:
            held.append(Sum(f, work(f), rows))
        else:
            without.append(f)
    return sorted(held, key=lambda s: (s.verdict != "exceeds", -len(s.rows), s.work, s.whole.place, s.whole.id)), without


def _one(whole: Figure, figures: list[Figure]) -> Interval:
    """What the publication prints of a place: by the source of the total itself, else by the original, else between all that its copies say."""
    for source in (whole.source, work(whole)):
        if own := [f for f in figures if f.source == source]:
            return _around(own)
    return _around(figures)


def _around(figures: list[Figure]) -> Interval:
    lows, highs = [f.low for f in figures if f.low is not None], [f.high for f in figures if f.high is not None]
    return Interval(Fraction(min(lows)) if len(lows) == len(figures) else None, Fraction(max(highs)) if len(highs) == len(figures) else None)
