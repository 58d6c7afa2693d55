"""Decided cases put to the engine without their own sources: does it say what the court held, under each doctrine, and with what was known that day?

For every decision two questions are asked as of the day of decision, with the facts that the court had: (a) without the sources of its matter, and
(b) also with nothing published later. What agreement is, `rulings` says; nothing here knows of any single decision.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ..errors import ComityError
from ..kernel.dates import iso, parse
from ..kernel.instruments import Decision
from ..kernel.lens import DOCTRINES
from ..questions.extradition.answer import Extradition
from ..questions.treaties.relations import relations
from ..questions.view import View
from .rulings import AGREES, DISPUTED, UNDECIDED, Compared, Heard, compare_ground, compare_standing, hear, together


class Told(NamedTuple):
    """What one doctrine says of a decision: on the treaty's standing, and on the ground."""

    standing: Compared
    ground: Compared

    @property
    def outcome(self) -> str:
        """Both together."""
        return together(self.standing, self.ground)


class Row(NamedTuple):
    """One decision and what the engine says of it, by doctrine.

    known: the treaty's standing with only what was published by the day. withheld: the sources left out. succession: whether the treaty was made by
    others than the two. listed: whether the full record lists the court in the dispute, where there is one. problem: why it could not be asked.
    """

    decision: Decision
    told: Mapping[str, Told]
    known: Compared
    withheld: tuple[str, ...]
    succession: bool
    listed: bool | None
    problem: str


class Agreement(NamedTuple):
    """Every decision, compared."""

    rows: tuple[Row, ...]
    doctrine: str

    def outcomes(self, doctrine: str, part: str = "outcome", *, succession: bool = False) -> Counter[str]:
        """How many decisions have each outcome under a doctrine; part: standing, ground or both; succession: only inherited treaties."""
        told = [r.told[doctrine] for r in self.rows if doctrine in r.told and (r.succession or not succession)]
        return Counter(t.outcome if part == "outcome" else getattr(t, part).outcome for t in told)

    @property
    def reasons(self) -> list[tuple[str, str, str, str]]:
        """Every row that is not plain agreement, by outcome: (outcome, decision, what is compared, reason)."""
        found = []
        for row in self.rows:
            told = row.told[self.doctrine]
            same = told.standing.outcome == told.ground.outcome and told.standing.reason == told.ground.reason
            for part, one in (("standing and ground", told.standing),) if same else (("standing", told.standing), ("ground", told.ground)):
                if one.outcome != AGREES:
                    found.append((one.outcome, row.decision.id, part, _reason(row, one)))
        return found


def agreement(view: View, until: int | None = None) -> Agreement:
    """Every decision handed down by a day (all where none is given), through a lens; its doctrine, or `recorded`, is the one that counts."""
    doctrine = view.lens.doctrine or "recorded"
    chosen = sorted((d for d in view.atlas.law.decisions.values() if until is None or d.day <= until), key=lambda d: (d.day, d.id))
    return Agreement(tuple(_row(view, d, doctrine) for d in chosen), doctrine)


def _row(view: View, decision: Decision, doctrine: str) -> Row:
    stages = _matter(view, decision)
    out = withheld(view, stages)
    names = tuple(d.name for d in stages)
    blind = _through(view, out)
    treaty = view.atlas.treaties.get(decision.treaty)
    inherited = treaty is not None and treaty.bilateral and set(treaty.parties) != {decision.requested, decision.requesting}
    try:
        heard = _heard(blind, decision, names)
        told = {d: Told(compare_standing(h), compare_ground(h)) for d, h in heard.items()}
        known = _known(view, decision, out, names, doctrine, heard[doctrine])
        return Row(decision, told, known, out, inherited, _listed(view, stages, decision, told[doctrine]), "")
    except ComityError as error:
        none = Compared(UNDECIDED, "not asked", f"cannot be asked: {error}")
        return Row(decision, dict.fromkeys(DOCTRINES, Told(none, none)), none, out, inherited, None, str(error))


def _matter(view: View, decision: Decision) -> list[Decision]:
    """The decisions of one matter, this one among them."""
    same = [d for d in view.atlas.law.decisions.values() if decision.matter and d.matter == decision.matter]
    return sorted({d.id: d for d in (decision, *same)}.values(), key=lambda d: (d.day, d.id))


def withheld(view: View, stages: list[Decision]) -> tuple[str, ...]:
    """The sources of a matter: its decisions', and those of claims about its two states that a court of it holds, or that have a decision's date."""
    found = {d.source for d in stages}
    courts, days = {d.court for d in stages}, {d.day for d in stages}
    for d in stages:
        for c in view.atlas.pair("in-force", " ".join(sorted((d.requested, d.requesting)))):
            if c.holder in courts or c.relayed_by in courts or (c.date_kind == "decided" and c.earliest == c.latest and c.earliest in days):
                found.add(c.source)
    return tuple(sorted(found))


def _through(view: View, out: tuple[str, ...], known_by: int | None = None) -> View:
    """The same lens without some sources, all doctrines side by side, and where a day is given with nothing published later."""
    lens = view.lens
    latest = lens.known_by if known_by is None or (lens.known_by is not None and lens.known_by < known_by) else known_by
    return View(view.atlas, lens._replace(without=lens.without | set(out), doctrine=None, known_by=latest))


def _heard(view: View, decision: Decision, names: tuple[str, ...]) -> dict[str, Heard]:
    asked = _ask(view, decision)
    return {d: hear(relations(view, d), decision, asked.case, found, names) for d, found in asked.doctrines.items()}


def _ask(view: View, decision: Decision) -> Extradition:
    """The question that the court had. An act of which only a span of days is known is dated by it where its ends give the same answer."""
    when = parse(decision.committed) if decision.committed else None
    ends = sorted({min(when.earliest, decision.day), min(when.latest, decision.day)}) if when else []
    asked = [_once(view, decision, end) for end in ends]
    if asked and len({_gist(a) for a in asked}) == 1:
        return asked[0]
    return _once(view, decision, None)


def _gist(asked: Extradition) -> str:
    return repr([(d, f.duty, f.domestic.says, f.unless) for d, f in asked.doctrines.items()])


def _once(view: View, decision: Decision, committed: int | None) -> Extradition:
    return view.extradition(requested=decision.requested, requesting=decision.requesting, on=decision.day, offence=decision.offence or None,
                            national_of=decision.nationality or None, committed=committed, facts=decision.facts)


def _known(view: View, decision: Decision, out: tuple[str, ...], names: tuple[str, ...], doctrine: str, later: Heard) -> Compared:
    """The treaty's standing by what was published by the day of decision; where that leaves it open, what was published only later."""
    now = _heard(_through(view, out, decision.day), decision, names)[doctrine]
    told = compare_standing(now)
    if told.outcome == AGREES or told.engine == compare_standing(later).engine:
        return told
    late = _late(view, later, decision.day)
    return told._replace(reason=late or told.reason)


def _late(view: View, heard: Heard, day: int) -> str:
    """The sources behind an answer that were published after a day, or nobody knows when."""
    if heard.bond is None:
        return ""
    late: set[str] = set()
    undated: set[str] = set()
    for id_ in {c.source for n in heard.bond.walk() for c in n.claims}:
        source = view.atlas.source(id_)
        if source is not None and (source.published_latest is None or source.published_latest > day):
            (undated if source.published_latest is None else late).add(id_)
    parts = [f"published later: {_some(view, late)}" if late else "", f"of unknown day: {_some(view, undated)}" if undated else ""]
    return "; ".join(p for p in parts if p)


def _some(view: View, ids: set[str], most: int = 3) -> str:
    named = [f"{i} ({s.published})" if (s := view.atlas.source(i)) and s.published else i for i in sorted(ids)]
    return ", ".join(named[:most]) + (f" and {len(named) - most} more" if len(named) > most else "")


def _listed(view: View, stages: list[Decision], decision: Decision, told: Told) -> bool | None:
    """Whether a court of the matter is among those that the full record lists about the treaty, where the engine reports a dispute."""
    if DISPUTED not in (told.standing.outcome, told.ground.outcome):
        return None
    pair = " ".join(sorted((decision.requested, decision.requesting)))
    return bool({d.court for d in stages} & {c.holder for c in view.atlas.pair("in-force", pair)})


def _reason(row: Row, told: Compared) -> str:
    """The reason of one comparison, with what later became of the decision."""
    said = told.reason
    if told.outcome == DISPUTED and row.listed is not None:
        said += "; the court is among those listed" if row.listed else "; the court's own word is in no claim"
    return said + (f"; reversed by {row.decision.reversed_by}" if row.decision.reversed_by else "")


def rows_to_dict(table: Agreement) -> Iterator[dict[str, Any]]:
    """Every row as JSON."""
    for row in table.rows:
        d = row.decision
        main = row.told[table.doctrine]
        yield {"id": d.id, "name": d.name, "court": d.court, "court_name": d.court_name, "decided": d.decided, "asked_on": iso(d.day),
               "requested": d.requested, "requesting": d.requesting, "treaty": d.treaty or None, "inherited": row.succession, "held": d.held,
               "result": d.result, "ground": d.ground, "reversed_by": d.reversed_by or None, "source": d.source, "withheld": list(row.withheld),
               "outcome": main.outcome, "standing": _compared(row, main.standing), "by_ground": _compared(row, main.ground),
               "known_then": _compared(row, row.known),
               "doctrines": {doctrine: {"standing": told.standing.outcome, "ground": told.ground.outcome, "engine": told.standing.engine}
                             for doctrine, told in row.told.items()}}


def _compared(row: Row, told: Compared) -> dict[str, str]:
    return {"outcome": told.outcome, "engine": told.engine, "reason": "" if told.outcome == AGREES else _reason(row, told)}
