"""What is said beside an extradition answer: words on the treaty between the two that do not count or stand against it, and decided cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...kernel.claims import Claim, head
from ...kernel.dates import BEGIN
from ...kernel.instruments import Decision
from ..recognition import admit

if TYPE_CHECKING:
    from .answer import Extradition

_ASIDE = ("observes-against", "denies", "reverses", "none")
"""The effects of acts that say no, or that have no effect."""


class Beside(NamedTuple):
    """What was said by the day: claims that are not counted or stand against, and decisions; and how many of either came later."""

    claims: tuple[Claim, ...]
    decisions: tuple[Decision, ...]
    later: int


def beside(found: Extradition) -> Beside:
    """What holders that are not counted, or that stand against, said of the instruments between the two, and what courts decided.

    Decisions are those between the two, either way, and those under an instrument that the duty follows from, whoever asked whom; latest first.
    """
    case, view = found.case, found.view
    pair = " ".join(sorted((case.requested, case.requesting)))
    listed = {b.treaty.id for f in found.doctrines.values() for b in f.basis}
    words = view.atlas.words("in-force")
    unheard = "recorded" not in found.doctrines
    parties = {case.requested, case.requesting}
    claims = [c for c in admit(view, [c for c in view.atlas.pair("in-force", pair) if c.of in listed], {})
              if unheard or words.effects[c.act] in _ASIDE or not (head(c.holder) in parties or c.holder in words.deciders)]
    governing = {f.governing.treaty.id for f in found.doctrines.values() if f.governing}
    decisions = [d for d in view.atlas.law.decisions.values()
                 if view.admits(d.source) and ({d.requesting, d.requested} == parties or d.treaty in governing)]
    said = tuple(c for c in sorted(claims, key=_when) if _when(c)[0] <= case.on)
    decided = tuple(d for d in sorted(decisions, key=lambda d: ({d.requesting, d.requested} != parties, -d.day)) if d.day <= case.on)
    return Beside(said, decided, len(claims) + len(decisions) - len(said) - len(decided))


def _when(claim: Claim) -> tuple[int, int]:
    return (claim.latest if claim.earliest <= BEGIN else claim.earliest, claim.id)
