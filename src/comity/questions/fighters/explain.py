"""Two questions about figures: do two sources disagree or count different things, and what reproduces a printed rate (S29)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from ...errors import UsageError
from ...kernel.dates import iso
from ...kernel.figures import MILLION, Figure, Interval, Population, rounds_to
from . import rates
from .record import admitted, named

if TYPE_CHECKING:
    from ..view import View

_RATE = re.compile(r"[0-9]{1,7}([.][0-9]{1,6})?")
YEARS_APART = 3
"""How far a population's year may lie from the figure's for the two to explain a rate."""


class Pair(NamedTuple):
    """One place in two sources: differs (other scopes or days, or a sample), agrees (some number fits both), disagrees (none does)."""

    one: Figure
    other: Figure

    @property
    def differences(self) -> dict[str, tuple[str, str]]:
        """In what they count different things."""
        found = self.one.scope.differs(self.other.scope)
        day, basis = ((getattr(self.one, f), getattr(self.other, f)) for f in ("as_of", "basis"))
        sampled = "sample" in basis and (basis[0] != basis[1] or not self.one.interval.meets(self.other.interval))
        return found | ({"as_of": day} if day[0] != day[1] else {}) | ({"basis": basis} if sampled else {})

    @property
    def verdict(self) -> str:
        """As above."""
        if self.differences:
            return "differs"
        return "agrees" if self.one.interval.meets(self.other.interval) else "disagrees"

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {"place": self.one.place, "verdict": self.verdict, "one": self.one.to_dict(), "other": self.other.to_dict(),
                "fits": self.one.interval.meets(self.other.interval), "differences": {k: list(v) for k, v in self.differences.items()}}


class Comparison(NamedTuple):
    """Two sources held against each other, place by place; only: the places that one of them has alone."""

    view: View
    one: str
    other: str
    pairs: tuple[Pair, ...]
    only: dict[str, tuple[str, ...]]
    day: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """The JSON contract."""
        found = [s for i in (self.one, self.other) if (s := self.view.atlas.source(i)) is not None]
        return {"question": {"ask": "fighters-compare", "one": self.one, "other": self.other}, "lens": self.view.to_dict(),
                "on": None if self.day is None else iso(self.day), "pairs": [p.to_dict() for p in self.pairs],
                "only": {k: list(v) for k, v in self.only.items()},
                "sources": [s.to_dict() for s in found], "atlas": dict(self.view.atlas.about)}


def compare(view: View, one: str, other: str, on: int | None = None) -> Comparison:
    """Two sources of figures, or all of two holders, place by place: every pair of one scope and day, else the nearest in scope. Raises UnknownName,
    UsageError."""
    for source in (one, other):
        named(view, source)
    if one == other:
        raise UsageError(f'"{one}" is held against itself; name two sources')
    figures = [f for f in admitted(view, view.atlas.figures(), {}, on, eyes=False) if not f.part_of]
    mine, theirs = ([f for f in figures if s in (f.source, f.holder)] for s in (one, other))
    pairs = []
    for place in sorted({f.place for f in mine} & {f.place for f in theirs}):
        choices = [Pair(a, b) for a in mine if a.place == place for b in theirs if b.place == place]
        nearest = min(choices, key=lambda p: ("unit" in p.differences, len(p.differences), p.one.id, p.other.id))
        pairs += [p for p in choices if not p.differences] or [nearest]
    only = {s: tuple(sorted({f.place for f in a} - {f.place for f in b})) for s, a, b in ((one, mine, theirs), (other, theirs, mine))}
    return Comparison(view, one, other, tuple(pairs), only, on)


class Explained(NamedTuple):
    """A count and a population that give the printed rate: by which bound of the figure, and exactly how much."""

    figure: Figure
    population: Population
    bound: str
    rate: Fraction

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        p = self.population
        return {"figure": self.figure.to_dict(), "bound": self.bound, "count": getattr(self.figure, self.bound), "rate": rates.number(self.rate),
                "population": p.low, "base": p.base, "population_year": p.year, "population_source": p.source,
                "vintage": None if p.published is None else iso(p.published)}


class Explanation(NamedTuple):
    """What reproduces a printed rate of a place. nearest: where nothing does, the closest that was tried."""

    view: View
    place: str
    printed: Fraction
    digits: int
    per: int
    found: tuple[Explained, ...]
    nearest: Explained | None
    day: int | None = None

    def implied(self, count: int) -> Interval:
        """The population that a count needs for the printed rate: all that round to it."""
        half = Fraction(1, 2 * 10 ** self.digits)
        return Interval(count * self.per / (self.printed + half), count * self.per / (self.printed - half) if self.printed > half else None)

    def to_dict(self) -> dict[str, Any]:
        """The JSON contract."""
        shown = [*self.found, *([self.nearest] if self.nearest else [])]
        ids = sorted({e.figure.source for e in shown} | {e.population.source for e in shown})
        sources = [s for i in ids if (s := self.view.atlas.source(i)) is not None]
        return {"question": {"ask": "fighters-explain", "place": self.place, "rate": float(self.printed), "per": self.per},
                "lens": self.view.to_dict(), "on": None if self.day is None else iso(self.day), "found": [e.to_dict() for e in self.found],
                "nearest": self.nearest.to_dict() | {"implied": _whole(self.implied(getattr(self.nearest.figure, self.nearest.bound)))}
                if self.nearest else None, "sources": [s.to_dict() for s in sources],
                "atlas": dict(self.view.atlas.about)}


def _whole(bounds: Interval) -> dict[str, int | None]:
    return {k: None if b is None else round(b) for k, b in zip(("low", "high"), bounds, strict=True)}


def explain(view: View, place: str, printed: str, per: int = MILLION, on: int | None = None) -> Explanation:
    """Which counts and populations of a place give a rate as printed ("125", "16.5"), by rounding to its decimals. Raises UsageError."""
    if not _RATE.fullmatch(printed):
        raise UsageError(f'"{printed}" is no rate; write it as 125 or 16.5')
    value, digits = Fraction(printed), len(printed.partition(".")[2])
    if value == 0:
        raise UsageError(f"a rate of {printed} is nothing to explain; give one above zero, as printed")
    if per < 1:
        raise UsageError(f"a rate per {per} is no rate; give the number of people that it is printed for, such as 1000000 or 100000")
    tried = list(_tried(view, admitted(view, view.atlas.figures(place), {}, on), per))
    found = [e for e in tried if rounds_to(Interval(e.rate, e.rate), value, digits)]
    nearest = min(tried, key=lambda e: abs(e.rate - value), default=None)
    return Explanation(view, place, value, digits, per, tuple(sorted(found, key=lambda e: (abs(e.rate - value), e.figure.id, e.population.source))),
                       None if found else nearest, on)


def _tried(view: View, figures: Sequence[Figure], per: int) -> Iterator[Explained]:
    """Every bound of every figure over every population of a year near its own."""
    for figure in figures:
        if figure.unit not in ("persons", "men"):
            continue
        for base in view.atlas.vocabulary.kinds["population"]:
            for p in view.atlas.populations(figure.place, base):
                if abs(p.year - figure.year) > YEARS_APART or not view.admits(p.source):
                    continue
                for bound in ("low", "high"):
                    count = getattr(figure, bound)
                    if count is not None and not (bound == "high" and figure.low == count):
                        yield Explained(figure, p, bound, Fraction(count * per, p.low))
