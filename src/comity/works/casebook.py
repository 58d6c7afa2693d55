"""The casebook: what courts held beside what the engine says without them, and a table of treaties tested the same way; as a page and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..kernel.dates import iso
from ..kernel.lens import DOCTRINES
from ..kernel.standing import Verdict
from ..questions.answer import Day, as_day
from ..questions.view import View
from .decisions import Agreement, agreement, rows_to_dict
from .rulings import AGREES, OUTCOMES, UNDECIDED, Compared
from .successors import Successors, successors


class Casebook(NamedTuple):
    """Both tables, through one lens. on: the day asked for; None for all decisions, and for the day on which the table of treaties was printed."""

    view: View
    on: int | None
    agreement: Agreement
    successors: Successors | None

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        table = self.agreement
        counts = {part: {d: _all(table.outcomes(d, part)) for d in DOCTRINES} for part in ("standing", "ground", "outcome")}
        inherited = {d: _all(table.outcomes(d, "standing", succession=True)) for d in DOCTRINES}
        return {"question": {"ask": "cases", "doctrine": table.doctrine}, "lens": self.view.to_dict(),
                "on": iso(self.on) if self.on is not None else None, "decisions": len(table.rows), "counts": {**counts, "inherited": inherited},
                "known_then": _all(self.known), "rows": list(rows_to_dict(table)),
                "successors": self.successors.to_dict() if self.successors else None, "atlas": dict(self.view.atlas.about)}

    @property
    def known(self) -> Counter[str]:
        """How many decisions have each outcome by what was published by their day."""
        return Counter(row.known.outcome for row in self.agreement.rows)

    def markdown(self) -> str:
        """As a page."""
        return "\n".join(self._page()) + "\n"

    def _page(self) -> Iterator[str]:
        asked = "comity cases" + (f" --on {iso(self.on)}" if self.on is not None else "")
        yield "# Courts and doctrines\n"
        yield (f"Made by `{asked}` from the atlas {self.view.atlas.about['data']}. Each decision is put to the engine without the sources of its "
               "own matter, as of its day and with the facts that the court had; the answer is then held against what the court held. *agrees*: the "
               "engine says the same with nothing left open; *contradicts*: it says the opposite; *disputed*: it reports a dispute; *undecided*: it "
               "leaves it open, for the reason given. Research help, not legal advice.\n")
        yield from self._counts()
        yield from _table(self.view, self.agreement)
        if self.successors is not None:
            yield from _successors(self.view, self.successors)

    def _counts(self) -> Iterator[str]:
        table, chosen = self.agreement, self.agreement.doctrine
        yield f"## What agrees ({len(table.rows)} decisions, {chosen})\n\n| | {' | '.join(OUTCOMES)} |\n|---|{'---|' * len(OUTCOMES)}"
        for title, part in (("how the treaty stood", "standing"), ("the ground", "ground"), ("both", "outcome")):
            yield _counted(title, table.outcomes(chosen, part))
        yield _counted("how it stood, by what was published by then", self.known)
        why = Counter(_kind(told) for row in table.rows for told in row.told[chosen] if told.outcome == UNDECIDED)
        then = Counter(_kind(row.known) for row in table.rows if row.known.outcome == UNDECIDED)
        yield f"\nWhy undecided, standing and ground each counted: {_listed(why)}.\n"
        yield f"Why undecided by what was published by then: {_listed(then)}.\n"
        yield "## Which doctrine predicts what courts held of a treaty\n"
        yield f"| doctrine | {' | '.join(OUTCOMES)} | inherited only: {' | '.join(OUTCOMES)} |\n|---|{'---|' * 2 * len(OUTCOMES)}"
        for doctrine in DOCTRINES:
            every, few = table.outcomes(doctrine, "standing"), table.outcomes(doctrine, "standing", succession=True)
            yield f"| {doctrine} | {' | '.join(str(c[o]) for c in (every, few) for o in OUTCOMES)} |"
        inherited = sum(row.succession for row in table.rows)
        yield f"\nA treaty is inherited where others than the two made it: {inherited} of the decisions.\n"


def make_casebook(view: View, on: Day | None = None) -> Casebook:
    """The casebook of a view: the decisions handed down by a day and the table tested on it; where none is given, all, and the table's own day."""
    day = None if on is None else as_day(on)
    return Casebook(view, day, agreement(view, day), successors(view, day))


def _all(counted: Counter[str]) -> dict[str, int]:
    return {o: counted[o] for o in OUTCOMES}


def _counted(title: str, counted: Counter[str]) -> str:
    return f"| {title} | {' | '.join(str(counted[o]) for o in OUTCOMES)} |"


_KINDS = (("cannot be asked", "cannot be asked"), ("only what is withheld", "known only from what is withheld"),
          ("no claim says", "no claim recorded"),
          ("in force, but whether", "applicability turns on what is open"), ("too coarse", "too coarse or one-sided"),
          ("in force, but no chain", "no chain of succession recorded"), ("nobody has read", "clause unread"),
          ("no rule is about", "no rule about the ground"), ("not contradicted", "not contradicted, but a clause is unread or the law unrecorded"),
          ("not given", "a fact not given"), ("published later", "published only later"),
          ("of unknown day", "published nobody knows when"), ("no treaty in force for certain", "no treaty in force for certain"),
          ("recorded of the person", "no own national in question"), ("the decision is recorded", "the treaty chosen is not recorded"))


def _listed(counted: Counter[str]) -> str:
    return "; ".join(f"{n} {what}" for what, n in sorted(counted.items(), key=lambda i: (-i[1], i[0]))) or "nothing is"


def _kind(told: Compared) -> str:
    """The kind of reason, by how it begins."""
    return next((kind for start, kind in _KINDS if told.reason.startswith(start)), "other")


def _table(view: View, table: Agreement) -> Iterator[str]:
    yield "## The decisions\n\n| decided | decision | held | how the treaty stands | the ground | in short | known then |"
    yield "|---|---|---|---|---|---|---|"
    for row in table.rows:
        d, told = row.decision, row.told[table.doctrine]
        source = view.atlas.source(d.source)
        name = f"[{_cell(d.name)}]({source.url})" if source and source.url else _cell(d.name)
        what = f"{view.atlas.label(d.requested)} to {view.atlas.label(d.requesting)}" + (f", {d.treaty}" if d.treaty else "")
        held = f"{d.held}; {d.result.replace('_', ' ')}: {d.ground.replace('_', ' ')}"
        yield (f"| {d.decided} | {name} ({_cell(d.court_name)}): {_cell(what)} | {held} | {told.standing.outcome} ({_cell(told.standing.engine)}) | "
               f"{told.ground.outcome} ({_cell(told.ground.engine)}) | {told.outcome} | "
               f"{row.known.outcome} |")
    for outcome in [o for o in reversed(OUTCOMES) if o != AGREES]:
        found = [r for r in table.reasons if r[0] == outcome]
        if found:
            yield f"\n### Why: {outcome}\n"
            yield from (f"* {id_}, {part}: {_cell(reason)}" for _, id_, part, reason in found)


def _successors(view: View, test: Successors) -> Iterator[str]:
    label, treaty = view.atlas.label, view.atlas.treaties[test.treaty]
    source = view.atlas.source(test.table)
    title = f"[{source.title}]({source.url})" if source and source.url else test.table
    yield f"\n## A table put to the test\n\nThe successors to {treaty.name(label)} by {title}, asked for without it, on {iso(test.day)}.\n"
    yield f"| successor | {' | '.join(DOCTRINES)} |\n|---|{'---|' * len(DOCTRINES)}"
    yield from (f"| {row.label} ({row.polity}) | {' | '.join(row.verdicts[d].value for d in DOCTRINES)} |" for row in test.rows)
    yield ""
    for doctrine in DOCTRINES:
        missed = test.differences(doctrine)
        against = [r.label for r in missed if r.verdicts[doctrine] is Verdict.NO]
        yield (f"* {doctrine} predicts {len(test.rows) - len(missed)} of {len(test.rows)} rows, and denies {len(against)}"
               + (f": {', '.join(against)}" if against else "") + ".")
        for what, ids in (("listed there with another treaty, whose start may be known only from it", test.others[doctrine]),
                          ("without a row there", test.unlisted[doctrine])):
            if ids:
                yield f"  It also predicts the treaty for {len(ids)} {what}: {', '.join(label(p) for p in ids)}."
    yield "\n### What the rest of the record holds against the table\n"
    yield from (f"* {flaw.kind}: {_cell(flaw.says)}" for flaw in test.flaws)
    if not test.flaws:
        yield "Nothing."


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ") or "nothing"
