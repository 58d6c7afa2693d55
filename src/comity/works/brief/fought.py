"""What a brief knows of the foreign fighters from one place: the figure to print, what others count, what is printed of them, and the sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from ...kernel.claims import Coverage
from ...kernel.dates import civil, parse
from ...kernel.figures import MILLION, Figure, Interval, Printed, Rank, rank
from ...questions.fighters.explain import Explained
from ...questions.fighters.ranking import Ranked, Ranking
from ...questions.fighters.record import Fighters, Row, Whole, contradictions
from ...questions.view import View
from .scene import Scene

YEARS = 10
"""How long before the day a figure may count until, to be told of in a brief."""
ROWS = 8
"""How many rows a table of one place has."""
WHOLE = ("persons", "men")
"""The units that count fighters; others (killed, returnees …) are left to `comity fighters`."""


class Line(NamedTuple):
    """What one holder counts of one scope until one day, however often that is printed: one row for each pair of bounds, and every source."""

    rows: tuple[Row, ...]
    figures: tuple[Figure, ...]

    @property
    def figure(self) -> Figure:
        """The first of them, for what they share."""
        return self.rows[0].figure

    @property
    def total(self) -> bool:
        """Whether it counts all who went until its day, and is no sample."""
        return self.figure.kind == "cumulative" and self.figure.unit == "persons" and self.figure.basis != "sample"


class Held(NamedTuple):
    """Where a place stands in something ranked: its rank, who is certainly ahead, and out of what (None: the printed rates themselves)."""

    rank: Rank
    ahead: tuple[str, ...]
    ranking: Ranking | None = None


class Print(NamedTuple):
    """What one holder prints of one place, per head of the same people, as of one day, in all its copies; peers: the same of other places."""

    items: tuple[Printed, ...]
    peers: tuple[Printed, ...]

    @property
    def rates(self) -> tuple[tuple[str, int], ...]:
        """The distinct rates as printed (the upper bound of a range), and per how many."""
        return tuple(dict.fromkeys((p.rate_high or p.rate_low, p.per) for p in self.items if p.rate_low or p.rate_high))

    @property
    def first(self) -> bool:
        """Whether it puts the place first."""
        return any(p.superlative == "highest" or p.rank == 1 for p in self.items)

    @property
    def own(self) -> Held | None:
        """Where the place stands by the rates that the holder itself prints; None where it prints none of another place."""
        here = self.items[0].place
        found: dict[str, list[Interval]] = defaultdict(list)
        for p in (*self.items, *self.peers):
            if p.rate_low or p.rate_high:
                found[p.place].append(_printed(p))
        if here not in found or len(found) < 2:
            return None
        return _held({place: _around(bounds) for place, bounds in found.items()}, here)


def _printed(p: Printed) -> Interval:
    low, high = (Fraction(r) * MILLION / (p.per or MILLION) if r else None for r in (p.rate_low, p.rate_high))
    return Interval(low, high)


def _around(bounds: Iterable[Interval]) -> Interval:
    """The bounds that hold them all."""
    lows, highs = zip(*bounds, strict=True)
    return Interval(None if None in lows else min(lows), None if None in highs else max(highs))


def _held(bounds: dict[str, Interval], place: str, ranking: Ranking | None = None) -> Held:
    ranks = dict(zip(bounds, rank(list(bounds.values())), strict=True))
    return Held(ranks[place], tuple(p for p, b in bounds.items() if b.above(bounds[place])), ranking)


class Fought:
    """The figures of fighters from one place as of the day of a scene, through its lens; rates stand on populations published by that day."""

    def __init__(self, scene: Scene, place: str) -> None:
        self.scene, self.place = scene, place
        self.found: Fighters = scene.view.fighters(place, on=scene.day, vintage=scene.day)
        self._rankings: dict[str, tuple[Ranking, ...]] = {}

    def known(self, figure: Figure) -> bool:
        """Whether it was published by the day; of an undated source nobody knows."""
        return figure.published is not None and figure.published <= self.scene.day

    def counts(self, earliest: int, latest: int) -> bool:
        """Whether something counted until a date belongs here: by the day for certain, and not long before."""
        return latest <= self.scene.day and earliest > self.scene.day - YEARS * 366

    @cached_property
    def figures(self) -> list[Figure]:
        """The figures of fighters that belong here; a copy only where what it copies does not stand here itself."""
        found = [f for r in self.found.rows if (f := r.figure).unit in WHOLE and not f.part_of and self.counts(f.as_of_earliest, f.as_of_latest)]
        here = {(f.source, f.scope, f.as_of) for f in found}
        return [f for f in found if (f.copies, f.scope, f.as_of) not in here]

    @cached_property
    def lines(self) -> list[Line]:
        """The figures by holder, scope and day: totals before stocks, flows and samples, then those known by the day, then the latest."""
        rates = {r.figure.id: r for r in self.found.rows}
        groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
        for f in self.figures:
            groups[f.holder, f.scope, f.as_of, f.basis == "sample"].append(f)
        lines = []
        for some in groups.values():
            some.sort(key=lambda f: (not self.known(f), f.published or 0, f.id))
            distinct = {f.interval: f for f in reversed(some)}
            lines.append(Line(tuple(rates[f.id] for f in some if distinct[f.interval] is f), tuple(some)))
        return sorted(lines, key=lambda x: (not x.total, not self.known(x.figure), -x.figure.as_of_latest, x.figure.holder, x.figure.id))

    @cached_property
    def lead(self) -> Line | None:
        """The one figure to print first, chosen in this order: of whoever's eyes the lens takes; a total of persons, all who went until its day and
        no sample; published by the day; of a source that ranks several places, for context; the latest; an original before a copy; of the source
        that ranks the most places."""
        return min(self.lines, default=None, key=lambda x: (
            not self.scene.view.lens.is_eyes(x.figure.holder), not x.total, not self.known(x.figure),
            self.ranked(x.figure) is None, -x.figure.as_of_latest, x.figure.copies != "",
            -self.places(x.figure), x.figure.id))

    @cached_property
    def others(self) -> list[Line]:
        """What other holders count: of each the first of its totals."""
        taken = {self.lead.figure.holder} if self.lead else set()
        found = []
        for line in self.lines:
            if line.total and line.figure.holder not in taken:
                taken.add(line.figure.holder)
                found.append(line)
        return found

    @property
    def shown(self) -> list[Line]:
        """The lines that a table has room for: the one printed first, then by the order of lines; the latest first."""
        first = [self.lead] if self.lead else []
        return sorted([*first, *(x for x in self.lines if x is not self.lead)][:ROWS], key=lambda x: (-x.figure.as_of_latest, x.figure.id))

    @cached_property
    def disagreeing(self) -> list[tuple[Figure, Figure]]:
        """Figures of one scope and day that no number fits, one pair for each scope and two holders."""
        pairs = {(a.holder, b.holder, a.scope, a.as_of): (a, b) for a, b in reversed(contradictions(self.figures))}
        return list(pairs.values())

    def rankings(self, theatre: str, base: str = "total") -> tuple[Ranking, ...]:
        """The rankings per head of a theatre as of the day; kept."""
        key = f"{theatre} {base}"
        if key not in self._rankings:
            day = self.scene.day
            self._rankings[key] = self.scene.view.fighter_ranks(on=day, theatre=theatre or None, base=base, vintage=day).rankings
        return self._rankings[key]

    def ranked(self, figure: Figure) -> tuple[Ranking, Ranked] | None:
        """The ranking that a figure stands in, of its own source, scope and day, and its row."""
        for r in self.rankings(figure.theatre):
            if (r.source, r.scope, r.as_of) == (figure.source, figure.scope, figure.as_of):
                row = next((x for x in r.rows if x.figure.place == figure.place), None)
                return None if row is None else (r, row)
        return None

    def places(self, figure: Figure) -> int:
        """How many places the ranking of a figure has."""
        found = self.ranked(figure)
        return len(found[0].rows) if found else 0

    def drawn(self, lines: Iterable[Line], names: dict[int, tuple[str, str]]) -> Fighters:
        """The record with only the rows of some lines, to be drawn. names: what a figure's source and day are called there."""
        found = copy(self.found)
        found.rows = tuple(Row(r.figure._replace(source=names[r.figure.id][0], as_of=names[r.figure.id][1]), r.rate) for x in lines for r in x.rows)
        return found

    # what is printed

    @cached_property
    def prints(self) -> list[Print]:
        """What is printed of the place as of the day, by day, holder and whom it is per head of; in somebody's eyes its own where it prints any."""
        groups: dict[tuple[str, ...], list[Printed]] = defaultdict(list)
        for p in self.found.printed:
            date = parse(p.as_of) if p.as_of else None
            if date is not None and self.counts(date.earliest, date.latest):
                groups[_who(p)].append(p)
        if own := {k: v for k, v in groups.items() if self.scene.view.lens.is_eyes(k[0])}:
            groups = defaultdict(list, own)
        peers: dict[tuple[str, ...], list[Printed]] = defaultdict(list)
        for p in self.scene.atlas.printed_rates() if groups else ():
            if p.place != self.place and self.scene.view.admits(p.source):
                peers[_who(p)].append(p)
        bases = ["total", *self.scene.atlas.vocabulary.kinds["population"], ""]
        ordered = sorted(groups.items(), key=lambda g: (parse(g[0][1]).latest, g[0][0], bases.index(g[0][2])))
        return [Print(tuple(items), tuple(peers[key])) for key, items in ordered]

    def held(self, print_: Print) -> list[Held]:
        """A first place held against the figures: in every ranking with the place, among the places printed beside it if there are any."""
        item = print_.items[0]
        named = {p.place for p in print_.peers}
        found = []
        for r in self.rankings(item.theatre, item.base):
            bounds = {x.figure.place: x.bounds for x in r.rows if not named or x.figure.place in named | {self.place}}
            if self.place in bounds and len(bounds) > 1 and r.scope.kind == "cumulative":
                found.append(_held(bounds, self.place, r))
        return found

    def explained(self, print_: Print, rate: str, per: int) -> Explained | None:
        """What comes nearest to a printed rate, by what was published by the day, else by anything: counted by the rate's own day, of its theatre,
        per head of the same people; the holder's own count first, then populations of the count's own year. None if nothing comes within a tenth."""
        value = Fraction(rate)
        if not value:
            return None
        item, many = print_.items[0], per or MILLION
        for view in (self._by_then, self.scene.view):
            asked = view.explain_rate(self.place, rate, many, on=self.scene.day)
            fit = [e for e in asked.found if _may_give(e, item)]
            if fit:
                return min(fit, key=lambda e: (e.figure.holder != item.holder, abs(e.population.year - e.figure.year), e.figure.id))
            near = asked.nearest
            if near and _may_give(near, item) and abs(near.rate - value) * 10 < value:
                return near
        return None

    @cached_property
    def _by_then(self) -> View:
        """The view with only what was published by the day."""
        lens, day = self.scene.view.lens, self.scene.day
        return View(self.scene.atlas, lens._replace(known_by=day if lens.known_by is None else min(day, lens.known_by)))

    # the rest

    @cached_property
    def wholes(self) -> list[Whole]:
        """The breakdowns of those counted as of the day, the latest first."""
        return sorted((w for w in self.found.wholes if self.counts(w.whole.as_of_earliest, w.whole.as_of_latest)),
                      key=lambda w: (-w.whole.as_of_latest, w.whole.source))

    @cached_property
    def gaps(self) -> list[Coverage]:
        """What is known to be missing about the place in the sources of its figures; then of what is printed of it."""
        printed = {p.source for x in self.prints[:ROWS] for p in x.items}
        here = {f.source for x in self.shown for f in x.figures} | printed | {w.whole.source for w in self.wholes}
        mine = [c for c in self.scene.atlas.coverage if c.relation == "gap" and c.note and self.scene.view.admits(c.source)]
        return [c for c in mine if c.object == self.place and c.source in here] + [c for c in mine if c.object in ("", "*") and c.source in printed]


def _may_give(e: Explained, item: Printed) -> bool:
    """Whether a count and a population can stand behind what is printed: of its theatre, of the same people, and no later."""
    latest = parse(item.as_of).latest
    same = e.figure.theatre == item.theatre and e.population.base == item.base
    return same and e.figure.as_of_earliest <= latest and e.population.year <= civil(latest)[0]


def _who(p: Printed) -> tuple[str, ...]:
    return p.holder, p.as_of, p.base, p.theatre
