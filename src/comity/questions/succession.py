"""Who succeeds or continues whom, in whose view: links from a polity back to those before it, and who denies them (S15, S22)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..kernel.claims import Claim
from ..kernel.dates import BEGIN

if TYPE_CHECKING:
    from .view import View


def predecessors(view: View, id_: str, since: int = BEGIN) -> list[tuple[Claim, ...]]:
    """The links from a polity back through every predecessor that the lens admits, breadth first, nothing before `since`.

    One tuple of claims a link. Where the eyes have spoken on a link only they count, and a link they deny is not there (S15).
    """
    found: list[tuple[Claim, ...]] = []
    queue, seen = [id_], {id_}
    while queue:
        here = queue.pop(0)
        for claims in _links(view, here, since):
            found.append(claims)
            if claims[0].object not in seen:
                seen.add(claims[0].object)
                queue.append(claims[0].object)
    return found


def _links(view: View, id_: str, since: int) -> list[tuple[Claim, ...]]:
    pairs: dict[str, list[Claim]] = {}
    for claim in view.claims_about(id_):
        if claim.relation == "succession" and claim.actor == id_ and claim.act != "denies" and claim.latest >= since:
            pairs.setdefault(claim.object, []).append(claim)
    return [kept for claims in pairs.values() if (kept := _heard(view, claims))]


def _heard(view: View, claims: list[Claim]) -> tuple[Claim, ...]:
    if view.lens.eyes is None:
        return tuple(claims)
    own = tuple(c for c in claims if view.lens.speaks(c))
    denied = {c.target for c in denials(view, claims[0].actor) if view.lens.speaks(c)}
    return own or tuple(c for c in claims if c.key not in denied)


def link_by_link(view: View, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of succession and their denials; on a link that the eyes have spoken on, only theirs (S15)."""
    rows = [c for c in claims if c.relation == "succession"]
    spoken = {c.pair for c in rows if view.lens.speaks(c)}
    return tuple(c for c in rows if view.lens.speaks(c) or c.pair not in spoken)


def denials(view: View, id_: str) -> list[Claim]:
    """The denials, by anybody, that a polity succeeds or continues another."""
    return [c for c in view.claims_about(id_) if c.relation == "succession" and c.act == "denies" and c.target.split()[1] == id_]
