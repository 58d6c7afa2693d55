"""Printed rates worked out again: each from the figures of its own publication, over the populations on record."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ...kernel.figures import Figure, Interval, Printed, rounds_to, total
from ...questions.fighters.explain import YEARS_APART, Explained
from ...questions.fighters.rates import TOTAL, spell
from ...questions.fighters.record import admitted
from . import words
from .markdown import table
from .sums import work

if TYPE_CHECKING:
    from ...questions.view import View

ICSR, WESTERN = "icsr-2015-01", "western-europe"
HALF = Fraction(1, 4)
"""How far a rate lies at most from the one that it is printed as where a table rounds to halves."""


class Reprinted(NamedTuple):
    """A printed rate with what gives it or comes nearest (None where there is no figure or no population), and by which rounding it does."""

    printed: Printed
    value: Fraction
    best: Explained | None
    rounding: str

    @property
    def matches(self) -> bool:
        """Whether something gives it."""
        return self.rounding != "none"


def reprinted(view: View) -> list[Reprinted]:
    """Every printed rate per head of all people, held against the figures of its publication, or else of its holder.

    rounding: `printed` where a bound over a population rounds to the decimals printed; `halves` where it does to the nearest half, and the source
    prints halves; `none`. Only populations of a year not after the figure's own are tried, and of three before; one that was out by the day of
    print goes before a later one.
    """
    figures = [f for f in admitted(view, view.atlas.figures(), {}) if f.unit in ("persons", "men") and not f.part_of]
    rates = [(p, Fraction(said)) for p in view.atlas.printed_rates()
             if p.base == TOTAL.base and view.admits(p.source) and (said := p.rate_high or p.rate_low) and Fraction(said) > 0]
    halves = {s for s in {p.source for p, _ in rates} if _prints_halves([v for p, v in rates if p.source == s])}
    return [_again(view, p, value, [f for f in figures if f.place == p.place], p.source in halves) for p, value in rates]


def _prints_halves(values: list[Fraction]) -> bool:
    return {v.denominator for v in values} == {1, 2}


def _again(view: View, p: Printed, value: Fraction, figures: list[Figure], halves: bool) -> Reprinted:
    own = [f for f in figures if p.source in (f.source, work(f))] or [f for f in figures if f.holder == p.holder and f.theatre == p.theatre]
    tried = [Explained(f, q, bound, Fraction(count * p.per, q.low)) for f in own for q in view.atlas.populations(p.place, p.base)
             if 0 <= f.year - q.year <= YEARS_APART and view.admits(q.source)
             for bound in ("low", "high") if (count := getattr(f, bound)) is not None and not (bound == "high" and f.low == count)]
    digits = len((p.rate_high or p.rate_low).partition(".")[2])
    exact = [e for e in tried if rounds_to(Interval(e.rate, e.rate), value, digits)]
    near = [e for e in tried if halves and abs(e.rate - value) <= HALF]
    fits = exact or near
    best = min(fits or tried, key=lambda e: (bool(fits) and (e.population.published or 0) > (p.published or 0), abs(e.rate - value)), default=None)
    return Reprinted(p, value, best, "printed" if exact else "halves" if near else "none")


def reproduction(view: View) -> Iterator[str]:
    """The chapter on printed rates, as lines of Markdown: ICSR's table of 2015 row by row, and every source in numbers."""
    every = reprinted(view)
    yield "## Printed rates\n"
    yield ("A rate is worked out again from each bound of the figures that its publication prints (or else its holder), over every population on "
           "record of the figure's year or of the three before it.\n")
    rows = [r for r in every if r.printed.source == ICSR]
    if rows:
        yield from _icsr(view, rows)
    counts: dict[str, list[Reprinted]] = {}
    for r in every:
        counts.setdefault(r.printed.source, []).append(r)
    yield "\nBy source; *no figure*: a rate is printed of a place for which no count of its publication or holder is on record.\n"
    yield from table(("source", "printed rates", "reproduced", "not", "no figure"), [
        (f"`{s}`", len(some), sum(r.matches for r in some), _missed(view, some) or "—", sum(r.best is None for r in some) or "—")
        for s, some in sorted(counts.items())])


def _missed(view: View, some: list[Reprinted]) -> str:
    """The rates that nothing gives, each with what comes nearest."""
    return ", ".join(f"{words.place(view, r.printed.place)} {float(r.value):g} ({float(r.best.rate):.1f})" for r in some if r.best and not r.matches)


def _icsr(view: View, rows: list[Reprinted]) -> Iterator[str]:
    counted = {f.place: f.interval for f in view.atlas.figures() if f.source == ICSR and f.place in {r.printed.place for r in rows}}
    whole = total(list(counted.values()))
    kinds = [r.rounding for r in rows]
    yield (f"`{ICSR}`, Table 1: {len(rows)} places; {kinds.count('printed')} printed rates come out to the decimals printed, "
           f"{kinds.count('halves')} more to the nearest half (the table prints halves), {kinds.count('none')} do not. The rows add up to "
           f"{spell(whole, 0)}; printed for Western Europe is {_western(view, whole)}.\n")
    yield from table(("place", "printed count", "printed rate, up to", "worked out again", "from", "over", "comes out"), [
        (words.place(view, r.printed.place), spell(counted[r.printed.place], 0) if r.printed.place in counted else "—", f"{float(r.value):g}",
         *_worked(r)) for r in sorted(rows, key=lambda r: -r.value)])


def _worked(r: Reprinted) -> tuple[str, str, str, str]:
    if r.best is None:
        return "—", "—", "—", "no"
    said = {"printed": "yes", "halves": "to the nearest half", "none": "no"}[r.rounding]
    return f"{float(r.best.rate):.2f}", f"{getattr(r.best.figure, r.best.bound):,}", words.people(r.best.population), said


def _western(view: View, whole: Interval) -> str:
    """Which printed totals of the same publication the rows give."""
    said = []
    for f in view.atlas.figures(WESTERN):
        if work(f) == ICSR:
            may = "a number that the rows may have" if f.interval.meets(whole) else "not theirs"
            gives = "the sum of the upper bounds" if f.high == whole.high else may
            said.append(f"{spell(f.interval, 0)} (`{f.source}`), {gives}")
    return "; ".join(said) or "no total"
