"""What a treaty's articles settle between two on a day: its own, as supplemented, amended and declared by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...kernel.instruments import Provision, Treaty
from ...kernel.proofs import Node
from ...kernel.standing import NONE, Verdict
from ...kernel.timeline import at
from ..treaties.relations import Relations

if TYPE_CHECKING:
    from ..view import View

_ADDS = ("supplements", "amends", "protocol-to")


class Clauses:
    """The provisions of one treaty between two on a day, through a lens; the latest instrument's word first."""

    def __init__(self, relations: Relations, treaty: Treaty, requested: str, requesting: str, day: int) -> None:
        self.treaty = treaty
        self.view = relations.view
        rows: list[Provision] = []
        self.added: list[tuple[Treaty, Node]] = []
        for id_, link in self.view.atlas.law.linked.get(treaty.id, ()):
            if link.act in _ADDS:
                other = self.view.atlas.treaties[id_]
                bond = relations.between(other, requested, requesting)
                if bond.node is not None and bond.node.verdict(day) in (Verdict.YES, Verdict.DISPUTED):
                    self.added.append((other, bond.node))
        for other, _ in sorted(self.added, key=lambda a: a[0].start, reverse=True):
            rows += self.view.atlas.law.provisions(other.id)
        rows += self.view.atlas.law.provisions(treaty.id)
        kept = [p for p in rows if p.holds_on(day) and self.view.admits(p.source) and p.party in ("", requested)]
        self._rows = sorted(kept, key=lambda p: not p.party)

    def of(self, provision: str) -> Provision | None:
        """What settles a matter: a declaration of the requested state before the text, the latest instrument first; None where nobody read it."""
        return next((p for p in self._rows if p.provision == provision), None)

    def every(self, provision: str) -> list[Provision]:
        """Every row of a kind."""
        return [p for p in self._rows if p.provision == provision]


def standing(view: View, node: Node | None, day: int) -> Verdict:
    """The verdict of a proof on a day; unrecorded for none."""
    return Verdict.UNRECORDED if node is None or at(node.steps, day) == NONE else node.verdict(day)


def suspended(node: Node, day: int) -> bool:
    """Whether what ended a treaty by a day was a suspension. node: the proof of one that is not in force that day."""
    from ...kernel.render import walk_carrying  # only a treaty that is not in force is asked

    return any(str(s.node.args.get("key", "")).startswith("suspends ") and s.verdict is Verdict.YES for s in walk_carrying(node, day))
