"""From whom a polity descends, and who says or denies it: the claims of succession a brief speaks of, through the lens."""

from __future__ import annotations

from ...kernel.claims import Claim
from ...kernel.dates import BEGIN, END
from .scene import OPENING, Scene

GAINS = ("absorption", "moved-frontier")
"""Kinds of succession that bring in another's territory: no way back for a polity's own."""
BIRTH_DAYS = 366
"""A link this near to a start that some namer gives is how a polity began; later ones are what it took over."""


def origins(scene: Scene, found: list[tuple[Claim, ...]], id_: str) -> list[tuple[Claim, ...]]:
    """Of some links those by which a polity began, best attested first, the observer's own view before all."""
    first, last = _starts(scene, id_)
    kept = []
    for claims in found:
        own = tuple(c for c in claims if c.kind not in GAINS and c.latest >= first - BIRTH_DAYS and c.earliest <= last + BIRTH_DAYS)
        if own and own[0].actor == id_:
            kept.append(own)
    return sorted(kept, key=lambda cs: (not any(c.holder.partition("/")[0] == scene.observer for c in cs), -len(cs),
                                        min(c.earliest for c in cs), cs[0].object))


def _starts(scene: Scene, id_: str) -> tuple[int, int]:
    """The earliest and the latest start that any namer gives a polity."""
    rows = [(a, b) for a, b in scene.atlas.rows("SELECT since_earliest, since_latest FROM existence WHERE polity = ?", id_) if a > BEGIN]
    return (min(a for a, _ in rows), max(b for _, b in rows)) if rows else (BEGIN, END)


def way_back(scene: Scene, found: list[tuple[Claim, ...]], first: tuple[Claim, ...]) -> list[tuple[Claim, ...]]:
    """From a first link back by the best attested ones, to a polity that the opening day already knew."""
    steps, seen = [first], {scene.subject}
    while (here := steps[-1][0].object) not in seen and scene.atlas.polities[here][3].start > OPENING:
        seen.add(here)
        onward = [cs for cs in origins(scene, found, here) if cs[0].object not in seen]
        if not onward:
            break
        steps.append(max(onward, key=lambda cs: (len(cs), cs[0].object)))
    return steps
