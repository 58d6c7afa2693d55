"""Figures in words: what is counted, who says so, and on which population a rate stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ...kernel.dates import iso
from ...kernel.figures import Figure, Population, Scope
from ...questions.fighters.ranking import Ranking, Rankings
from ...questions.fighters.rates import spell
from ...questions.fighters.record import Fighters

if TYPE_CHECKING:
    from ...kernel.claims import Source
    from ...questions.view import View

Found: TypeAlias = Fighters | Ranking | Rankings
"""What the questions about figures give and this package shows."""

_COUNTED = {"from": "who came from there", "citizens": "citizens", "residents": "residents", "ethnic-origin": "by ethnic origin",
            "travellers-and-families": "travellers and their families", "born-or-raised": "born or raised there"}
_KIND = {"cumulative": "all until the day", "stock": "there on the day", "flow": "within the time"}


def place(view: View, id_: str) -> str:
    """A polity or an aggregate by its label."""
    return view.atlas.vocabulary.places.get(id_) or view.atlas.label(id_)


def scope(view: View, what: Scope, part_of: str = "") -> str:
    """What a figure counts, in one line; with the unit that it is a part of, if any."""
    words = view.atlas.vocabulary
    unit = what.unit.replace("-", " ") + (f" among the {part_of.replace('-', ' ')}" if part_of else "")
    return (f"{words.theatres.get(what.theatre, what.theatre)}, {words.sides.get(what.groups, what.groups)}: {unit}, "
            f"{_COUNTED.get(what.counted, what.counted)}, {_KIND.get(what.kind, what.kind)}")


def count(figure: Figure) -> str:
    """The bounds of a figure: `100–150`, `at least 232`; and what keeps it from being a count of its own."""
    return spell(figure.interval, 0) + (", a sample" if figure.basis == "sample" else "") + (", a copy" if figure.copies else "")


def per(base: str) -> str:
    """Of whom a rate is: `per million people`, `per million muslims`."""
    return f"per million {'people' if base == 'total' else base.replace('-', ' ')}"


def count_of(ranking: Ranking) -> str:
    """What a ranking by count counts: `persons`."""
    return ranking.scope.unit.replace("-", " ")


def people(found: Population) -> str:
    """A population with its year and vintage."""
    vintage = None if found.published is None else iso(found.published)
    return f"{spell(found.interval, 0)} ({found.year}, as published {vintage or 'on an unknown day'})"


def rankings_of(found: Ranking | Rankings) -> tuple[Ranking, ...]:
    """The rankings in what was found."""
    return (found,) if isinstance(found, Ranking) else found.rankings


def heading(ranking: Ranking) -> str:
    """A ranking by its source, scope and day."""
    how = per(ranking.denominator.base) if ranking.per_head else "by count"
    return f"{ranking.source}, until {ranking.as_of}; {scope(ranking.view, ranking.scope)}; {how}"


def title(found: Found) -> str:
    """What is shown, as a heading."""
    if isinstance(found, Fighters):
        theatre = f" in {found.view.atlas.vocabulary.theatres[found.theatre]}" if found.theatre else ""
        return f"Foreign fighters{theatre} from {place(found.view, found.place)}"
    ranked = rankings_of(found)
    if len(ranked) != 1:
        return "Foreign fighters, ranked within one source and scope each"
    return f"Foreign fighters ranked {'per head' if ranked[0].per_head else 'by count'}, after {ranked[0].source}, until {ranked[0].as_of}"


def sources(found: Found) -> list[Source]:
    """The sources of everything shown, by id: of figures, printed rates and populations."""
    if isinstance(found, Fighters):
        return list(found.sources)
    ranked = rankings_of(found)
    ids = {r.source for r in ranked} | {x.rate.population.source for r in ranked for x in r.rows if x.rate}
    return [s for i in sorted(ids) if (s := found.view.atlas.source(i)) is not None]


def lens(view: View) -> str:
    """The lens as a line: `eyes XK, known by 2015-01-01`; `none` where it is plain."""
    chosen = {k.replace("_", " "): " ".join(map(str, v)) if isinstance(v, list) else v for k, v in view.to_dict().items() if v}
    return ", ".join(f"{k} {v}" for k, v in chosen.items()) or "none"
