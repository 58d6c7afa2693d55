"""All figures of one place, grouped by what they count, with rates, parts held against their whole, and what explains the spread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from ...errors import UnknownName, UsageError
from ...kernel.claims import Source
from ...kernel.dates import iso
from ...kernel.figures import Figure, Interval, Printed, Scope, total
from . import rates
from .rates import TOTAL, Denominator, Rate

if TYPE_CHECKING:
    from ..view import View


class Row(NamedTuple):
    """One figure with its rate, if there is a population to hold it against."""

    figure: Figure
    rate: Rate | None

    def to_dict(self) -> dict[str, Any]:
        """As the JSON contract has it; a rate wherever there is a population to hold the figure against."""
        f = self.figure
        return {**f.to_dict(), "scope": f.scope._asdict(), "per_million": None if self.rate is None else self.rate.to_dict()}


class Whole(NamedTuple):
    """Parts of one whole, summed as they are printed: whether the sum can be the whole, and whether it must fall short of it."""

    whole: Figure
    parts: tuple[Figure, ...]

    @property
    def sum(self) -> Interval:
        """The sum of the parts."""
        return total([p.interval for p in self.parts])

    @property
    def verdict(self) -> str:
        """exceeds: the parts are certainly more than the whole; equals: bounds are the same; within: they fit, and may leave a rest."""
        return "exceeds" if self.sum.above(self.whole.interval) else "equals" if self.sum == self.whole.interval else "within"

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        low, high = self.sum
        return {"whole": self.whole.id, "parts": [p.id for p in self.parts], "sum": {"low": None if low is None else int(low),
                "high": None if high is None else int(high)}, "verdict": self.verdict}


class Fighters:
    """Everything counted of the fighters from one place, through a lens.

    rows: every admitted figure with its rate, by scope and day. printed: the rates, ranks and superlatives that sources print.
    """

    def __init__(self, view: View, place: str, theatre: str | None = None, denominator: Denominator = TOTAL, on: int | None = None) -> None:
        self.view, self.place, self.theatre, self.denominator, self.day = view, place, theatre, denominator, on
        self.left_out: dict[str, int] = {}
        figures = [f for f in admitted(view, view.atlas.figures(place), self.left_out, on) if theatre in (None, f.theatre)]
        self.rows: tuple[Row, ...] = tuple(Row(f, rates.of(view, f, denominator)) for f in sorted(figures, key=_order))
        printed = view.atlas.printed_rates(place)
        self.printed: tuple[Printed, ...] = tuple(p for p in printed if view.admits(p.source) and theatre in (None, p.theatre))

    @cached_property
    def scopes(self) -> dict[Scope, tuple[Row, ...]]:
        """The rows by what they count."""
        found: dict[Scope, list[Row]] = defaultdict(list)
        for row in self.rows:
            found[row.figure.scope].append(row)
        return {k: tuple(v) for k, v in found.items()}

    @cached_property
    def wholes(self) -> tuple[Whole, ...]:
        """Every breakdown that a source prints, held against its whole."""
        parts: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
        for f in (r.figure for r in self.rows if r.figure.part_of):
            parts[f.belongs(f.part_of)].append(f)
        return tuple(Whole(w, tuple(parts[w.belongs(w.unit)])) for r in self.rows if (w := r.figure).belongs(w.unit) in parts)

    @cached_property
    def spread(self) -> tuple[str, ...]:
        """Why the figures differ, in sentences: different scopes, different days, samples, copies; and where those of one scope contradict."""
        return tuple(_explain([r.figure for r in self.rows if not r.figure.part_of], self.view))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the figures, of the rates, and of the populations."""
        ids = {r.figure.source for r in self.rows} | {p.source for p in self.printed} | {r.rate.population.source for r in self.rows if r.rate}
        return tuple(s for i in sorted(ids) if (s := self.view.atlas.source(i)) is not None)

    def to_dict(self) -> dict[str, Any]:
        """The JSON contract."""
        return {"question": {"ask": "fighters", "place": self.place, "theatre": self.theatre, "base": self.denominator.base},
                "lens": self.view.to_dict(), "on": None if self.day is None else iso(self.day),
                "rows": [r.to_dict() for r in self.rows], "wholes": [w.to_dict() for w in self.wholes],
                "spread": list(self.spread), "printed": [p.to_dict() for p in self.printed], "sources": [s.to_dict() for s in self.sources],
                "left_out": dict(self.left_out), "atlas": dict(self.view.atlas.about)}


def admitted(view: View, figures: Iterable[Figure], left_out: dict[str, int], on: int | None = None, *, eyes: bool = True) -> list[Figure]:
    """The figures that the lens lets count: of admitted sources, counted by a day; in somebody's eyes their own where they count."""
    kept = []
    sources = view.atlas.sources if view.lens.trusting or view.lens.without else {}
    for f in figures:
        if on is not None and f.as_of_earliest > on:
            left_out["later"] = left_out.get("later", 0) + 1
        elif (let := view.lens.admits(f.source, f.published, sources)) is True:
            kept.append(f)
        else:
            reason = "undated" if let is None else "lens"
            left_out[reason] = left_out.get(reason, 0) + 1
    spoken = {(f.place, f.theatre) for f in kept if eyes and view.lens.is_eyes(f.holder)}
    return [f for f in kept if (f.place, f.theatre) not in spoken or view.lens.is_eyes(f.holder)]


def _order(f: Figure) -> tuple[object, ...]:
    return (f.part_of != "", f.theatre, f.groups, f.counted, f.kind, f.unit, f.as_of_latest, f.source, f.low or 0)


def _explain(figures: Sequence[Figure], view: View) -> Iterable[str]:
    """The sentences of `spread`."""
    persons = [f for f in figures if f.unit in ("persons", "men")]
    for field, what in (("theatre", "theatres"), ("groups", "sides joined"), ("counted", "people counted"), ("kind", "measures"), ("unit", "units")):
        values = sorted({getattr(f.scope, field) for f in persons})
        if len(values) > 1:
            yield f"they count different {what}: {', '.join(values)}"
    days = sorted({f.as_of for f in persons})
    if len(days) > 1:
        yield f"they count until different days: {days[0]} to {days[-1]}"
    if samples := sorted({f.source for f in persons if f.basis == "sample"}):
        yield f"a sample is no total: {', '.join(samples)}"
    for f in persons:
        if f.copies:
            yield f"{f.source} copies {f.copies}, and is no second count"
    for one, other in contradictions(persons):
        said, also = (f"{f.source} ({rates.spell(f.interval, 0)})" for f in (one, other))
        yield f"of the same scope and day, {said} and {also} cannot both hold"


def contradictions(figures: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """Two figures of one place, scope and day that no number fits: what sources truly disagree about. A sample contradicts nothing."""
    found = []
    for n, one in enumerate(figures):
        for other in figures[n + 1:]:
            same = one.place == other.place and one.scope == other.scope and one.as_of == other.as_of and one.source != other.source
            if same and "sample" not in (one.basis, other.basis) and not one.interval.meets(other.interval):
                found.append((one, other))
    return found


def place_of(view: View, text: str, on: int | None = None) -> str:
    """The polity or aggregate that a text means. Raises UnknownName, AmbiguousName."""
    places = view.atlas.vocabulary.places
    return text if text in places else view.party(text, on)


def named(view: View, source: str) -> None:
    """Check that a source, or a holder, gives figures. Raises UnknownName."""
    sources, holders = ({getattr(f, field) for f in view.atlas.figures()} for field in ("source", "holder"))
    if source not in sources | holders:
        raise UnknownName(f'"{source}" gives no figure here; holders that do: {", ".join(sorted(holders))}; '
                         f"{len(sources)} sources, listed by: comity fighters PLACE --proof")


def theatre_of(view: View, text: str | None) -> str | None:
    """A theatre of the vocabulary. Raises UsageError."""
    theatres = view.atlas.vocabulary.theatres
    if text is not None and text not in theatres:
        raise UsageError(f'"{text}" is no theatre of this atlas; it may be {", ".join(theatres)}')
    return text
