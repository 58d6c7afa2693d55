"""Who recognises whom (S7–S19): one question, `does actor recognise object as a state`, and the same machinery for membership."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..kernel.claims import Bounds, Claim
from ..kernel.dates import BEGIN, END, iso
from ..kernel.lens import Supposition
from ..kernel.states import hold
from .answer import Answer

if TYPE_CHECKING:
    from ..kernel.conflicts import PairConflict
    from .view import View

_VERBS = {"recognition": "recognises", "membership": "is a member of"}


def holds(view: View, relation: str, actor: str, object_: str, of: str = "state") -> Answer:
    """The answer to `actor recognises object` (relation recognition) or `actor is a member of object` (membership), by ids."""
    atlas, lens = view.atlas, view.lens
    if actor == object_:
        raise UsageError(f"{atlas.label(actor)} does not stand to itself in {relation}; name two")
    everything = atlas.pair(relation, f"{actor} {object_}")
    left_out: dict[str, int] = {}
    claims: Sequence[Claim] = everything
    if relation == "recognition":
        claims = [c for c in claims if c.of == of]
    if lens.selects:
        claims = admit(view, claims, left_out)
    supposed = [s for s in lens.suppose if s.actor == actor and s.object == object_]
    if supposed and relation == "recognition" and of == "state":
        claims = suppose(claims, supposed, atlas.words(relation).effects)
    context = view.context(relation, actor, object_)
    spans = view.coverage(relation, actor, object_) if of == "state" else []
    outcome = hold(claims, spans, context, _VERBS[relation])

    def find() -> list[PairConflict]:
        from ..kernel.conflicts import conflicts  # most answers are not asked for theirs

        return conflicts(outcome, context, spans, atlas.date)

    question = {"ask": relation, "actor": actor, "object": object_}
    if of != "state":
        question["of"] = of
    return Answer(question, lens, outcome.node, last_word(claims, spans, atlas.date), left_out, atlas.about, atlas.source, find)


def admit(view: View, claims: Sequence[Claim], left_out: dict[str, int]) -> list[Claim]:
    """The claims that a lens lets count; the rest are counted by reason in left_out (S16, S17)."""
    kept = []
    sources = view.atlas.sources if view.lens.trusting or view.lens.without else {}
    for claim in claims:
        admitted = view.lens.admits(claim.source, claim.published, sources)
        if admitted:
            kept.append(claim)
        else:
            reason = "undated" if admitted is None else "lens"
            left_out[reason] = left_out.get(reason, 0) + 1
    return kept


def suppose(claims: Sequence[Claim], supposed: Sequence[Supposition], effects: dict[str, str]) -> list[Claim]:
    """Lay hypothetical acts over the claims: each replaces those with its key and is held by its actor (S17)."""
    kept = list(claims)
    for n, s in enumerate(supposed):
        same = [c for c in kept if c.act == s.act]
        last = max((c.latest for c in same), default=BEGIN)
        opposite = "starts" if effects[s.act] == "ends" else "ends"
        ended = any(effects[c.act] == opposite and last <= c.latest <= s.day for c in kept)
        ordinal = max((c.ordinal for c in same), default=1) + bool(same and ended)
        kept = [c for c in kept if c.key != f"{s.act} {s.actor} {s.object} {ordinal}"]
        kept.append(_supposed(s, n + 1, ordinal))
    return kept


def _supposed(s: Supposition, number: int, ordinal: int) -> Claim:
    return Claim(-number, "recognition", s.act, s.actor, s.object, ordinal, "state", "", "", "explicit" if s.act == "refuses" else "", "",
                 iso(s.day) or "", s.day, s.day, False, "decided", "", None, None, s.actor, "", "supposed", None, "", "", "supposed", "--suppose",
                 number)


def last_word(claims: Sequence[Claim], spans: Sequence[tuple[int, int, str]], today: int) -> int:
    """The day after which an answer is presumed: after the last admitted evidence and the end of coverage, never past the atlas (S19)."""
    latest = BEGIN
    for c in claims:
        if c.latest < END:
            latest = max(latest, c.latest)
        if c.published is not None:
            latest = max(latest, c.published)
    for _, until, _ in spans:
        if until < END:
            latest = max(latest, until - 1)
    return min(latest, today) + 1 if latest > BEGIN else today + 1


def bounds_of(first: Bounds, second: Bounds) -> Bounds:
    """How far acts between two can reach: from the later start to the earlier end (S10)."""
    return Bounds(max(first.start, second.start), min(first.end, second.end))


