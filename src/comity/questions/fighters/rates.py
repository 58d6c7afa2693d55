"""How many per so many: a figure's bounds divided by a population of a year, as a source published it (S29)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from ...kernel.dates import iso
from ...kernel.figures import MILLION, Figure, Interval, Population, rate

if TYPE_CHECKING:
    from ..view import View

DIGITS = 1
"""How many decimals rates are shown with."""


class Denominator(NamedTuple):
    """Which population rates stand on. base: of whom. year: None for the figure's own. vintage: the last day of publication, None for the lens's."""

    base: str = "total"
    year: int | None = None
    vintage: int | None = None


TOTAL = Denominator()
"""Per head of all people."""


class Rate(NamedTuple):
    """A rate between bounds, with the population that it stands on."""

    bounds: Interval
    population: Population

    def to_dict(self) -> dict[str, Any]:
        """As the JSON contract has it: per million, and the denominator with its year and vintage."""
        return {"low": number(self.bounds.low), "high": number(self.bounds.high), "population": self.population.low,
                "population_high": self.population.high, "base": self.population.base, "population_year": self.population.year,
                "vintage": None if self.population.published is None else iso(self.population.published), "source": self.population.source}


def number(value: Fraction | None) -> float | None:
    """A bound as a number with a few decimals; None where it is open."""
    return None if value is None else round(float(value), 4)


def population(view: View, place: str, year: int, denominator: Denominator) -> Population | None:
    """The population that a rate of a year stands on: of the last vintage by then, of that year or the nearest one before it that the vintage has.

    None where nothing that the lens admits gives one.
    """
    found = [p for p in view.atlas.populations(place, denominator.base) if view.admits(p.source)
             and (denominator.vintage is None or (p.published is not None and p.published <= denominator.vintage))]
    wanted = denominator.year or year
    found = [p for p in found if p.year <= wanted]
    if not found:
        return None
    nearest = max(p.year for p in found)
    return max((p for p in found if p.year == nearest), key=lambda p: (p.published or 0, p.source))


def of(view: View, figure: Figure, denominator: Denominator = TOTAL) -> Rate | None:
    """A figure's rate per million; None where there is no population for it."""
    found = population(view, figure.place, figure.year, denominator)
    return None if found is None else Rate(rate(figure.interval, found.interval, MILLION), found)


def spell(bounds: Interval, digits: int = DIGITS) -> str:
    """Bounds in words: `125.0`, `53.3–79.9`, `at least 125.0`, `up to 65.2`."""
    low, high = (None if b is None else f"{float(b):,.{digits}f}" for b in bounds)
    if low is None:
        return f"up to {high}" if high is not None else "any number"
    return f"at least {low}" if high is None else low if low == high else f"{low}–{high}"
