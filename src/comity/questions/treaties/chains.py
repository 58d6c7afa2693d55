"""The chain of a treaty between two on a day: from who made it to who has it, through every polity between (S22)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...kernel.instruments import Treaty
from ...kernel.proofs import Node
from ...kernel.render import Seen, carrying
from ...kernel.standing import Verdict
from .links import path

if TYPE_CHECKING:
    from .relations import Bond, Relations


def chain(relations: Relations, treaty: Treaty, a: str, b: str, day: int, bond: Bond) -> tuple[str, ...]:
    """The polities from the maker of a treaty to `a`, each by its id; where `a` made it or joined it itself, those that lead to `b`.

    By the proof, where the treaty was carried over; else, where it was claimed to go on, by the links that the claims' own holders see. Empty where
    both made or joined it themselves, or no links lead there.
    """
    if bond.node is None or (treaty.bilateral and {a, b} == set(treaty.parties)):
        return ()
    for heir, other in ((a, b), (b, a)):
        found = _carried(bond.node, day, heir) if relations.doctrine not in ("recorded", "continuity") or not treaty.bilateral else ()
        if len(found) > 1:
            return (*_made(relations, treaty, found[0], other, a, b)[:-1], *found)
        if treaty.bilateral and heir not in treaty.parties:
            way = _made(relations, treaty, heir, other, a, b)
            if way:
                return way
    return ()


def _made(relations: Relations, treaty: Treaty, heir: str, other: str, a: str, b: str) -> tuple[str, ...]:
    """The way to an heir from whoever made a bilateral with the other; empty for a maker, and where no links lead there."""
    if not treaty.bilateral or heir in treaty.parties:
        return ()
    makers = [p for p in treaty.parties if p != other] if other in treaty.parties else list(treaty.parties)
    said = frozenset(c.holder for c in relations.recorded(treaty, a, b)) | {a, b}
    return min((way for maker in makers if (way := path(relations.view, heir, maker, said))), key=len, default=())


def _carried(node: Node, day: int, heir: str) -> tuple[str, ...]:
    """The links that a proof was carried over, from the first holder to the heir."""
    found: list[str] = [heir]
    here: Seen | None = Seen(node, day)
    while here is not None:
        link = here.node.args.get("link")
        if here.node.args.get("op") == "carry" and link and link[0] == found[0]:
            found.insert(0, link[1])
            below = carrying(*here)
            here = below[0] if below else None
            continue
        here = next(iter(sorted((p for p in carrying(*here) if _leads(p, found[0])), key=lambda p: (p.verdict is not Verdict.YES))), None)
    return tuple(found)


def _leads(step: Seen, heir: str) -> bool:
    """Whether a step's proof carries something over to a polity."""
    if step.node.args.get("op") == "carry":
        return bool(step.node.args["link"][0] == heir)
    return step.node.rule not in ("S9-act", "S21-no-state", "vclt-59") and any(_leads(p, heir) for p in carrying(*step))
