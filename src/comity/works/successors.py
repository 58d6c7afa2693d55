"""A table of treaties put to the test: without it, does succession alone predict its rows, and what does the rest of the record say against it?

The table is a source that lists treaties and whom they bind (the notes to 18 U.S.C. 3181 by default). Its rows on the successors to one treaty are
left out and asked for again, under each doctrine, on the day it was printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..kernel.claims import Claim
from ..kernel.dates import iso
from ..kernel.instruments import Treaty
from ..kernel.lens import DOCTRINES
from ..kernel.standing import Verdict
from ..questions.extradition.clauses import standing
from ..questions.treaties.relations import relations
from ..questions.view import View

TABLE, OWNER, TREATY = "us-usc-18-3181", "US", "us-uk-1931"
_ENDS = ("suspends", "terminates", "denounces", "lapses")
_CITE = re.compile(r"\b\d+ (?:UST|Stat\.) \d+\b")


class Predicted(NamedTuple):
    """One successor: how the treaty stands for it without the table, by doctrine, and whether the table has it."""

    polity: str
    label: str
    verdicts: dict[str, Verdict]


class Flaw(NamedTuple):
    """One thing in the table that the rest of the record does not bear out: its kind, whom it is about, and what it is."""

    kind: str
    about: str
    says: str


class Successors(NamedTuple):
    """The rows of a table on one treaty's successors, predicted without it; who else would be bound; and the table's flaws."""

    table: str
    treaty: str
    day: int
    rows: tuple[Predicted, ...]
    others: dict[str, tuple[str, ...]]
    unlisted: dict[str, tuple[str, ...]]
    flaws: tuple[Flaw, ...]

    def differences(self, doctrine: str) -> list[Predicted]:
        """The rows of the table that a doctrine does not predict."""
        return [r for r in self.rows if r.verdicts[doctrine] is not Verdict.YES]

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {"table": self.table, "treaty": self.treaty, "on": iso(self.day),
                "rows": [{"polity": r.polity, "verdicts": {d: v.value for d, v in r.verdicts.items()}} for r in self.rows],
                "differences": {d: [r.polity for r in self.differences(d)] for d in DOCTRINES},
                "replaced": {d: list(ids) for d, ids in self.others.items()}, "unlisted": {d: list(ids) for d, ids in self.unlisted.items()},
                "flaws": [f._asdict() for f in self.flaws]}


def successors(view: View, on: int | None = None, table: str = TABLE, treaty: str = TREATY) -> Successors | None:
    """The test of a table, on the day it was printed or another; None where the atlas, or the lens, has no such table or treaty."""
    source, instrument = view.atlas.source(table), view.atlas.treaties.get(treaty)
    if source is None or instrument is None or not view.admits(table):
        return None
    claims = [c for c in view.atlas.claims_of(table) if c.relation == "in-force"]
    day = on if on is not None else source.published_latest or view.atlas.date
    named = {p for c in claims for p in c.pair.split() if p != OWNER}
    listed = sorted({_other(c) for c in claims if c.of == treaty and c.act == "continues"}, key=view.atlas.label)
    blind = View(view.atlas, view.lens._replace(without=view.lens.without | {table}, doctrine=None))
    rows = [Predicted(p, view.atlas.label(p), _verdicts(blind, instrument, p, day)) for p in listed]
    heirs = [Predicted(p, view.atlas.label(p), _verdicts(blind, instrument, p, day)) for p in _alive(view, day) if p not in listed]
    bound = {d: [h.polity for h in heirs if h.verdicts[d] is Verdict.YES and h.polity not in instrument.parties] for d in DOCTRINES}
    others = {d: tuple(p for p in ids if p in named) for d, ids in bound.items()}
    unlisted = {d: tuple(p for p in ids if p not in named) for d, ids in bound.items()}
    return Successors(table, treaty, day, tuple(rows), others, unlisted, tuple(_flaws(view, blind, claims, named, day)))


def _other(claim: Claim) -> str:
    return next(p for p in claim.pair.split() if p != OWNER)


def _alive(view: View, day: int) -> list[str]:
    """Every polity that exists on a day, by the widest dates claimed, the table's owner apart."""
    found = [p for p, (_, _, _, bounds) in view.atlas.polities.items() if p != OWNER and bounds.start <= day < bounds.end]
    return sorted(found, key=view.atlas.label)


def _verdicts(view: View, treaty: Treaty, polity: str, day: int) -> dict[str, Verdict]:
    return {d: standing(view, relations(view, d).between(treaty, OWNER, polity).node, day) for d in DOCTRINES}


def _flaws(view: View, blind: View, claims: list[Claim], named: set[str], day: int) -> Iterator[Flaw]:
    yield from _ended(view, claims, day)
    yield from _rowless(view, blind, claims, named, day)
    yield from _misprints(view, claims)


def _ended(view: View, claims: list[Claim], day: int) -> Iterator[Flaw]:
    """Rows still listed on the day though the whole record says that the treaty is suspended or has ended, or disputes it."""
    label, recorded = view.atlas.label, relations(view, "recorded")
    for polity, id_ in sorted({(_other(c), c.of) for c in claims if c.act in ("applies", "continues")}):
        treaty = view.atlas.treaties[id_]
        stands = standing(view, recorded.between(treaty, OWNER, polity).node, day)
        if stands not in (Verdict.NO, Verdict.DISPUTED):
            continue
        ends = [c for c in recorded.recorded(treaty, OWNER, polity) if c.act in _ENDS and c.source != TABLE and c.latest <= day]
        if ends:
            acts = "; ".join(f"{c.act} on {c.date}, by {label(c.holder)} [{c.source}]" for c in ends)
            yield Flaw("listed though ended", polity, f"{label(polity)}: {treaty.name(label)} is listed; in the whole record {stands.value}: {acts}")


def _rowless(view: View, blind: View, claims: list[Claim], named: set[str], day: int) -> Iterator[Flaw]:
    """States with no row of their own, of which somebody else says that a listed treaty goes on, or of which succession says so and others speak."""
    treaties = sorted({c.of for c in claims if view.atlas.treaties[c.of].bilateral})
    for polity in _alive(view, day):
        if polity in named:
            continue
        said = [t for t in treaties if relations(blind, "recorded").recorded(view.atlas.treaties[t], OWNER, polity)]
        for t in said:
            verdicts = _verdicts(blind, view.atlas.treaties[t], polity, day)
            holding = [d for d, v in verdicts.items() if v in (Verdict.YES, Verdict.DISPUTED)]
            if holding:
                label = view.atlas.label
                yield Flaw("no row", polity, f"{label(polity)} has no row; {view.atlas.treaties[t].name(label)} stands for it as "
                           + ", ".join(f"{v.value} ({d})" for d, v in verdicts.items()))


def _misprints(view: View, claims: list[Claim]) -> Iterator[Flaw]:
    """Rows whose printed citation is none of the treaty's."""
    for c in claims:
        treaty = view.atlas.treaties[c.of]
        for cite in _CITE.findall(c.locator):
            if treaty.cites and cite not in treaty.cites:
                yield Flaw("misprint", _other(c), f"{c.locator}: {treaty.name(view.atlas.label)} is at {', '.join(treaty.cites)}")
