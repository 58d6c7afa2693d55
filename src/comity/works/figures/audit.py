"""The audit of what sources print: rates reproduced, totals held against their rows, superlatives against their bounds, and ranks against vintages.

`markdown` writes it as the page docs/figures.md; nothing in it is typed by hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ...kernel.dates import iso
from ...kernel.figures import MILLION, Interval, Rank, rank
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
LONG = 10
"""How many places a ranking needs for ranks in it to be followed through vintages."""


def markdown(view: View) -> str:
    """The audit as a page of Markdown, through a lens."""
    about = view.atlas.about
    parts = [
        "# Foreign fighters: what the printed figures bear",
        f"Made from the atlas {about['data']} ({about['hash'][:12]}); lens: {words.lens(view)}. Rates are per million people, bounds are "
        "inclusive, no midpoint is taken anywhere; a dash is an open bound or nothing printed.",
        "\n".join(reproduction(view)), "\n".join(_totals(view)), "\n".join(_highest(view)), "\n".join(_moved(view))]
    return "\n\n".join(parts) + "\n"


# totals

def _totals(view: View) -> Iterator[str]:
    against, without = sums(view)
    yield "## Totals against their rows\n"
    yield (f"{len(against)} printed totals have rows of the same publication, scope and day to hold them against; in "
           f"{sum(s.adds_up for s in against)} every printed bound is the sum of such bounds. As intervals: {_counted(s.verdict for s in against)}. "
           "*exceeds*: the rows are certainly more than the total, whatever is missing; *short*: certainly fewer, so that rows were not read or not "
           "printed, or the total is wrong; *within*: some number fits both. Where few rows are on record (see their number), *short* says nothing "
           "against the source. The last two columns are the sum less what is printed, bound by bound. "
           f"{len(without)} totals have no rows to hold them against.\n")
    yield from _table(("publication", "total", "scope", "until", "printed", "rows", "they add up to", "as intervals", "lower bounds", "upper bounds"),
                      [_sum(view, s) for s in against])


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
            own = s.printed.holder in {r.figure.holder for r in s.ranking.rows} or s.printed.source == s.ranking.source
            found.append(Held(s, own, _european(s.ranking, s.printed.place)))
    return found


def _european(ranking: Ranking, place: str) -> Rank | None:
    here = [r for r in ranking.rows if r.figure.place in EUROPE]
    if len(here) < 2 or place not in {r.figure.place for r in here}:
        return None
    return dict(zip([r.figure.place for r in here], rank([r.bounds for r in here]), strict=True))[place]


def _highest(view: View) -> Iterator[str]:
    said = [p for p in view.atlas.printed_rates() if p.superlative == "highest" and view.admits(p.source)]
    tested = held(view)
    own = [h for h in tested if h.own]
    others = [p for p in said if p.base != TOTAL.base]
    there = {h.survival.printed for h in tested}
    untested = [p for p in said if p not in others and p not in there]
    yield "## Who is said to have sent the most per head\n"
    european = [h for h in tested if h.in_europe]
    yield (f"{len(said)} statements call a place the highest. {len({h.survival.printed for h in own})} of them have a ranking by figures of their "
           f"own holder that has the place; there, {_counted(h.survival.verdict for h in own)}. Held against every ranking of the theatre that has the "
           f"place, {len(tested)} times: {_counted(h.survival.verdict for h in tested)}; among the European places of the ranking "
           f"only, {len(european)} times: {_counted(h.verdict_in_europe for h in european)}. *certain*: first whatever the bounds; *possible*: first "
           f"within them; *not*: certainly behind another. Not held against anything: {len(others)} per head of others than all people, "
           f"{len(untested)} of a place or theatre that no ranking has. Most statements are about Europe, which says nothing about the world; rankings "
           "may have few places, and none has all.\n")
    yield from _table(("statement", "place", "until", "ranking", "own", "rank", "verdict", "rank in Europe", "verdict in Europe"), [
        (f"{view.atlas.label(h.survival.printed.holder)} in `{h.survival.printed.source}`", words.place(view, h.survival.printed.place),
         h.survival.printed.as_of, f"`{h.survival.ranking.source}`, {h.survival.ranking.as_of}", "yes" if h.own else "no", _rank(h.survival.rank),
         h.survival.verdict, _rank(h.in_europe), h.verdict_in_europe) for h in sorted(tested, key=lambda h: not h.own)])


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


# markdown

def _counted(verdicts: Iterable[str]) -> str:
    return ", ".join(f"{n} {v}" for v, n in sorted(Counter(verdicts).items())) or "none"
