"""From whom a polity descends, and who says or denies it: the claims of succession a brief speaks of, through the lens."""

from __future__ import annotations

from ...kernel.claims import Claim
from ...kernel.dates import BEGIN, END, day
from ...kernel.states import target
from ...questions.polity import predecessors
from .scene import Scene

OPENING = day("1900-01-01")
"""The chain is followed back to this day."""
GAINS = ("absorption", "moved-frontier")
"""Kinds of succession that bring in another's territory: no way back for a polity's own."""
BIRTH_DAYS = 366
"""A link this near to a start that some namer gives is how a polity began; later ones are what it took over."""


def links(scene: Scene) -> list[tuple[Claim, ...]]:
    """The links from the subject back to the opening day that the lens admits, one tuple of claims a link.

    Where the eyes have spoken on a link only they count, and a link they deny is not there (S15).
    """
    found = []
    for claims in predecessors(scene.view, scene.subject, OPENING):
        kept = tuple(c for c in claims if scene.counts_claim(c))
        if scene.view.lens.eyes is not None:
            keys = {target(c) for c in denials(scene, claims[0].actor) if scene.view.lens.speaks(c)}
            own = tuple(c for c in kept if scene.view.lens.speaks(c))
            kept = own or tuple(c for c in kept if c.key not in keys)
        if kept:
            found.append(kept)
    return found


def denials(scene: Scene, id_: str) -> list[Claim]:
    """The denials that a polity succeeds or continues another."""
    return [c for c in scene.atlas.claims_about(id_) if c.relation == "succession" and c.act == "denies" and target(c).split()[1] == id_
            and scene.counts_claim(c)]


def origins(scene: Scene, found: list[tuple[Claim, ...]], id_: str) -> list[tuple[Claim, ...]]:
    """Of some links those by which a polity began, best attested first, the observer's own view before all."""
    first, last = _starts(scene, id_)
    kept = []
    for claims in found:
        own = tuple(c for c in claims if c.kind not in GAINS and c.latest >= first - BIRTH_DAYS and c.earliest <= last + BIRTH_DAYS)
        if own and own[0].actor == id_:
            kept.append(own)
    return sorted(kept, key=lambda cs: (not any(c.holder.partition("/")[0] == scene.observer for c in cs), -len(cs), cs[0].object))


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
