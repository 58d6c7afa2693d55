"""Whether a polity was a member of the organisation of states of its day."""

from __future__ import annotations

from ...kernel.dates import BEGIN, parse
from ...kernel.standing import Verdict
from .blocks import Statement
from .endings import ending
from .ledger import Ledger
from .phrases import absence, lower, refs_of
from .scene import Scene, Standing
from .spans import since_text

LEFT = {"leaves": "left {}", "unseated": "lost its seat in {}", "expelled": "been expelled from {}", "lapses": "ceased to be a member of {}"}


def organisation(scene: Scene) -> str | None:
    """The organisation that was founded last before the day: the League of Nations in 1933, the United Nations in 1950; None before any."""
    founded = {i: parse(d).earliest for i, d in scene.atlas.vocabulary.founded.items()}
    return max((i for i, d in founded.items() if d <= scene.day), key=founded.__getitem__, default=None)


def membership(scene: Scene, ledger: Ledger, id_: str) -> list[Statement]:
    """Whether a polity was a member of it on the day: one sentence, or none where there was no organisation yet."""
    body = organisation(scene)
    if body is None:
        return []
    answer = scene.view.membership(id_, body)
    s = scene.standing(id_, answer)
    of = scene.name(body)
    proof = None if s.verdict is Verdict.UNRECORDED else ledger.proof(answer, f"{scene.label(id_)} is a member of {of}")
    refs = refs_of(scene, ledger, answer, 2) or (absence(scene, ledger, "Membership", "membership", f"{id_} {body}"),)
    presumed = " (presumed)" if s.presumed and s.verdict is Verdict.YES else ""
    return [Statement(f"{_told(scene, s, scene.name(id_, True), of)}{presumed}.", refs, s.verdict.value, proof)]


def _told(scene: Scene, s: Standing, who: str, of: str) -> str:
    if s.verdict is Verdict.YES:
        dated = s.since > max(scene.atlas.polities[s.actor][3].start, BEGIN)
        return f"{who} had been a member of {of} since {since_text(s)}" if dated else f"{who} was a member of {of}"
    if s.verdict is Verdict.NO:
        end = ending(scene, s.answer)
        return f"{who} had {LEFT[end.key].format(of)} {end.when}" if end and end.key in LEFT else f"{who} was not a member of {of}"
    if s.verdict is Verdict.DISPUTED:
        return f"Whether {lower(who)} was a member of {of} was disputed"
    if s.verdict is Verdict.UNDETERMINED:
        return f"Whether {lower(who)} was already a member of {of} is undetermined"
    return f"No claim here makes {lower(who)} a member of {of} that day"
