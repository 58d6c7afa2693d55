"""The audit of what sources print: rates reproduced, totals held against their rows, superlatives against their bounds, and ranks against vintages.

`markdown` writes it as the page docs/figures.md; nothing in it is typed by hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ...kernel.dates import iso
from ...kernel.figures import MILLION, Interval, Printed, Rank, rank
from ...questions.fighters.ranking import Ranking, Survival, survivals
from ...questions.fighters.rates import TOTAL, spell
from . import words
from .markdown import table as _table
from .reprint import reproduction
from .sums import Sum, sums

if TYPE_CHECKING:
    from ...questions.view import View

SOUGHT = ("XK", "BA")
"""Whose rates and ranks are followed."""
EUROPE = frozenset({
    "AD", "AL", "AT", "BA", "BE", "BG", "BY", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE", "IS", "IT", "LI",
    "LT", "LU", "LV", "MC", "MD", "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO", "RS", "RU", "SE", "SI", "SK", "SM", "UA", "XK"})
"""Among whom statements about Europe are tested, since most of the superlatives are about it."""
MANY = ("press", "scholars")
"""Holders that are many: what one of them says is not the word of another."""
ENOUGH = 5
"""How many rows a total needs for their falling short of it to be worth telling."""
LONG = 10
"""How many places a ranking needs for ranks in it to be followed through vintages."""


def markdown(view: View) -> str:
    """The audit as a page of Markdown, through a lens."""
    about = view.atlas.about
    parts = [
        "# Foreign fighters: what the printed figures bear",
        f"Made from the atlas {about['data']} ({about['hash'][:12]}); lens: {words.lens(view)}. Rates are per million people, bounds are "
        "inclusive, no midpoint is taken anywhere; a dash is an open bound or nothing printed.",
        "\n".join(reproduction(view)), "\n".join(_totals(view)), "\n".join(_highest(view)), "\n".join(_moved(view)), "\n".join(_missing(view))]
    return "\n\n".join(parts) + "\n"


# totals

def _totals(view: View) -> Iterator[str]:
    against, without = sums(view)
    yield "## Totals against their rows\n"
    shown = [s for s in against if s.verdict != "short" or len(s.rows) >= ENOUGH]
    yield (f"{len(against)} printed totals have rows of the same publication, scope and day to hold them against; in "
           f"{sum(s.adds_up for s in against)} every printed bound is the sum of such bounds. As intervals: {_counted(s.verdict for s in against)}. "
           "*exceeds*: the rows are certainly more than the total, whatever is missing; *short*: certainly fewer, so that rows were not read or not "
           "printed, or the total is wrong; *within*: some number fits both. The last two columns are the sum less what is printed, bound by bound. "
           f"Not shown: {len(against) - len(shown)} that fall short with fewer than {ENOUGH} rows on record, which says nothing against the source; "
           f"{len(without)} totals have no rows at all.\n")
    yield from _table(("publication", "total", "scope", "until", "printed", "rows", "they add up to", "as intervals", "lower bounds", "upper bounds"),
                      [_sum(view, s) for s in shown])


def _sum(view: View, s: Sum) -> tuple[object, ...]:
    source = f"`{s.work}`" + (f" in `{s.whole.source}`" if s.whole.source != s.work else "")
    low, high = (f"{int(d):+,}" if d else "—" if d is None else "0" for d in s.off)
    return (source, words.place(view, s.whole.place), words.scope(view, s.whole.scope), s.whole.as_of, spell(s.whole.interval, 0), len(s.rows),
            spell(s.sum, 0), s.verdict, low, high)


# superlatives

class Held(NamedTuple):
    """A printed "highest" in one ranking that has the place: of the statement's own holder or not, and where it stands among the European places."""

    survival: Survival
    own: bool
    in_europe: Rank | None

    @property
    def verdict_in_europe(self) -> str:
        """certain, possible or not, as of the whole ranking; absent where the place or all others are elsewhere."""
        k = self.in_europe
        return "absent" if k is None else "certain" if k.worst == 1 else "possible" if k.best == 1 else "not"


def held(view: View) -> list[Held]:
    """Every printed "highest" per head of all people in every ranking of its theatre that has the place."""
    found = []
    for s in survivals(view):
        if s.rank is not None and s.printed.base == TOTAL.base:
            own = s.printed.source == s.ranking.source or (
                s.printed.holder not in MANY and s.printed.holder in {r.figure.holder for r in s.ranking.rows})
            found.append(Held(s, own, _european(s.ranking, s.printed.place)))
    return found


def _european(ranking: Ranking, place: str) -> Rank | None:
    here = [r for r in ranking.rows if r.figure.place in EUROPE]
    if len(here) < 2 or place not in {r.figure.place for r in here}:
        return None
    return dict(zip([r.figure.place for r in here], rank([r.bounds for r in here]), strict=True))[place]


def _highest(view: View) -> Iterator[str]:
    said = [p for p in view.atlas.printed_rates() if p.superlative == "highest" and view.admits(p.source)]
    by: dict[Printed, list[Held]] = {p: [] for p in said}
    for h in held(view):
        by[h.survival.printed].append(h)
    tested = {p: some for p, some in by.items() if some}
    others = sum(p.base != TOTAL.base for p in said)
    yield "## Who is said to have sent the most per head\n"
    beyond = len(said) - len(tested) - others
    yield (f"{len(said)} statements call a place the highest. {sum(any(h.own for h in some) for some in tested.values())} of them have a ranking by "
           f"figures of their own holder that has the place; {sum(map(_survives, tested.values()))} of these are first in it whatever the bounds. "
           f"{len(tested)} can be held against some ranking of the theatre that has the place; "
           f"{sum(all(h.survival.verdict == 'certain' for h in some) for some in tested.values())} are certain in every one of them. Nothing "
           f"can be held against {others} that are not per head of all people, and {beyond} of a place or theatre that no ranking has. *certain*: "
           "first whatever the bounds; *possible*: first within them; *not*: certainly behind another. Most statements are about Europe, which says "
           "nothing about the world, so that the last column tells of the European places of each ranking alone; rankings may have few places, and "
           "none has all.\n")
    yield from _table(("statement", "place", "until", "rank by its holder's own figures", "in all rankings", "among European places"), [
        (f"{view.atlas.label(p.holder)} in `{p.source}`", words.place(view, p.place), p.as_of or "—",
         "; ".join(_stands(h) for h in some if h.own) or "—", _counted(h.survival.verdict for h in some),
         _counted(h.verdict_in_europe for h in some if h.in_europe))
        for p, some in sorted(tested.items(), key=lambda x: (not any(h.own for h in x[1]), x[0].place))])


def _survives(some: list[Held]) -> bool:
    """Whether a statement is certain in every ranking by its own holder's figures, and has one."""
    own = [h.survival.verdict for h in some if h.own]
    return bool(own) and set(own) == {"certain"}


def _stands(h: Held) -> str:
    return f"{_rank(h.survival.rank)} (`{h.survival.ranking.source}`), {h.survival.verdict}"


def _rank(k: Rank | None) -> str:
    return "—" if k is None else f"{k.best if k.best == k.worst else f'{k.best}–{k.worst}'} of {k.of}"


# vintages

class Moved(NamedTuple):
    """Where a place stands in a ranking by the populations out on a day; None where that gives no rate."""

    ranking: Ranking
    vintage: int
    place: str
    population: str
    rate: Interval
    rank: Rank


def moved(view: View, places: Sequence[str] = SOUGHT) -> list[Moved]:
    """The rate and the rank of each place in every ranking per head of ten or more places, by each vintage of its population."""
    days = sorted({p.published for place in places for p in view.atlas.populations(place, TOTAL.base) if p.published and view.admits(p.source)})
    found = []
    for day in days:
        for ranking in view.fighter_ranks(vintage=day).rankings:
            if len(ranking.rows) < LONG:
                continue
            found += [Moved(ranking, day, r.figure.place, words.people(r.rate.population), r.rate.bounds, r.rank)
                      for r in ranking.rows if r.figure.place in places and r.rate]
    return found


def _moved(view: View) -> Iterator[str]:
    yield "## How far the population moves them\n"
    yield "The World Bank revises the population of a year for decades after it. The same count, over the population of the same year, by vintage:\n"
    yield from (f"* {line}" for line in _revised(view))
    yield ("\nRate and rank in the rankings of ten places or more, by the populations that were out on the day; where a row is missing, nothing had "
           "changed.\n")
    rows: list[Sequence[object]] = []
    before: dict[tuple[object, ...], tuple[str, str]] = {}
    for m in sorted(moved(view), key=lambda m: (m.ranking.source, m.ranking.scope, m.ranking.as_of, SOUGHT.index(m.place), m.vintage)):
        key = (m.ranking.source, m.ranking.scope, m.ranking.as_of, m.place)
        says = (spell(m.rate), _rank(m.rank))
        if before.get(key) != says:
            figure = next(r.figure for r in m.ranking.rows if r.figure.place == m.place)
            rows.append((f"`{m.ranking.source}`, {m.ranking.as_of}", words.place(view, m.place), spell(figure.interval, 0), iso(m.vintage),
                         m.population, *says))
        before[key] = says
    yield from _table(("ranking", "place", "count", "populations out on", "population", "rate", "rank"), rows)


def _revised(view: View) -> Iterator[str]:
    """One sentence for each count of the places sought in a ranking of ten or more: its rate by each vintage of its own year's population."""
    seen = set()
    for ranking in view.fighter_ranks().rankings:
        for r in ranking.rows:
            f = r.figure
            if len(ranking.rows) < LONG or f.place not in SOUGHT or (f.place, f.interval, f.year) in seen:
                continue
            seen.add((f.place, f.interval, f.year))
            by: dict[str, list[str]] = {}
            for p in view.atlas.populations(f.place, TOTAL.base):
                if p.year == f.year and p.published and view.admits(p.source):
                    rate = Interval(*(None if b is None else b * MILLION / p.low for b in f.interval))
                    by.setdefault(spell(rate, 0), []).append((iso(p.published) or "")[:7])
            if by:
                yield (f"{words.place(view, f.place)}, {spell(f.interval, 0)} (`{f.source}`, {f.as_of}): "
                       + "; ".join(f"{rate} as published {', '.join(days)}" for rate, days in by.items()))


# what is missing

def _missing(view: View) -> Iterator[str]:
    used = {f.source for f in view.atlas.figures()} | {p.source for p in view.atlas.printed_rates()}
    yield "## What is known to be missing\n"
    yield "Figures are what could be read; no figure of a place is not a figure of nobody.\n"
    yield from (f"* {c.note} (`{c.source}`)" for c in view.atlas.coverage if c.relation == "gap" and c.source in used and view.admits(c.source))


# markdown

def _counted(verdicts: Iterable[str]) -> str:
    return ", ".join(f"{n} {v}" for v, n in sorted(Counter(verdicts).items())) or "none"
