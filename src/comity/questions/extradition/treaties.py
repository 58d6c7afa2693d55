"""Which instruments on extradition there may be between two, and which sources list all of somebody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...kernel.dates import iso
from ...kernel.instruments import Treaty
from ...kernel.proofs import Node
from ...kernel.states import covered
from ..treaties.ask import candidates

if TYPE_CHECKING:
    from ..view import View

ABOUT = frozenset({"extradition", "surrender"})


def about_extradition(view: View, a: str, b: str) -> list[Treaty]:
    """The instruments on extradition that bind, or may have bound, two polities or those before them; what only adds to another is left out.

    Kept by the view: every doctrine asks for the same.
    """
    kept: dict[tuple[str, str], list[Treaty]] = view.kept.setdefault("about-extradition", {})
    if (a, b) not in kept:
        kept[a, b] = [t for t in candidates(view, a, b, ABOUT) if not t.adds]
    return kept[a, b]


def weight(treaty: Treaty) -> tuple[bool, int, str]:
    """Which of several instruments governs: one about extradition alone before one that touches it too, then the later (VCLT Art. 30(3))."""
    return set(treaty.about) <= ABOUT, treaty.start, treaty.id


def lists(view: View, a: str, b: str) -> list[Node]:
    """The sources that list every extradition treaty of one of two, and so say no over their span where they name none with the other (S18)."""
    label = view.atlas.label
    return [Node("S18-coverage", covered(c.since_day, c.until_day), {"source": c.source, "actor": f"one between {label(a)} and {label(b)}",
                                                                     "since": iso(c.since_day), "until": iso(c.until_day)})
            for c in view.atlas.coverage if c.relation == "extradition" and c.actor in (a, b) and c.object in (a, b, "*") and view.admits(c.source)]
