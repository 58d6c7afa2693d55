"""The conflict report of a build: every contradiction among claims, under the neutral lens."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from ..kernel.acts import Context
from ..kernel.claims import Bounds, Claim
from ..kernel.conflicts import PairConflict, conflicts
from ..kernel.dates import day
from ..kernel.lens import Lens
from ..kernel.states import hold
from .gather import Gathered


class Conflict(NamedTuple):
    """One conflict of the atlas: kind, the pair, a sentence, and the rows (`file:line`) on either side."""

    kind: str
    relation: str
    actor: str
    object: str
    says: str
    rows: tuple[str, ...]


def find_conflicts(gathered: Gathered) -> list[Conflict]:
    """Every conflict about recognition of states, membership, and treaties in force between two, sorted by kind and pair."""
    today = day(gathered.date)
    rights: dict[str, set[str]] = defaultdict(set)
    for object_, holder, _ in gathered.rights:
        rights[object_].add(holder)
    pairs: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in gathered.claims:
        if claim.relation in ("membership", "in-force") or (claim.relation == "recognition" and claim.of == "state"):
            pairs[claim.relation, claim.pair, claim.of].append(claim)
    words = {r: gathered.vocabulary.words(r) for r in ("recognition", "membership", "in-force")}
    found: list[Conflict] = []
    for (relation, pair, of), claims in sorted(pairs.items()):
        actor, object_ = pair.split()
        a, b = gathered.bounds(actor), gathered.bounds(object_)
        context = Context(actor, object_, Bounds(max(a.start, b.start), min(a.end, b.end)),
                          frozenset({actor, object_, *rights[object_]}), words[relation], str, Lens())
        if relation == "in-force":
            context = context._replace(subject=of, matter=f"between {actor} and {object_}", parties=frozenset({actor, object_}))
        spans = [c.span for c in gathered.coverage if c.meets(relation, actor, object_, words[relation].effects)]
        outcome = hold(claims, spans, context, relation)
        found += [Conflict(c.kind, relation, actor, object_, _say(c, gathered, actor, object_), tuple(f"{x.file}:{x.line}" for x in c.claims))
                  for c in conflicts(outcome, context, spans, today)]
    return sorted(found)


def _say(conflict: PairConflict, gathered: Gathered, actor: str, object_: str) -> str:
    """The conflict's sentence; for an act too early, with the earlier entities that it may be about (S10)."""
    if conflict.kind != "bounds":
        return conflict.says
    day_ = conflict.claims[0].latest
    late = [id_ for id_ in (actor, object_) if id_ in gathered.polities and gathered.bounds(id_).start > day_]
    earlier = sorted({other for id_ in late for other in _kin(gathered, id_) if gathered.bounds(other).start <= day_ < gathered.bounds(other).end})
    return f"{conflict.says} {', '.join(earlier) or 'None is in the data'}"


def _kin(gathered: Gathered, id_: str) -> set[str]:
    """The polities that shared a name with one, or that it is said to succeed or continue."""
    names = {row[0] for row in gathered.polities[id_].names}
    same = {other for other, rows in gathered.polities.items() if any(row[0] in names for row in rows.names)}
    before = {c.object for c in gathered.claims if c.relation == "succession" and c.actor == id_ and c.object in gathered.polities}
    return (same | before) - {id_}
