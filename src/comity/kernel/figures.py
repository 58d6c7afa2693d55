"""Figures: how many, between which bounds, of whom; populations by vintage; and interval arithmetic that never takes a midpoint (S29)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from .dates import BEGIN, civil

MILLION = 1_000_000


class Scope(NamedTuple):
    """What a figure counts: where they fought, for whom, who is counted, over which time, and in which unit. Only figures of one scope compare."""

    theatre: str
    groups: str
    counted: str
    kind: str
    unit: str

    def differs(self, other: Scope) -> dict[str, tuple[str, str]]:
        """Where two scopes differ: field to the two values."""
        return {f: (a, b) for f, a, b in zip(self._fields, self, other, strict=True) if a != b}


class Interval(NamedTuple):
    """Between two bounds, both inclusive; None is open."""

    low: Fraction | None
    high: Fraction | None

    def __contains__(self, value: object) -> bool:
        return isinstance(value, Fraction | int | float) and (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        return not self.above(other) and not other.above(self)

    def above(self, other: Interval) -> bool:
        """Whether every value of this one is above every value of the other."""
        return self.low is not None and other.high is not None and self.low > other.high


class Figure(NamedTuple):
    """One source's word on how many: `low` to `high`, either of which may be open, until `as_of`. `part_of` names the unit of the whole."""

    id: int
    source: str
    holder: str
    place: str
    theatre: str
    groups: str
    counted: str
    kind: str
    unit: str
    since: str
    as_of: str
    as_of_earliest: int
    as_of_latest: int
    low: int | None
    high: int | None
    basis: str
    part_of: str
    copies: str
    published: int | None
    locator: str
    read: str
    note: str
    file: str
    line: int

    @property
    def scope(self) -> Scope:
        """What it counts."""
        return Scope(self.theatre, self.groups, self.counted, self.kind, self.unit)

    def belongs(self, unit: str) -> tuple[str, ...]:
        """What a whole in this unit and its parts have in common: all but the unit, as told by one source."""
        return self.source, self.holder, self.place, *self.scope._replace(unit=unit), self.as_of

    @property
    def interval(self) -> Interval:
        """Its bounds."""
        return Interval(None if self.low is None else Fraction(self.low), None if self.high is None else Fraction(self.high))

    @property
    def year(self) -> int:
        """The year that it counts until, for a population to go with it: of the middle of the days that its date may be."""
        return civil(self.as_of_latest if self.as_of_earliest <= BEGIN else (self.as_of_earliest + self.as_of_latest) // 2)[0]

    def to_dict(self) -> dict[str, Any]:
        """The row as a reader would write it: empty fields left out, bounds always there."""
        fields = ("source", "holder", "place", *Scope._fields, "since", "as_of", "basis", "part_of", "copies", "locator", "read", "note")
        row = {f: getattr(self, f) for f in fields}
        return {"id": self.id, **{k: v for k, v in row.items() if v}, "low": self.low, "high": self.high, "row": f"{self.file}:{self.line}"}


class Population(NamedTuple):
    """How many lived in a place in a year, as a source published it on a day: its vintage. base: all of them (`total`), or whom of them."""

    source: str
    place: str
    base: str
    year: int
    low: int
    high: int
    published: int | None
    read: str
    note: str

    @property
    def interval(self) -> Interval:
        """Its bounds."""
        return Interval(Fraction(self.low), Fraction(self.high))


class Printed(NamedTuple):
    """A rate, a rank or a superlative as a source prints it, by its own arithmetic."""

    source: str
    holder: str
    place: str
    theatre: str
    groups: str
    per: int
    base: str
    rate_low: str
    rate_high: str
    rank: int | None
    of: int | None
    as_of: str
    superlative: str
    published: int | None
    locator: str
    read: str
    note: str
    file: str
    line: int

    def to_dict(self) -> dict[str, Any]:
        """The row as a reader would write it: empty fields left out."""
        row = {f: getattr(self, f) for f in self._fields[:13]} | {f: getattr(self, f) for f in ("locator", "read", "note")}
        return {**{k: v for k, v in row.items() if v not in ("", None)}, "row": f"{self.file}:{self.line}"}


class Rank(NamedTuple):
    """Where one of several stands, counted from the highest: at best, at worst, of how many."""

    best: int
    worst: int
    of: int


def rate(count: Interval, population: Interval, per: int = MILLION) -> Interval:
    """How many per so many, by interval division: the least by the most people, the most by the fewest. Raises ZeroDivisionError."""
    low = None if count.low is None or population.high is None else count.low * per / population.high
    high = None if count.high is None or population.low is None else count.high * per / population.low
    return Interval(low, high)


def total(parts: Sequence[Interval]) -> Interval:
    """The sum of intervals: open where any of them is."""
    lows, highs = [p.low for p in parts], [p.high for p in parts]
    return Interval(None if None in lows else sum((x for x in lows if x is not None), Fraction(0)),
                    None if None in highs else sum((x for x in highs if x is not None), Fraction(0)))


def rank(intervals: Sequence[Interval]) -> list[Rank]:
    """The rank of each from the highest: behind all that are certainly above it, at worst behind all that may be above it."""
    found = []
    for n, one in enumerate(intervals):
        others = [x for m, x in enumerate(intervals) if m != n]
        found.append(Rank(1 + sum(x.above(one) for x in others),
                          1 + sum(x.high is None or one.low is None or x.high > one.low for x in others), len(intervals)))
    return found


def rounds_to(value: Interval, printed: Fraction, digits: int) -> bool:
    """Whether a value within bounds, rounded to so many decimals, is what is printed."""
    half = Fraction(1, 2 * 10 ** digits)
    return value.meets(Interval(printed - half, printed + half))
