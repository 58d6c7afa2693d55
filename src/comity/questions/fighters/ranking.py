"""Who sent the most: ranks as ranges, within one source and one scope, by count or per head; and which printed superlatives survive them (S29)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ...kernel.dates import iso
from ...kernel.figures import Figure, Interval, Printed, Rank, Scope, rank
from . import rates
from .rates import TOTAL, Denominator, Rate
from .record import admitted, named

if TYPE_CHECKING:
    from ..view import View


class Ranked(NamedTuple):
    """One place in a ranking: the figure, its rate if the ranking is per head, and where it can stand."""

    figure: Figure
    rate: Rate | None
    rank: Rank

    @property
    def bounds(self) -> Interval:
        """What it is ranked by."""
        return self.rate.bounds if self.rate else self.figure.interval


class Ranking(NamedTuple):
    """The places of one source and scope, by best rank. left: those without a population, and so without a rate."""

    view: View
    source: str
    scope: Scope
    as_of: str
    per_head: bool
    denominator: Denominator
    rows: tuple[Ranked, ...]
    left: tuple[Figure, ...]

    @property
    def certainly_first(self) -> tuple[str, ...]:
        """Who is first whatever the bounds."""
        return tuple(r.figure.place for r in self.rows if r.rank.worst == 1)

    @property
    def possibly_first(self) -> tuple[str, ...]:
        """Who may be first within the bounds."""
        return tuple(r.figure.place for r in self.rows if r.rank.best == 1)

    def to_dict(self) -> dict[str, Any]:
        """As the JSON contract has it."""
        rows = [{"place": r.figure.place, "source": self.source, "scope": self.scope._asdict(), "as_of": r.figure.as_of, "low": r.figure.low,
                 "high": r.figure.high, "per_million": r.rate.to_dict() if r.rate else None, "rank": r.rank._asdict(), "figure": r.figure.id}
                for r in self.rows]
        return {"source": self.source, "scope": self.scope._asdict(), "as_of": self.as_of, "by": "rate" if self.per_head else "count",
                "base": self.denominator.base, "rows": rows, "certainly_first": list(self.certainly_first),
                "possibly_first": list(self.possibly_first), "without_population": [f.place for f in self.left]}


class Rankings(NamedTuple):
    """Rankings side by side: never of different sources or scopes in one."""

    view: View
    question: dict[str, Any]
    rankings: tuple[Ranking, ...]

    def to_dict(self) -> dict[str, Any]:
        """The JSON contract."""
        ids = sorted({r.source for r in self.rankings} | {x.rate.population.source for r in self.rankings for x in r.rows if x.rate})
        found = [s for i in ids if (s := self.view.atlas.source(i)) is not None]
        asked = dict(self.question)
        return {"on": asked.pop("on"), "question": asked, "lens": self.view.to_dict(), "rankings": [r.to_dict() for r in self.rankings],
                "sources": [s.to_dict() for s in found], "atlas": dict(self.view.atlas.about)}


FEWEST = 3
"""How many places a ranking needs."""


def rankings(view: View, theatre: str | None = None, source: str | None = None, per_head: bool = True, among: Sequence[str] = (),
             denominator: Denominator = TOTAL, on: int | None = None) -> Rankings:
    """Every ranking that the figures allow: one for each source, scope and day with three places or more. Raises UnknownName.

    among: only these places (ids); a ranking of others' choice is of the places that their source names.
    """
    if source is not None:
        named(view, source)
    groups: dict[tuple[str, Scope, str], list[Figure]] = defaultdict(list)
    for f in admitted(view, view.atlas.figures(), {}, on, eyes=False):
        wanted = theatre in (None, f.theatre) and source in (None, f.source, f.holder) and (not among or f.place in among)
        if wanted and f.place in view.atlas.polities and not f.part_of:
            groups[f.source, f.scope, f.as_of].append(f)
    found = [_ranking(view, key, figures, per_head, denominator) for key, figures in sorted(groups.items())
             if len({f.place for f in figures}) >= FEWEST]
    question = {"ask": "fighters-rank", "theatre": theatre, "source": source, "by": "rate" if per_head else "count", "base": denominator.base,
                "among": list(among), "on": None if on is None else iso(on)}
    own = [r for r in found if all(view.lens.is_eyes(x.figure.holder) for x in r.rows)] if view.lens.eyes else []
    return Rankings(view, question, tuple(r for r in own or found if r.rows))


def _ranking(view: View, key: tuple[str, Scope, str], figures: Sequence[Figure], per_head: bool, denominator: Denominator) -> Ranking:
    source, scope, as_of = key
    places: dict[str, list[Figure]] = defaultdict(list)
    for f in figures:
        places[f.place].append(f)
    rated = [(f, rates.of(view, f, denominator) if per_head else None) for f in map(_widest, places.values())]
    kept = [(f, r) for f, r in rated if r is not None or not per_head]
    ranks = rank([r.bounds if r else f.interval for f, r in kept])
    rows = sorted((Ranked(f, r, k) for (f, r), k in zip(kept, ranks, strict=True)),
                  key=lambda x: (x.rank.best, x.rank.worst, -(x.bounds.high or x.bounds.low or 0), x.figure.place))
    return Ranking(view, source, scope, as_of, per_head, denominator, tuple(rows), tuple(f for f, r in rated if r is None and per_head))


def _widest(figures: Sequence[Figure]) -> Figure:
    """A source's figure of a place; where it has several of one scope and day, the first, with the bounds that hold them all."""
    lows, highs = [f.low for f in figures if f.low is not None], [f.high for f in figures if f.high is not None]
    return figures[0]._replace(low=min(lows) if len(lows) == len(figures) else None, high=max(highs) if len(highs) == len(figures) else None)


class Survival(NamedTuple):
    """A printed "highest", held against the bounds of figures: in a ranking of its theatre."""

    printed: Printed
    ranking: Ranking
    rank: Rank | None

    @property
    def verdict(self) -> str:
        """certain: first whatever the bounds; possible: first within them; not: certainly behind another; absent: not among those ranked."""
        if self.rank is None:
            return "absent"
        return "certain" if self.rank.worst == 1 else "possible" if self.rank.best == 1 else "not"


def survivals(view: View) -> list[Survival]:
    """Every printed "highest" against every ranking of its theatre that the lens admits: per head of whom it says, or by count where of nobody."""
    found = []
    tables: dict[tuple[str, str], tuple[Ranking, ...]] = {}
    for printed in view.atlas.printed_rates():
        if printed.superlative != "highest" or not view.admits(printed.source):
            continue
        key = printed.theatre, printed.base
        if key not in tables:
            whom = Denominator(printed.base) if printed.base else TOTAL
            tables[key] = rankings(view, printed.theatre or None, per_head=bool(printed.base), denominator=whom).rankings
        for ranking in tables[key]:
            where = next((r.rank for r in ranking.rows if r.figure.place == printed.place), None)
            found.append(Survival(printed, ranking, where))
    return found
