"""How instruments and what was said of them read in one line, for every front and page alike."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ...kernel.dates import BEGIN, END, iso
from ...kernel.instruments import Treaty
from ...kernel.proofs import Node
from ...kernel.standing import READ
from ..treaties.links import links

if TYPE_CHECKING:
    from ..view import View


def spell_chain(view: View, treaty: Treaty, chain: tuple[str, ...]) -> str:
    """A chain by names with years: that of the treaty for who made it, that of the succession for each that followed. Empty for no chain.

    A succession before the treaty was made is no date on its way, and has no year.
    """
    if not chain:
        return ""
    called = view.atlas.names.called
    steps = [f"{called(chain[0], treaty.start)} {_year(treaty.start)}".strip()]
    for before, heir in pairwise(chain):
        days = [link.since for link in links(view, heir) if link.predecessor == before and link.since >= treaty.start]
        steps.append(f"{called(heir, min(days))} {_year(min(days))}" if days else view.atlas.label(heir))
    return " → ".join(steps)


def _year(day: int) -> str:
    return (iso(day) or "")[:4] if day > BEGIN else ""


def stood(node: Node, day: int) -> tuple[int, int]:
    """The days `[since, until)` around a day over which a proof's verdict stays the same, whatever evidence joins it."""
    since, until, here = BEGIN, END, node.verdict(day)
    for when, bits in node.steps:
        if when > day and READ[bits] is not here:
            return since, when
        if when <= day and READ[bits] is not here:
            since = END
        elif when <= day and since == END:
            since = when
    return since, until
