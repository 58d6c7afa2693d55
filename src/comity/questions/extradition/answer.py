"""What an extradition question gives back: a finding per doctrine, each with its proof, sources and what was left out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ...kernel.claims import Source
from ...kernel.compose import node
from ...kernel.conflicts import PairConflict
from ...kernel.dates import iso
from ...kernel.lens import DOCTRINES
from ...kernel.proofs import Node
from ...kernel.render import lines
from ...kernel.rules import rule
from ...kernel.standing import Verdict
from ...kernel.timeline import NOTHING, Steps, segments
from ..recognition import admit, last_word
from ..treaties.relations import relations
from .case import Case
from .duty import Finding, find
from .treaties import about_extradition

if TYPE_CHECKING:
    from ..view import View

NOTICE = "Research help, not legal advice."


@rule("S23-beside", authority="docs/semantics.md S23", says="{requested} and {requesting}, under each doctrine")
def side_by_side() -> Steps:
    """Doctrines stand side by side: nothing follows from them together."""
    return NOTHING


class Extradition:
    """Could a person be extradited: the answer for the day of decision, under one doctrine or all of them side by side.

    doctrines: a Finding by name. verdict: whether surrender is owed, under the one doctrine asked for; None for all. left_out: how many claims the
    lens left out, by reason. conflicts: PairConflict each.
    """

    def __init__(self, view: View, case: Case) -> None:
        self.view = view
        self.case = case
        chosen = (view.lens.doctrine,) if view.lens.doctrine else DOCTRINES
        self.doctrines: dict[str, Finding] = {d: find(view, case, d, relations(view, d)) for d in chosen}

    @property
    def verdict(self) -> Verdict | None:
        """Whether surrender is owed on the day, under the one doctrine asked for."""
        only = next(iter(self.doctrines.values()))
        return only.node.verdict(self.case.on) if len(self.doctrines) == 1 else None

    @cached_property
    def root(self) -> Node:
        """The proof of everything said, side by side: the duty under each doctrine, the requested state's law, each instrument and clause."""
        label = self.view.atlas.label
        shown = [n for f in self.doctrines.values() for n in (f.node, f.domestic.node, *(b.node for b in f.basis), *(b.node for b in f.bars))]
        parts = tuple({n.id: n for n in shown}.values())
        return node("S23-beside", "beside", side_by_side(), parts, requested=label(self.case.requested), requesting=label(self.case.requesting))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of every claim and clause in the proofs, by id."""
        steps = list(self.root.walk())
        ids = {c.source for n in steps for c in n.claims} | {n.args["source"] for n in steps if n.rule == "S18-coverage"}
        return tuple(s for i in sorted(ids) if (s := self.view.atlas.source(i)) is not None)

    @cached_property
    def left_out(self) -> dict[str, int]:
        """How many claims about the instruments between the two the lens left out, by reason."""
        counts: dict[str, int] = {}
        pair = " ".join(sorted((self.case.requested, self.case.requesting)))
        about = {t.id for t in about_extradition(self.view, self.case.requested, self.case.requesting)}
        admit(self.view, [c for c in self.view.atlas.pair("in-force", pair) if c.of in about], counts)
        return counts

    @cached_property
    def conflicts(self) -> tuple[PairConflict, ...]:
        """What the claims about the instruments listed contradict each other about, none of it settled."""
        recorded = relations(self.view, "recorded")
        listed = {b.treaty.id: b.treaty for f in self.doctrines.values() for b in f.basis}
        return tuple(c for treaty in listed.values() for c in recorded.conflicts(treaty, self.case.requested, self.case.requesting))

    def proof_text(self, doctrine: str) -> str:
        """The proof of one doctrine's duty, as indented text for the day."""
        found = self.doctrines[doctrine]
        return "\n".join((*lines(found.node, self.case.on), *lines(found.domestic.node, self.case.on)))

    def to_dict(self) -> dict[str, Any]:
        """The JSON contract: that of any answer, and `doctrines`."""
        only = next(iter(self.doctrines.values())) if len(self.doctrines) == 1 else None
        presumed = last_word(_claims(f.node for f in self.doctrines.values()), [], self.view.atlas.date)
        reading = {c.source: c for part in self.root.premises for n in part.walk() for c in n.claims}
        timeline = [s.to_dict() for s in segments(only.node.steps, presumed)] if only else []
        return {"question": self.case.to_dict(), "lens": self.view.lens.to_dict(), "on": iso(self.case.on),
                "verdict": None if self.verdict is None else self.verdict.value, "timeline": timeline,
                "doctrines": {d: f.to_dict() for d, f in self.doctrines.items()}, "proof": self.root.to_dict(),
                "sources": [{**s.to_dict(), "read": reading[s.id].read or None if s.id in reading else None,
                             "locator": reading[s.id].locator or None if s.id in reading else None} for s in self.sources],
                "conflicts": [c.to_dict() for c in self.conflicts], "left_out": self.left_out, "notice": NOTICE, "atlas": dict(self.view.atlas.about)}


def _claims(roots: Iterable[Node]) -> list[Any]:
    return [c for root in roots for n in root.walk() for c in n.claims]
